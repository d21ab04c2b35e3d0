/** Loaded into a server and its workers by a test: on a signal each collects its garbage and writes how much is left. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

process.on('SIGUSR2', () => {
  globalThis.gc();
  globalThis.gc();
  writeFileSync(join(process.env.FAILSOFT_HEAPS, String(process.pid)), String(process.memoryUsage().heapUsed));
});
