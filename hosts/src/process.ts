/** Runs a host as its users do: a process of its own. */
import { execFile } from 'node:child_process';

export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** @throws {Error} if it does not end with one of these codes, or takes longer than three minutes. */
export function run(script: string, args: readonly string[], cwd: string, codes: readonly number[]): Promise<Run> {
  // Options of the test runner are not for the host.
  const env = { ...process.env, NODE_OPTIONS: '' };
  return new Promise((resolve, reject) => {
    const options = { cwd, env, timeout: 180_000, maxBuffer: 64_000_000 };
    execFile(process.execPath, [script, ...args], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : error.code;
      if (typeof code === 'number' && codes.includes(code)) resolve({ code, stdout, stderr });
      else reject(new Error(`${[script, ...args].join(' ')} ended with ${String(code)}\n${stderr}\n${stdout.slice(0, 2000)}`));
    });
  });
}
