/** What the language server starts for each folder. */
import { keepCompiledCode } from './compile-cache.js';

keepCompiledCode();
await import('./lint-worker.js');
