#!/usr/bin/env node
/** Runs the tests of the package against vendor/failsoft.ts, which must be current. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const vendor = fileURLToPath(new URL('vendor.mjs', import.meta.url));
const config = fileURLToPath(new URL('../test/vendored.vitest.config.ts', import.meta.url));

const isCurrent = spawnSync(process.execPath, [vendor, '--check'], { stdio: 'inherit' }).status === 0;
const tests = spawnSync('npx', ['vitest', 'run', '--config', config], { stdio: 'inherit' });
process.exitCode = isCurrent && tests.status === 0 ? 0 : 1;
