#!/usr/bin/env node
/** The large run of the kill -9 test of embedded queues. `node scripts/queue-crash.mjs 50000` for another number of items. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const [items = '20000'] = process.argv.slice(2);
const { status } = spawnSync('npx', ['vitest', 'run', 'packages/runtime/test/queue-crash'], {
  stdio: 'inherit',
  cwd: fileURLToPath(new URL('../../..', import.meta.url)),
  env: { ...process.env, FAILSOFT_CRASH_ITEMS: items },
});
process.exitCode = status ?? 1;
