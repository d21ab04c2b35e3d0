/**
 * A dependency did not answer in time. Not to be mixed up with an abort by the caller, which rejects with the
 * caller's own `signal.reason`.
 *
 * `error.name === 'TimeoutError'` holds across copies of this module (and for `AbortSignal.timeout`), where
 * `instanceof` does not.
 *
 * @example
 * ```ts
 * import { TimeoutError, withTimeout } from '@failsoft/runtime';
 * import assert from 'node:assert/strict';
 *
 * const silent = () => new Promise<never>(() => {});
 *
 * await withTimeout(silent, { timeoutMs: 20, name: 'payments' }).catch((error: unknown) => {
 *   assert(error instanceof TimeoutError);
 *   assert.equal(error.message, 'payments did not answer within 20 ms');
 *   assert.equal(error.dependency, 'payments');
 *   assert.equal(error.timeoutMs, 20);
 * });
 * ```
 */
export class TimeoutError extends Error {
  static {
    // On the prototype: an own `name` would be printed twice, and a class name does not survive a minifier.
    this.prototype.name = 'TimeoutError';
  }

  /** How long the call was given, in milliseconds. */
  readonly timeoutMs: number;
  /** The `name` that the call was given. */
  readonly dependency: string | undefined;

  constructor(timeoutMs: number, dependency?: string, cause?: unknown) {
    super(`${dependency ?? 'The call'} did not answer within ${timeoutMs} ms`, cause === undefined ? undefined : { cause });
    this.timeoutMs = timeoutMs;
    this.dependency = dependency;
  }
}
