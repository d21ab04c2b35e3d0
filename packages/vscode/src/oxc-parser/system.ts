/** What the parser's WebAssembly asks of its system: five calls of WASI preview 1. Node's own WASI prints that it is experimental. */
import { getRandomValues } from 'node:crypto';
import { writeSync } from 'node:fs';

const success = 0;
const badFile = 8;
const stderr = 2;

/** Without files, arguments or environment. */
export function systemOf(memory: WebAssembly.Memory) {
  const view = () => new DataView(memory.buffer);
  return {
    random_get(start: number, length: number): number {
      getRandomValues(new Uint8Array(memory.buffer, start, length));
      return success;
    },
    environ_get: (): number => success,
    environ_sizes_get(count: number, size: number): number {
      view().setUint32(count, 0, true);
      view().setUint32(size, 0, true);
      return success;
    },
    /** The message of a panic. */
    fd_write(file: number, parts: number, count: number, written: number): number {
      if (file !== stderr) return badFile;
      let total = 0;
      for (let part = parts; part < parts + count * 8; part += 8) {
        total += writeSync(stderr, new Uint8Array(memory.buffer, view().getUint32(part, true), view().getUint32(part + 4, true)));
      }
      view().setUint32(written, total, true);
      return success;
    },
    proc_exit(code: number): never {
      throw new Error(`oxc-parser ended with code ${code}`);
    },
  };
}
