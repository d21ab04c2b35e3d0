/** The extension as users get it. */
import { spawnSync } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { node, repository } from './installation.mjs';

/** Packs it. Returns the file. */
export function packed() {
  const env = { ...process.env, PATH: [dirname(node), process.env.PATH].join(delimiter) };
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'package', '-w', 'packages/vscode'], { cwd: repository, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`Cannot pack the extension:\n${stdout}${stderr}`);
  return join(repository, '.tmp/failsoft-vscode.vsix');
}
