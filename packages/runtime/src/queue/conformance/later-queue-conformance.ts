import type { LaterQueue, ReservedItem, StoredItem } from '../later-queue.js';
import { equal, eventually, only } from './assertions.js';

/** How the checks get at a queue, and at time. */
export interface QueueUnderTest {
  /** Opens an empty queue of its own. Its leases should be short where `elapse` really waits. */
  readonly open: (options: { readonly maxItems: number }) => Promise<LaterQueue>;
  /** Lets time go by for the queue: by sleeping, or by turning its clock. Starts what hands out again after a lease. */
  readonly elapse: (ms: number) => Promise<void>;
}

/** What a queue has to do, and how to see whether it does. */
export interface ConformanceCheck {
  /** Continues "a queue". */
  readonly behaviour: string;
  /** Rejects if the queue does not do so. */
  readonly check: (under: QueueUnderTest) => Promise<void>;
}

const receipt: StoredItem = {
  name: 'receipt',
  payload: '{"to":"ann@shop.example","text":"Grüße 🫖 \\u0000 \'; --"}',
  idempotencyKey: 'order-7: a/b',
};

function mail(key: string): StoredItem {
  return { name: 'mail', payload: '{}', idempotencyKey: key };
}

/** Queued, and handed out. */
async function reserved(queue: LaterQueue, item: StoredItem = receipt): Promise<ReservedItem> {
  await queue.enqueue(item);
  return reservedNext(queue);
}

/** A broker may take a moment to hand out what is due. */
function reservedNext(queue: LaterQueue): Promise<ReservedItem> {
  return eventually('an item is handed out', async () => (await queue.reserve(1))[0]);
}

/**
 * What every adapter has to do. Each check opens a queue of its own.
 *
 * @example With any test runner
 * ```ts
 * import { laterQueueConformance } from '@failsoft/runtime/queues/conformance';
 * import { embeddedQueue } from '@failsoft/runtime/queues/embedded';
 * import assert from 'node:assert/strict';
 *
 * let now = Date.now();
 * const under = {
 *   open: async ({ maxItems }: { maxItems: number }) => embeddedQueue({ name: 'mails', path: ':memory:', maxItems, now: () => now }),
 *   elapse: async (ms: number) => void (now += ms),
 * };
 * for (const { check } of laterQueueConformance) await check(under); // it(behaviour, () => check(under))
 * assert(laterQueueConformance.length > 10);
 * ```
 */
