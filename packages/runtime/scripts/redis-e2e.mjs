#!/usr/bin/env node
/** Runs the tests that need a real Redis, if there is a `redis-server` to start; says so if there is none. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const version = spawnSync('redis-server', ['--version'], { encoding: 'utf8' });
if (version.status !== 0) {
  console.log('NOT RUN: the tests against a real Redis, for there is no redis-server (Debian: apt-get install redis-server)');
} else {
  console.log(`Against ${version.stdout.trim()}`);
  const config = fileURLToPath(new URL('../test/redis.vitest.config.ts', import.meta.url));
  const { status } = spawnSync('npx', ['vitest', 'run', '--config', config], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
