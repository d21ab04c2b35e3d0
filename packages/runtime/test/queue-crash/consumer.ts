/** Drains the queue, and writes down what it does. Killed by the test at any moment. */
import { openSync, writeSync } from 'node:fs';
import { embeddedQueue } from '../../src/queue/embedded/embedded-queue.js';
import { drain } from '../../src/queue/index.js';
import { consumerConcurrency, leaseMs } from './limits.js';

const [path = '', effects = ''] = process.argv.slice(2);
const queue = embeddedQueue({ name: 'crash', path, leaseMs, maxItems: 1_000_000 });
const file = openSync(effects, 'a');

drain(
  queue,
  {
    async mail(payload, { idempotencyKey, attempt }) {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
      const isWhole = typeof payload === 'object' && payload !== null && 'text' in payload && String(payload.text).length === 200;
      writeSync(file, `${idempotencyKey} ${attempt} ${isWhole ? 'whole' : 'torn'}\n`);
    },
  },
  { maxConcurrent: consumerConcurrency, maxPerSecond: 100_000, attempts: 1_000, pollMs: 50 },
);
writeSync(1, 'draining\n');
