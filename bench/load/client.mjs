/**
 * A service that calls the dependency 150 times a second, whatever comes of it, as users do. Argument: which client, and how
 * the dependency fails. Prints what was seen as JSON.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { clients } from './clients.mjs';

const [name, failing] = process.argv.slice(2);
const healthy = { serviceMs: 20, status: 200 };
const faults = { slow: { serviceMs: 200, status: 200 }, failing: { serviceMs: 20, status: 503 } };
const callsPerSecond = 150;
const tickMs = 20;
/** How long each phase takes. */
const phases = { healthy: 1_500, faulty: 3_000, after: 4_000 };

const server = fork(join(import.meta.dirname, 'server.mjs'));
const [{ port }] = await once(server, 'message');
const client = clients[name](`http://127.0.0.1:${port}/`);

async function told(message) {
  server.send(message);
  const [answer] = await once(server, 'message');
  return answer;
}

let underWay = 0;
let seen;

function count() {
  return { calls: 0, answered: 0, failed: 0, maxUnderWay: 0, firstAnswerMs: undefined, startMs: performance.now() };
}

async function callOnce() {
  const phase = seen;
  phase.calls++;
  phase.maxUnderWay = Math.max(phase.maxUnderWay, ++underWay);
  try {
    await client.call();
    seen.firstAnswerMs ??= performance.now() - seen.startMs;
    phase.answered++;
  } catch {
    phase.failed++;
  } finally {
    underWay--;
  }
}

/** Open loop: the calls come when they come. */
async function load(ms) {
  const startMs = performance.now();
  for (let made = 0; performance.now() - startMs < ms; await wait(tickMs)) {
    const due = Math.floor(((performance.now() - startMs) * callsPerSecond) / 1_000);
    for (; made < due; made++) void callOnce();
  }
}

async function play(ms, health) {
  const before = await told({ health });
  const delay = monitorEventLoopDelay({ resolution: 5 });
  seen = count();
  const retryAfterMs = client.retryAfterMs();
  delay.enable();
  await load(ms - 1_000);
  const lastSecond = { ...seen };
  await load(1_000);
  delay.disable();
  globalThis.gc();
  const { received, waiting } = await told({});
  const answeredLast = seen.answered - lastSecond.answered;
  return {
    ...seen,
    retryAfterMs,
    received: received - before.received,
    waiting,
    answeredLastSecond: answeredLast / (seen.calls - lastSecond.calls),
    delayMs: { median: delay.percentile(50) / 1e6, p99: delay.percentile(99) / 1e6 },
    heapMb: process.memoryUsage().heapUsed / 1e6,
  };
}

const result = {
  healthy: await play(phases.healthy, healthy),
  faulty: await play(phases.faulty, faults[failing]),
  after: await play(phases.after, healthy),
};
console.log(JSON.stringify(result));
server.kill();
process.exit();
