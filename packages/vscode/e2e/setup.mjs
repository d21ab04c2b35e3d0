#!/usr/bin/env node
/**
 * node setup.mjs            VS Code's server, its Node and the browser's driver, into this folder's node_modules (about 500 MB)
 * node setup.mjs --browser  also Debian's Chromium and the fonts of the screenshots, where they are missing
 *
 * No install script is run and nothing is compiled: the extension host works without the native modules.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { node, root, vscode } from './harness/installation.mjs';

const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

// Built-in extensions and agents that no scenario starts: a third of the size.
const unused = [
  'node_modules/@github',
  'node_modules/@microsoft/mxc-sdk',
  'node_modules/@devcontainers',
  'node_modules/node-pty/prebuilds/win32-arm64',
  'node_modules/node-pty/prebuilds/win32-x64',
  'extensions/copilot',
  'extensions/mermaid-markdown-features',
].map((path) => join(vscode, path));

// The fonts are for the screenshots: verdicts are emoji.
const debianPackages = ['chromium', 'fonts-noto-color-emoji', 'fonts-inter', 'fonts-jetbrains-mono'];

function run(command, args, options = {}) {
  console.log(`> ${[command, ...args].join(' ')}`);
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', ...options });
  if (status !== 0) throw new Error(`${command} ${args[0]}: ${error?.message ?? `ended with ${status}`}`);
}

function installEditor() {
  run('npm', ['ci', ...quietly], { cwd: root });
  // What code-server's own install script would do, but for the compilers it needs. It has a shrinkwrap that "npm ci" takes for incomplete.
  const env = { ...process.env, PATH: [dirname(node), process.env.PATH].join(delimiter) };
  run('npm', ['install', '--omit=dev', '--no-save', ...quietly], { cwd: vscode, env });
  for (const path of unused) rmSync(path, { recursive: true, force: true });
}

function installBrowser() {
  const missing = debianPackages.filter((name) => spawnSync('dpkg', ['-s', name], { stdio: 'ignore' }).status !== 0);
  if (missing.length === 0) {
    console.log(`Nothing to install: ${debianPackages.join(', ')} are there`);
    return;
  }
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo'];
  const apt = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
  const [program, ...first] = apt;
  run(program, [...first, 'update']);
  run(program, [...first, 'install', '-y', '--no-install-recommends', ...missing]);
}

try {
  installEditor();
  if (process.argv.includes('--browser')) installBrowser();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
