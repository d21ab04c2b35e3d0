#!/usr/bin/env node
/** Packs every public package as npm would, has publint and attw look at the result, and checks the shop with it. No install scripts allowed. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publicPackages, writePackages } from './published-packages.mjs';

const folder = mkdtempSync(join(tmpdir(), 'failsoft-packages-'));
let failed = false;

function complain(text) {
  console.error(text);
  failed = true;
}

function findingsOf(command) {
  const { stdout, stderr } = spawnSync(process.execPath, [command, 'check', 'fixtures/shop', '--preset', 'recommended', '--format', 'json'], { encoding: 'utf8' });
  return stdout === '' ? stderr : JSON.stringify(JSON.parse(stdout).findings);
}

const written = await writePackages('.tmp/published');
for (const { manifest } of publicPackages()) {
  const installScript = ['preinstall', 'install', 'postinstall'].find((script) => script in (manifest.scripts ?? {}));
  if (installScript !== undefined) {
    complain(`${manifest.name}: has a ${installScript} script, which no published package may have`);
  }
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder, `./${written.get(manifest.name)}`]);
}
for (const file of readdirSync(folder)) {
  const tarball = join(folder, file);
  for (const [command, ...args] of [
    ['publint', 'run', tarball, '--strict', '--pack', 'false'],
    ['attw', tarball, '--profile', 'esm-only', '--no-emoji', '--format', 'ascii'],
  ]) {
    const { status, stdout, stderr } = spawnSync('npx', [command, ...args], { encoding: 'utf8' });
    if (status === 0) continue;
    complain(`${command} ${file}:\n${stdout}${stderr}`);
  }
}
const [built, published] = ['packages/cli', written.get('failsoft')].map((cli) => findingsOf(join(cli, 'bin/failsoft.js')));
if (built !== published) complain(`What is published finds something else in fixtures/shop than what was built:\n${published}\n${built}`);
rmSync(folder, { recursive: true, force: true });
if (failed) process.exitCode = 1;
else console.log('publint and attw find nothing to complain about; what is published finds in the shop what it should');
