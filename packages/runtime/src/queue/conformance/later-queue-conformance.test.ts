/** The checks find what is wrong: each of these queues breaks one promise. */
import { describe, expect, it } from 'vitest';
import { MemoryQueue } from '../../../test/memory-queue.js';
import type { ReservedItem, StoredItem } from '../later-queue.js';
import { laterQueueConformance } from './later-queue-conformance.js';

type Broken = new (now: () => number, maxItems?: number) => MemoryQueue;

const breaches: readonly (readonly [string, Broken, behaviour: RegExp])[] = [
  ['stores duplicates', class extends MemoryQueue {
    override enqueue(item: StoredItem) { return super.enqueue({ ...item, idempotencyKey: `${item.idempotencyKey}${Math.random()}` }); }
  }, /once while the first waits/],
  ['takes more than it may', class extends MemoryQueue {
    override enqueue(item: StoredItem) { return super.enqueue(item).then((outcome) => (outcome === 'full' ? 'queued' : outcome)); }
  }, /above its maximum/],
  ['hands out what it likes', class extends MemoryQueue {
    override reserve() { return super.reserve(100); }
  }, /no more than were asked for/],
  ['forgets attempts', class extends MemoryQueue {
    override async reserve(max: number) { return (await super.reserve(max)).map((item) => ({ ...item, attempt: 1 })); }
  }, /counts the attempts/],
  ['ignores delays', class extends MemoryQueue {
    override release(item: ReservedItem) { return super.release(item, 0); }
  }, /not before its delay is over/],
  ['never lets a lease run out', class extends MemoryQueue {
    override readonly leaseMs = Infinity;
  }, /not settled within its lease/],
  ['loses the reason', class extends MemoryQueue {
    override bury(item: ReservedItem) { return super.bury(item, 'dead'); }
  }, /readable with the reason/],
  ['loses what is to be tried again', class extends MemoryQueue {
    override requeue(id: string) { return super.discard(id); }
  }, /makes a dead item due again/],
  ['keeps what is done', class extends MemoryQueue {
    override complete(item: ReservedItem) { return super.release(item, 0); }
  }, /forgets what is done/],
  ['forgets live items', class extends MemoryQueue {
    override discard() { return Promise.resolve(true); }
  }, /only a dead one/],
];

async function failing(Queue: Broken): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const { behaviour, check } of laterQueueConformance) {
    let nowMs = 0;
    const elapse = (ms: number): Promise<void> => {
      nowMs += Math.min(ms, 1e9);
      return Promise.resolve();
    };
    const isKept = check({ open: ({ maxItems }) => Promise.resolve(new Queue(() => nowMs, maxItems)), elapse });
    const tooLong = new Promise((_, reject) => setTimeout(reject, 500, new Error('no answer')));
    await Promise.race([isKept, tooLong]).catch(() => failed.push(behaviour));
  }
  return failed;
}

describe('the conformance checks', () => {
  it.each(breaches)('find a queue that %s', async (_breach, Queue, behaviour) => {
    expect(await failing(Queue)).toContainEqual(expect.stringMatching(behaviour));
  });
});
