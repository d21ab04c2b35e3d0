import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../test/manual-clock.js';
import { MemoryQueue } from '../../test/memory-queue.js';
import { NotQueuedError, queueForLater, type LaterQueue } from './index.js';

const receipt = { name: 'receipt', payload: { to: 'ann@shop.example' }, idempotencyKey: 'order-7' };
let clock: ManualClock;
let rejected: unknown[];
const listen = (message: unknown): void => void rejected.push(message);

beforeEach(() => {
  clock = new ManualClock();
  rejected = [];
  subscribe('failsoft:queue:rejected', listen);
});
afterEach(() => void unsubscribe('failsoft:queue:rejected', listen));

function memory(maxItems?: number): MemoryQueue {
  return new MemoryQueue(() => clock.now(), maxItems);
}

function broken(enqueue: LaterQueue['enqueue']): LaterQueue {
  return Object.assign(memory(), { enqueue });
}

async function failure(promise: Promise<unknown>): Promise<NotQueuedError> {
  const error: unknown = await promise.catch((thrown: unknown) => thrown);
  if (!(error instanceof NotQueuedError)) throw new Error(`Not a NotQueuedError: ${String(error)}`);
  return error;
}

describe('queueForLater', () => {
  it('stores the payload as JSON', async () => {
    const queue = memory();

    expect(await queueForLater(queue, receipt)).toBe('queued');
    expect(await queue.reserve(1)).toMatchObject([{ name: 'receipt', payload: '{"to":"ann@shop.example"}', idempotencyKey: 'order-7' }]);
  });

  it('says that an item of the same key is there already', async () => {
    const queue = memory();
    await queueForLater(queue, receipt);

    expect(await queueForLater(queue, { ...receipt, payload: 1 })).toBe('duplicate');
  });

  it('says what is lost when the queue is full', async () => {
    const error = await failure(queueForLater(memory(0), receipt));

    expect(error).toMatchObject({ name: 'NotQueuedError', dependency: 'mails', item: 'receipt', idempotencyKey: 'order-7', reason: 'full' });
    expect(error.message).toBe(
      'mails did not take receipt (order-7), which is lost unless you keep it: it holds its maximum of 0 items. Drain it, look into its dead items, or raise maxItems',
    );
    expect(rejected).toEqual([{ name: 'mails', item: 'receipt', idempotencyKey: 'order-7', reason: 'full', error: undefined }]);
  });

  it('says what is lost when the queue fails, and why', async () => {
    const cause = new Error('disk full');
    const error = await failure(queueForLater(broken(() => Promise.reject(cause)), receipt));

    expect(error).toMatchObject({ reason: 'failed', cause });
    expect(error.message).toBe('mails did not take receipt (order-7), which is lost unless you keep it: the queue failed, see the cause');
  });

  it('does not wait for a queue that hangs, and does not claim to know what came of it', async () => {
    const call = failure(queueForLater(broken(() => new Promise(() => undefined)), receipt, { clock }));
    await clock.advance(5_000);
    const error = await call;

    expect(error.reason).toBe('timed-out');
    expect(error.message).toBe(
      'mails did not take receipt (order-7), which may be lost: the queue did not confirm it within 5000 ms. Queue it again with the same key, which stores it once',
    );
  });

  it('refuses a payload that is too large, counted as UTF-8', async () => {
    const error = await failure(queueForLater(memory(), { ...receipt, payload: 'ü'.repeat(10) }, { maxPayloadBytes: 21 }));

    expect(error.reason).toBe('too-large');
    expect(error.message).toMatch(/its payload has 22 bytes, above maxPayloadBytes \(21\)\. Store it elsewhere and queue a reference$/);
    expect(await queueForLater(memory(), { ...receipt, payload: 'ü'.repeat(10) }, { maxPayloadBytes: 22 })).toBe('queued');
  });

  it('never quotes the payload', async () => {
    const errors = [
      await failure(queueForLater(memory(0), receipt)),
      await failure(queueForLater(memory(), receipt, { maxPayloadBytes: 1 })),
      await failure(queueForLater(broken(() => Promise.reject(new Error('down'))), receipt)),
    ];

    expect(errors.map(({ message }) => message).filter((message) => message.includes('ann@shop.example'))).toEqual([]);
    expect(JSON.stringify(rejected)).not.toContain('ann@shop.example');
  });

  it.each([
    [undefined, receipt, {}, new TypeError('Cannot queue for later: `queue` must be a LaterQueue, received undefined')],
    ['memory', { ...receipt, idempotencyKey: '' }, {}, new RangeError('Cannot queue for later: `idempotencyKey` must be a string that is not empty, received ""')],
    ['memory', { ...receipt, payload: undefined }, {}, new TypeError('Cannot queue for later: `payload` of receipt must be something that JSON can hold')],
    ['memory', receipt, { timeoutMs: 0 }, new RangeError('Cannot queue for later: `timeoutMs` must be a positive finite number of milliseconds, received 0')],
  ])('refuses %o, %o, %o at once', (queue, item, options, error) => {
    expect((): unknown => Reflect.apply(queueForLater, undefined, [queue === 'memory' ? memory() : queue, item, options])).toThrow(error);
  });
});
