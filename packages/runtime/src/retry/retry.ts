import type { Clock } from '../clock.js';
import { abortSignal, callback, clockKind, duration, positiveInteger, requireFunction, requireOptions, text } from '../options.js';
import type { Guarded } from '../guarded-call.js';
import { retriedCall } from './retried-call.js';
import { budgetKind, budgetOf, type RetryBudget } from './retry-budget.js';
import type { RetryRules } from './retry-plan.js';

/** When a call is made again, what pays for it, and who may give it up. */
export interface RetryOptions extends RetryRules {
  /**
   * Gives the call up when it aborts, whether an attempt is under way or the next is waited for. `undefined` is welcome.
   *
   * @default undefined
   */
  readonly signal?: AbortSignal | undefined;
  /**
   * What retries are paid from: a `retryBudget`.
   *
   * @default the one of all calls of this name in the process, which lets a tenth as many retries be made as calls
   */
  readonly budget?: RetryBudget | undefined;
  /**
   * The time to live by.
   *
   * @default the host's clock
   */
  readonly clock?: Clock | undefined;
}

/**
 * Calls `fn`, and again when it fails in a way that may pass: after a random wait that doubles, or as long as the
 * dependency asks for with a `Retry-After`, and as long as the budget lasts.
 *
 * Only for calls that may be made twice: reads, and writes that carry an idempotency key. At one layer only: three
 * attempts at each of five layers are 243. It bounds no attempt by itself: put `withTimeout` inside.
 *
 * An answer of HTTP that is a failure, as `fetch` gives it, counts as one: of those that are not the last the body is
 * cancelled.
 *
 * @param fn The call. May ignore its argument, and may throw: that is a rejection.
 * @returns What the last attempt answers with. Rejects with what it rejects with, as it is (`attemptErrors` has the others);
 * with a `TimeoutError` when `timeoutMs` have passed; or with `signal.reason` as it is, at once, if the caller aborts.
 * @throws {TypeError} At once, if `fn` is no function or `options` no object.
 * @throws {RangeError} At once, if an option is not as documented; names it and the value received.
 *
 * @example A failure that passes
 * ```ts
 * import { retry, withTimeout } from '@failsoft/runtime';
 * import assert from 'node:assert/strict';
 *
 * const answers = [new Response('', { status: 503 }), Response.json({ EUR: 1 })];
 * const ask = async (signal: AbortSignal) => (signal.throwIfAborted(), answers.shift()!);
 *
 * const response = await retry(
 *   (call) => withTimeout(({ signal }) => ask(signal), { timeoutMs: 1_000, signal: call.signal, name: 'rates' }),
 *   { attempts: 3, timeoutMs: 2_500, name: 'rates' },
 * );
 * assert.deepEqual(await response.json(), { EUR: 1 });
 * ```
 */
export function retry<Value>(fn: Guarded<Value>, options: RetryOptions = {}): Promise<Value> {
  const action = 'Cannot retry';
  requireFunction(action, fn);
  requireOptions(action, options, {}, retryKinds);
  requireOptions(action, options, {}, callerKinds);
  const { name, timeoutMs, clock, signal, budget = budgetOf(name) } = options;
  return retriedCall(fn, { name, timeoutMs, clock, rules: options, budget }, signal);
}

const callerKinds = { signal: abortSignal };

/** Of `retry`, and of the retries of a dependency. */
export const retryKinds = {
  name: text,
  attempts: positiveInteger,
  baseDelayMs: duration,
  maxDelayMs: duration,
  timeoutMs: duration,
  isRetryable: callback,
  random: callback,
  budget: budgetKind,
  clock: clockKind,
};
