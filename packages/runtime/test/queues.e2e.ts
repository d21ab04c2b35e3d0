/** Queues in a real Redis and a real PostgreSQL. Run by scripts/queues-e2e.mjs, which starts both. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Queue, Worker } from 'bullmq';
import { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bullMqQueue } from '../src/queue/bullmq/bullmq-queue.js';
import { laterQueueConformance, type QueueUnderTest } from '../src/queue/conformance/later-queue-conformance.js';
import { drain, queueForLater, UnrecoverableError, type LaterQueue } from '../src/queue/index.js';
import { pgBossQueue } from '../src/queue/pg-boss/pg-boss-queue.js';

const { DATABASE_URL = '', REDIS_URL = '' } = process.env;

/** What is under way must not be handed out again for a stall of the machine, and what is not settled is waited for. */
const leaseMs = 6_000;

/** What drains do, whatever keeps the queue. */
function behavesAsAQueue(under: QueueUnderTest): void {
  it.each(laterQueueConformance)('$behaviour', ({ check }) => check(under));

  it('is drained by several at a time: what fails comes back, what is refused is dead, nothing is lost', async () => {
    const queue = await under.open({ maxItems: 1_000 });
    for (let key = 0; key < 60; key++) await queueForLater(queue, { name: 'mail', payload: { key }, idempotencyKey: String(key) });
    const done = new Set<unknown>();
    const failedOnce = new Set<unknown>();
    const mail = (payload: unknown): void => {
      const key = typeof payload === 'object' && payload !== null && 'key' in payload ? Number(payload.key) : -1;
      if (key % 20 === 0) throw new UnrecoverableError('no such address');
      if (key % 3 === 0 && !failedOnce.has(key)) {
        failedOnce.add(key);
        throw new Error('the mail server is down');
      }
      done.add(key);
    };
    const options = { maxPerSecond: 1_000, baseDelayMs: 10, pollMs: 50, logger: { warn: () => undefined } };
    const drains = [1, 2, 3].map(() => drain(queue, { mail }, options));
    for (let left = 400; left > 0 && (await queue.count()).waiting > 0; left--) await sleep(100);
    await Promise.all(drains.map((each) => each.stop()));

    expect(await queue.count()).toEqual({ waiting: 0, dead: 3 });
    expect(done.size).toBe(57);
  });

  it('does not let many callers who queue the same at once store it twice', async () => {
    const queue = await under.open({ maxItems: 100 });
    await Promise.all(Array.from({ length: 20 }, () => queueForLater(queue, { name: 'mail', payload: 1, idempotencyKey: 'a' })));

    expect(await queue.count()).toEqual({ waiting: 1, dead: 0 });
  });
}

describe('a queue of BullMQ', () => {
  const closers: (() => Promise<unknown>)[] = [];
  afterAll(() => Promise.all(closers.map((close) => close())));

  behavesAsAQueue({
    open({ maxItems }) {
      const name = randomUUID();
      const connection = { url: REDIS_URL };
      const queue = new Queue(name, { connection });
      const worker = new Worker(name, null, { connection, autorun: false, lockDuration: leaseMs, stalledInterval: 200, maxStalledCount: 20 });
      closers.push(() => worker.close(), () => queue.close());
      return Promise.resolve<LaterQueue>(bullMqQueue({ queue, worker, maxItems }));
    },
    elapse: (ms) => sleep(ms),
  });
});

describe('a queue of pg-boss', () => {
  const boss = new PgBoss({ connectionString: DATABASE_URL, superviseIntervalSeconds: 1, monitorIntervalSeconds: 1 });
  beforeAll(() => boss.start());
  afterAll(() => boss.stop({ graceful: false }));

  behavesAsAQueue({
    async open({ maxItems }) {
      const queue = randomUUID();
      await boss.createQueue(queue);
      return pgBossQueue({ boss, queue, maxItems, leaseSeconds: leaseMs / 1_000 });
    },
    async elapse(ms) {
      await sleep(ms);
      await boss.supervise();
    },
  });
});
