/** Whether an 'error' event that nobody listens to ends a process: run in one of its own. */
import { execFile } from 'node:child_process';

/** What a script of ECMAScript modules ends with: 'crashed' by an unheard 'error' event, 'survived', or what else went wrong. */
export function ending(script: string): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['--input-type=module', '--eval', script], { cwd: import.meta.dirname, timeout: 20_000 }, (error, _stdout, stderr) => {
      if (error === null) resolve('survived');
      else resolve(/Unhandled 'error' event|Emitted 'error' event on/.test(stderr) ? 'crashed' : stderr);
    });
  });
}
