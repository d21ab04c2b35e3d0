/** Heaps of a server process and its workers, without a word of it in the server itself. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished, vi } from 'vitest';

export interface HeapMeter {
  /** What the server's process has to be started with. */
  readonly env: NodeJS.ProcessEnv;
  /** Bytes in use after a collection: of the server, and of each of its workers. */
  readonly measure: (server: number) => Promise<number[]>;
}

export function heapMeter(): HeapMeter {
  const folder = mkdtempSync(join(tmpdir(), 'failsoft-heaps-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const reporter = fileURLToPath(new URL('./heap-reporter.mjs', import.meta.url));
  return {
    env: { ...process.env, FAILSOFT_HEAPS: folder, NODE_OPTIONS: `--expose-gc --import ${reporter}` },
    measure: async (server) => {
      const heaps: number[] = [];
      for (const pid of [server, ...childrenOf(server)]) {
        const file = join(folder, String(pid));
        rmSync(file, { force: true });
        process.kill(pid, 'SIGUSR2');
        heaps.push(await vi.waitFor(() => heapIn(file), 10_000));
      }
      return heaps;
    },
  };
}

function heapIn(file: string): number {
  const heap = Number(readFileSync(file, 'utf8'));
  if (heap === 0) throw new Error('not written yet');
  return heap;
}

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter((text) => text !== '').map(Number);
}
