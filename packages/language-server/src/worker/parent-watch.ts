/** A worker never outlives its server, not even one in a loop, which hears of nothing. */
import { Worker } from 'node:worker_threads';

/** Milliseconds. */
const interval = 1000;

/** Ends this process when its parent is gone, from a thread of its own. */
export function endWithParent(): void {
  const parent = process.ppid;
  // As text: a module of its own would be one file more for each bundle to carry.
  const watch = new Worker(`(${watchParent.toString()})(${parent}, ${interval})`, { eval: true, execArgv: [], env: {}, stdout: false, stderr: false });
  watch.unref();
}

/** Runs apart from this module: it may use nothing but globals. */
function watchParent(parent: number, every: number): void {
  const isGone = (): boolean => {
    // Where orphans are handed on, they see another parent; elsewhere theirs can't be signalled any more.
    if (process.ppid !== parent) return true;
    try {
      process.kill(parent, 0);
      return false;
    } catch (error) {
      return !(error instanceof Error && 'code' in error && error.code === 'EPERM');
    }
  };
  setInterval(() => {
    if (isGone()) process.kill(process.pid, 'SIGKILL');
  }, every);
}