export const laterQueueConformance: readonly ConformanceCheck[] = [
  {
    behaviour: 'hands out what was queued, as it was, and says that it is the first attempt',
    async check({ open }) {
      const queue = await open({ maxItems: 10 });
      equal('enqueue', await queue.enqueue(receipt), 'queued');
      const { name, payload, idempotencyKey, attempt, ageMs } = await reservedNext(queue);
      equal('the item', { name, payload, idempotencyKey, attempt }, { ...receipt, attempt: 1 });
      equal('its age is a number of milliseconds from 0 up', ageMs >= 0 && ageMs < 60_000, true);
    },
  },
  {
    behaviour: 'hands out nothing when it is empty',
    async check({ open }) {
      const queue = await open({ maxItems: 10 });
      equal('reserve', await queue.reserve(5), []);
      equal('count', await queue.count(), { waiting: 0, dead: 0 });
    },
  },
  {
    behaviour: 'stores an item of the same name and key once while the first waits, is under way or is dead',
    async check({ open }) {
      const queue = await open({ maxItems: 10 });
      await queue.enqueue(receipt);
      equal('while it waits', await queue.enqueue({ ...receipt, payload: '1' }), 'duplicate');
      const item = await reservedNext(queue);
      equal('while it is under way', await queue.enqueue(receipt), 'duplicate');
      await queue.bury(item, 'refused');
      equal('while it is dead', await queue.enqueue(receipt), 'duplicate');
      equal('count', await queue.count(), { waiting: 0, dead: 1 });
    },
  },
  {
    behaviour: 'takes an item of another name or key, and one whose forerunner is done',
    async check({ open }) {
      const queue = await open({ maxItems: 10 });
      await queue.complete(await reserved(queue));
      equal('the same again', await queue.enqueue(receipt), 'queued');
      equal('another name', await queue.enqueue({ ...receipt, name: 'invoice' }), 'queued');
      equal('another key', await queue.enqueue({ ...receipt, idempotencyKey: 'order-8' }), 'queued');
      equal('count', await queue.count(), { waiting: 3, dead: 0 });
    },
  },
  {
    behaviour: 'refuses what is above its maximum, dead items included, and takes more when there is room',
    async check({ open }) {
      const queue = await open({ maxItems: 2 });
      await queue.bury(await reserved(queue, mail('a')), 'refused');
      equal('the second', await queue.enqueue(mail('b')), 'queued');
      equal('the third', await queue.enqueue(mail('c')), 'full');
      equal('count', await queue.count(), { waiting: 1, dead: 1 });
      equal('a duplicate of what is there', await queue.enqueue(mail('b')), 'duplicate');
      await queue.complete(await reservedNext(queue));
      equal('with room', await queue.enqueue(mail('c')), 'queued');
    },
  },
  {
    behaviour: 'hands each item to one caller only, and no more than were asked for',
    async check({ open }) {
      const queue = await open({ maxItems: 100 });
      for (let key = 0; key < 20; key++) await queue.enqueue(mail(String(key)));
      const batches = await Promise.all([queue.reserve(3), queue.reserve(3), queue.reserve(3), queue.reserve(3)]);
      equal('no batch is too large', batches.every((batch) => batch.length <= 3), true);
      const all = batches.flat();
      for (let left = 20 - all.length; left > 0; left--) all.push(await reservedNext(queue));
      const keys = all.map(({ idempotencyKey }) => Number(idempotencyKey)).sort((a, b) => a - b);
      equal('every key once', keys, Array.from({ length: 20 }, (_, key) => key));
      equal('nothing is left', await queue.reserve(20), []);
    },
  },
  {
    behaviour: 'forgets what is done',
    async check({ open, elapse }) {
      const queue = await open({ maxItems: 10 });
      await queue.complete(await reserved(queue));
      equal('count', await queue.count(), { waiting: 0, dead: 0 });
      await elapse(queue.leaseMs + 1_000);
      equal('reserve', await queue.reserve(1), []);
    },
  },
  {
    behaviour: 'hands out again what was given back, not before its delay is over, and counts the attempts',
    async check({ open, elapse }) {
      const queue = await open({ maxItems: 10 });
      await queue.release(await reserved(queue), 3_000);
      equal('at once', await queue.reserve(1), []);
      equal('count', await queue.count(), { waiting: 1, dead: 0 });
      await elapse(3_100);
      equal('attempt', (await reservedNext(queue)).attempt, 2);
    },
  },
  {
    behaviour: 'hands out at once what was given back without a delay',
    async check({ open }) {
      const queue = await open({ maxItems: 10 });
      await queue.release(await reserved(queue), 0);
      equal('attempt', (await reservedNext(queue)).attempt, 2);
    },
  },
  {
    behaviour: 'hands out again what was not settled within its lease, and counts the attempt',
    async check({ open, elapse }) {
      const queue = await open({ maxItems: 10 });
      await reserved(queue);
      equal('within the lease', await queue.reserve(1), []);
      await elapse(queue.leaseMs + 100);
      const { attempt, idempotencyKey } = await eventually('it is handed out again', async () => {
        const [item] = await queue.reserve(1);
        if (item === undefined) await elapse(100);
        return item;
      });
      equal('the item', { attempt, idempotencyKey }, { attempt: 2, idempotencyKey: receipt.idempotencyKey });
    },
  },
  {
    behaviour: 'takes no verdict on an item from a lease that is not its latest',
    async check({ open }) {
      const queue = await open({ maxItems: 10 });
      const first = await reserved(queue);
      await queue.release(first, 0);
      const second = await reservedNext(queue);
      await queue.complete(first);
      await queue.bury(first, 'late');
      await queue.release(first, 0);
      equal('nothing is handed out', await queue.reserve(1), []);
      equal('count', await queue.count(), { waiting: 1, dead: 0 });
      await queue.complete(second);
      equal('count', await queue.count(), { waiting: 0, dead: 0 });
      await queue.complete(second);
      await queue.release(second, 0);
      equal('count', await queue.count(), { waiting: 0, dead: 0 });
    },
  },
  {
    behaviour: 'keeps dead items, readable with the reason, and hands none out',
    async check({ open, elapse }) {
      const queue = await open({ maxItems: 10 });
      await queue.bury(await reserved(queue), 'no such address');
      await queue.bury(await reserved(queue, mail('b')), 'too old');
      await elapse(queue.leaseMs + 1_000);
      equal('reserve', await queue.reserve(2), []);
      const dead = await queue.deadItems(10);
      const { name, payload, idempotencyKey, reason } = only(dead.filter((item) => item.name === receipt.name));
      equal('the item', { name, payload, idempotencyKey, reason }, { ...receipt, reason: 'no such address' });
      equal('all', dead.length, 2);
      equal('no more than asked for', (await queue.deadItems(1)).length, 1);
      equal('count', await queue.count(), { waiting: 0, dead: 2 });
    },
  },
  {
    behaviour: 'makes a dead item due again, at its first attempt, as young as if it were new',
    async check({ open, elapse }) {
      const queue = await open({ maxItems: 10 });
      await queue.release(await reserved(queue), 0);
      await elapse(5_000);
      const old = await reservedNext(queue);
      await queue.bury(old, 'refused');
      const { id } = only(await queue.deadItems(10));
      equal('requeue', await queue.requeue(id), true);
      equal('dead', await queue.deadItems(10), []);
      const { attempt, ageMs, payload } = await reservedNext(queue);
      equal('the item', { attempt, payload }, { attempt: 1, payload: receipt.payload });
      equal('its age is counted anew', ageMs < old.ageMs, true);
      equal('requeue of what is not dead', await queue.requeue(id), false);
    },
  },
  {
    behaviour: 'forgets a dead item that is discarded, and only a dead one',
    async check({ open }) {
      const queue = await open({ maxItems: 10 });
      const item = await reserved(queue);
      equal('discard of one under way', await queue.discard(item.id), false);
      await queue.bury(item, 'refused');
      const { id } = only(await queue.deadItems(10));
      equal('discard', await queue.discard(id), true);
      equal('discard again', await queue.discard(id), false);
      equal('count', await queue.count(), { waiting: 0, dead: 0 });
    },
  },
];
