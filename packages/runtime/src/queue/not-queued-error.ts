/** Why an item was not queued. Only after `'timed-out'` may it be there all the same. */
export type NotQueuedReason = 'full' | 'too-large' | 'failed' | 'timed-out';

/**
 * An item was not queued for later, so it is lost unless its caller keeps it.
 *
 * `error.name === 'NotQueuedError'` holds across copies of this module, where `instanceof` does not. The error quotes
 * the item's name and key, never its payload.
 *
 * @example
 * ```ts
 * import { NotQueuedError, queueForLater } from '@failsoft/runtime/queues';
 * import { embeddedQueue } from '@failsoft/runtime/queues/embedded';
 * import assert from 'node:assert/strict';
 *
 * const mails = embeddedQueue({ name: 'mails', path: ':memory:', maxItems: 1 });
 * await queueForLater(mails, { name: 'receipt', payload: { to: 'ann@shop.example' }, idempotencyKey: 'order-1' });
 *
 * await queueForLater(mails, { name: 'receipt', payload: { to: 'bob@shop.example' }, idempotencyKey: 'order-2' }).catch((error: unknown) => {
 *   assert(error instanceof NotQueuedError);
 *   assert.equal(error.reason, 'full');
 *   assert.equal(error.idempotencyKey, 'order-2');
 *   assert.equal(error.message, 'mails did not take receipt (order-2), which is lost unless you keep it: '
 *     + 'it holds its maximum of 1 items. Drain it, look into its dead items, or raise maxItems');
 * });
 * ```
 */
export class NotQueuedError extends Error {
  static {
    this.prototype.name = 'NotQueuedError'; // as of a TimeoutError
  }

  /** The name of the queue. */
  readonly dependency: string;
  /** The name of the item. */
  readonly item: string;
  readonly idempotencyKey: string;
  readonly reason: NotQueuedReason;

  constructor(
    dependency: string,
    item: { readonly name: string; readonly idempotencyKey: string },
    reason: NotQueuedReason,
    why: string,
    options?: { cause: unknown },
  ) {
    const fate = reason === 'timed-out' ? 'may be lost' : 'is lost unless you keep it';
    super(`${dependency} did not take ${item.name} (${item.idempotencyKey}), which ${fate}: ${why}`, options);
    this.dependency = dependency;
    this.item = item.name;
    this.idempotencyKey = item.idempotencyKey;
    this.reason = reason;
  }
}
