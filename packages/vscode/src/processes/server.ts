/** What the extension starts. The language server is imported when its compiled code has been asked for. */
import { limitCompiledCode } from './compile-cache-limit.js';
import { keepCompiledCode } from './compile-cache.js';

const mostCompiledCode = 64_000_000;

// What can't be read or removed now is left for the next start.
keepCompiledCode((folder) => void limitCompiledCode(folder, mostCompiledCode).catch(() => undefined));
await import('./language-server.js');
