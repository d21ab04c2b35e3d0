/** What the extension starts. The language server is imported when its compiled code has been asked for. */
import { keepCompiledCode } from './compile-cache.js';

keepCompiledCode();
await import('./language-server.js');
