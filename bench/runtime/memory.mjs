/**
 * node --expose-gc --min-semi-space-size=256 --max-semi-space-size=256 memory.mjs NAME
 * What a call of a policy allocates, and what is left of a million of them. A process each, so that nobody else's is counted.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { protectedCalls } from './policies.mjs';

const [name] = process.argv.slice(2);
const call = protectedCalls()[name];

async function repeat(calls) {
  for (let made = 0; made < calls; made++) await call();
}

/** After a while, in which timers end. */
async function heapAtRest() {
  await sleep(50);
  for (let time = 0; time < 3; time++) globalThis.gc();
  return process.memoryUsage().heapUsed;
}

async function allocatedBytes(calls) {
  globalThis.gc();
  const before = process.memoryUsage().heapUsed;
  await repeat(calls);
  return (process.memoryUsage().heapUsed - before) / calls;
}

await repeat(20_000);
// No collection comes in between: all of it fits into the young generation.
const bytes = await allocatedBytes(10_000);
const before = await heapAtRest();
await repeat(1_000_000);
const retained = (await heapAtRest()) - before;
console.log(JSON.stringify({ name, bytes, retained }));
process.exit();
