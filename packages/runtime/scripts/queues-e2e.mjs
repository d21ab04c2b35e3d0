#!/usr/bin/env node
/** Runs the tests of queues in a real Redis and a real PostgreSQL, if they are installed; says so if they are not. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startServers } from '../../../fixtures/shop/scripts/servers/index.mjs';

const servers = await startServers();
if ('missing' in servers) {
  console.log(`NOT RUN: the tests of queues in brokers, for ${servers.missing.join(' and ')} is missing (npm run servers:install -w fixtures/shop)`);
} else {
  console.log(`PostgreSQL (process ${servers.postgres.pid}) and Redis (process ${servers.redis.pid}) run for the tests`);
  try {
    const config = fileURLToPath(new URL('../test/queues.vitest.config.ts', import.meta.url));
    const env = { ...process.env, DATABASE_URL: servers.postgres.url, REDIS_URL: servers.redis.url };
    const [status] = await once(spawn('npx', ['vitest', 'run', '--config', config], { stdio: 'inherit', env }), 'exit');
    process.exitCode = status ?? 1;
  } finally {
    await servers.stop();
  }
}
