/** Queues what a file names, a key a line, and prints each key when it is acknowledged. Killed by the test at any moment. */
import { readFileSync, writeSync } from 'node:fs';
import { mapWithLimit } from '../../src/index.js';
import { embeddedQueue } from '../../src/queue/embedded/embedded-queue.js';
import { queueForLater } from '../../src/queue/index.js';
import { leaseMs, producerConcurrency } from './limits.js';

const [path = '', keysFile = ''] = process.argv.slice(2);
const queue = embeddedQueue({ name: 'crash', path, leaseMs, maxItems: 1_000_000 });
const keys = readFileSync(keysFile, 'utf8').split('\n');

await mapWithLimit(keys, producerConcurrency, async (idempotencyKey) => {
  await queueForLater(queue, { name: 'mail', payload: { idempotencyKey, text: 'x'.repeat(200) }, idempotencyKey });
  writeSync(1, `${idempotencyKey}\n`); // at once: what is in a buffer dies with the process
});
