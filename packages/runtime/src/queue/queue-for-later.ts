import { systemClock, type Clock } from '../clock.js';
import { nameOf } from '../error-name.js';
import { clockKind, duration, positiveInteger, requireArgument, requireOptions, text } from '../options.js';
import { hasMethods } from '../shapes.js';
import { publish } from '../telemetry/channels.js';
import { withTimeout } from '../timeout/timeout.js';
import type { LaterQueue, StoredItem } from './later-queue.js';
import { NotQueuedError, type NotQueuedReason } from './not-queued-error.js';

/** What is to be done later. */
export interface LaterItem {
  /** What is to be done: the name of its handler. */
  readonly name: string;
  /** What the handler needs: anything that JSON can hold. It is read back, perhaps by a later version of the program. */
  readonly payload: unknown;
  /**
   * What makes it the same as another of its name: `order-7`. While one of that key is in the queue no other is stored,
   * so that a caller may safely queue again; the handler gets it, to do the same. Keys stand in errors and telemetry.
   */
  readonly idempotencyKey: string;
}

/** How long storing may take, and how much is stored. */
export interface QueueForLaterOptions {
  /**
   * How long the queue may take to store the item.
   *
   * @default 5_000
   */
  readonly timeoutMs?: number | undefined;
  /**
   * How large the payload may be, as JSON in UTF-8.
   *
   * @default 262_144
   */
  readonly maxPayloadBytes?: number | undefined;
  /**
   * The time to live by.
   *
   * @default the host's clock
   */
  readonly clock?: Clock | undefined;
}

const action = 'Cannot queue for later';

/**
 * Stores what is to be done later, when a dependency is back; `drain` does it, at least once.
 *
 * When it resolves the item is stored, and a crash does not lose it. When it rejects the caller still has the item, and
 * should say so to whoever waits.
 *
 * @returns `'queued'`, or `'duplicate'` if an item of the same name and key is in the queue already. Rejects with a
 * `NotQueuedError`, which says what was lost and why.
 * @throws {TypeError} At once, if an argument is of the wrong kind, or the payload is nothing that JSON can hold.
 * @throws {RangeError} At once, if an option is not as documented; names it and the value received.
 *
 * @example A receipt is sent when the mail server is back
 * ```ts
 * import { drain, queueForLater } from '@failsoft/runtime/queues';
 * import { embeddedQueue } from '@failsoft/runtime/queues/embedded';
 * import assert from 'node:assert/strict';
 *
 * const mails = embeddedQueue({ name: 'mails', path: ':memory:' });
 * const receipt = { name: 'receipt', payload: { to: 'ann@shop.example' }, idempotencyKey: 'order-7' };
 *
 * assert.equal(await queueForLater(mails, receipt), 'queued');
 * assert.equal(await queueForLater(mails, receipt), 'duplicate');
 *
 * const sent: unknown[] = [];
 * await drain(mails, { receipt: async (payload) => sent.push(payload) }, { until: 'idle' }).done;
 * assert.deepEqual(sent, [{ to: 'ann@shop.example' }]);
 * ```
 */
export function queueForLater(queue: LaterQueue, item: LaterItem, options: QueueForLaterOptions = {}): Promise<'queued' | 'duplicate'> {
  const optional = { timeoutMs: duration, maxPayloadBytes: positiveInteger, clock: clockKind };
  requireArgument(action, 'queue', queue, hasMethods(queue, 'enqueue') || 'a LaterQueue');
  requireOptions(action, item, { name: text, idempotencyKey: text }, {}, 'item');
  requireOptions(action, options, {}, optional);
  const payload: unknown = JSON.stringify(item.payload); // `undefined` for what JSON can't hold
  if (typeof payload !== 'string') throw new TypeError(`${action}: \`payload\` of ${item.name} must be something that JSON can hold`);
  return store(queue, { name: item.name, payload, idempotencyKey: item.idempotencyKey }, options);
}

async function store(queue: LaterQueue, item: StoredItem, options: QueueForLaterOptions): Promise<'queued' | 'duplicate'> {
  const { timeoutMs = 5_000, maxPayloadBytes = 262_144, clock = systemClock } = options;
  const bytes = new TextEncoder().encode(item.payload).length;
  if (bytes > maxPayloadBytes) {
    const wayOut = 'Store it elsewhere and queue a reference';
    throw notQueued(queue, item, 'too-large', `its payload has ${bytes} bytes, above maxPayloadBytes (${maxPayloadBytes}). ${wayOut}`);
  }
  const outcome = await withTimeout(() => queue.enqueue(item), { timeoutMs, name: queue.name, clock }).catch((cause: unknown) => {
    if (nameOf(cause) === 'TimeoutError') {
      const wayOut = 'Queue it again with the same key, which stores it once';
      throw notQueued(queue, item, 'timed-out', `the queue did not confirm it within ${timeoutMs} ms. ${wayOut}`, cause);
    }
    throw notQueued(queue, item, 'failed', 'the queue failed, see the cause', cause);
  });
  if (outcome !== 'full') return outcome;
  const wayOut = 'Drain it, look into its dead items, or raise maxItems';
  throw notQueued(queue, item, 'full', `it holds its maximum of ${queue.maxItems} items. ${wayOut}`);
}

function notQueued(queue: LaterQueue, item: StoredItem, reason: NotQueuedReason, why: string, cause?: unknown): NotQueuedError {
  publish('queue:rejected', { name: queue.name, item: item.name, idempotencyKey: item.idempotencyKey, reason, error: cause });
  return new NotQueuedError(queue.name, item, reason, why, cause === undefined ? undefined : { cause });
}
