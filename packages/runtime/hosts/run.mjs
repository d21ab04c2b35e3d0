#!/usr/bin/env node
/**
 * npm run runtime:hosts
 * Runs the built runtime's smoke suite on Node 20, 22 and 24, on a page in Chromium and in workerd, and looks into bundles for
 * the edge. Hosts are installed in this folder; Chromium is Debian's. Exits with 1 if a check fails, and says what was not run.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
if (!existsSync(join(here, 'node_modules'))) {
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], { cwd: here, stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}

const { nodeHost, requireHost } = await import('./node.mjs');
const { chromium } = await import('./chromium.mjs');
const { workerd } = await import('./workerd.mjs');
const { bundles } = await import('./bundles.mjs');
const { startOrigin } = await import('./origin.mjs');

const origin = await startOrigin(join(here, '..'));
let failed = 0;
let notRun = 0;
for (const host of [nodeHost(20), nodeHost(22), nodeHost(24), requireHost(), chromium, workerd, bundles]) {
  const outcome = await host.run(origin.url).catch((error) => ({ passed: [], failures: [error.stack ?? String(error)] }));
  if (outcome.notRun !== undefined) {
    notRun++;
    console.log(`NOT RUN ${host.name}: ${outcome.notRun}`);
    continue;
  }
  const { passed, failures, version = '' } = outcome;
  failed += failures.length;
  console.log(`${failures.length === 0 ? 'PASS' : 'FAIL'} ${host.name} ${version}: ${passed.join(', ')}`);
  for (const failure of failures) console.log(`  ${failure}`);
}
origin.close();
console.log(`${failed} failed, ${notRun} hosts not run`);
process.exitCode = failed === 0 ? 0 : 1;
