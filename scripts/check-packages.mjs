#!/usr/bin/env node
/** Packs every public package as npm would, and has publint and attw look at the result. No install scripts allowed. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'failsoft-packages-'));
let failed = false;

for (const name of readdirSync('packages')) {
  const manifest = JSON.parse(readFileSync(join('packages', name, 'package.json'), 'utf8'));
  if (manifest.private === true) continue;
  const installScript = ['preinstall', 'install', 'postinstall'].find((script) => script in (manifest.scripts ?? {}));
  if (installScript !== undefined) {
    console.error(`${manifest.name}: has a ${installScript} script, which no published package may have`);
    failed = true;
  }
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder, '-w', `packages/${name}`]);
}
for (const file of readdirSync(folder)) {
  const tarball = join(folder, file);
  for (const [command, ...args] of [
    ['publint', 'run', tarball, '--strict', '--pack', 'false'],
    ['attw', tarball, '--profile', 'esm-only', '--no-emoji', '--format', 'ascii'],
  ]) {
    const { status, stdout, stderr } = spawnSync('npx', [command, ...args], { encoding: 'utf8' });
    if (status === 0) continue;
    console.error(`${command} ${file}:\n${stdout}${stderr}`);
    failed = true;
  }
}
rmSync(folder, { recursive: true, force: true });
if (failed) process.exitCode = 1;
else console.log('publint and attw find nothing to complain about');
