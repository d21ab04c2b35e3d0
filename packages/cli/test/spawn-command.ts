import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { CommandResult } from './run-command.js';

export const bin = fileURLToPath(new URL('../bin/failsoft.js', import.meta.url));

/** Runs the installed command, with the real plugin, in a process of its own. */
export function spawnCommand(args: readonly string[], cwd: string): Promise<CommandResult> {
  const env = { ...process.env, NO_COLOR: '1', CI: 'true' };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [bin, ...args], { cwd, env, maxBuffer: 2 ** 28 }, (_error, stdout, stderr) => {
      resolve({ exitCode: child.exitCode ?? -1, stdout, stderr });
    });
  });
}
