import type { Clock } from '../clock.js';
import { guardedCall, type CallContext } from '../guarded-call.js';
import { abortSignal, clockKind, duration, requireFunction, requireOptions, text } from '../options.js';

/** How long a call may take, and who may give it up sooner. */
export interface TimeoutOptions {
  /** How long the call may take: a positive finite number of milliseconds. */
  readonly timeoutMs: number;
  /**
   * Gives the call up when it aborts. `undefined` is welcome, so that an optional signal can be handed on.
   *
   * @default undefined
   */
  readonly signal?: AbortSignal | undefined;
  /**
   * The dependency that is called, for the error and the telemetry.
   *
   * @default undefined
   */
  readonly name?: string | undefined;
  /**
   * The time to live by.
   *
   * @default the host's clock
   */
  readonly clock?: Clock | undefined;
}

/**
 * Calls `fn` and rejects with a `TimeoutError` if it has not settled within `timeoutMs` of the call.
 *
 * Hand `signal` on to whatever takes one: a promise can't be stopped from outside, so work that ignores the signal
 * goes on after the timeout, and only its result is dropped.
 *
 * Read the body of a `fetch` inside `fn`. A `fetch` settles with the headers; a body read outside can stall for ever.
 *
 * @param fn The call. May ignore its argument, and may throw: that is a rejection.
 * @returns What `fn` answers with. Rejects with a `TimeoutError`; with `signal.reason` as it is if the caller aborts
 * (if it has aborted already, `fn` is not called); or with whatever `fn` rejects with.
 * @throws {TypeError} At once, if `fn` is no function or `options` no object.
 * @throws {RangeError} At once, if an option is not as documented; names it and the value received.
 *
 * @example A deadline for a request, body included
 * ```ts
 * import { withTimeout } from '@failsoft/runtime';
 * import assert from 'node:assert/strict';
 *
 * const rates = await withTimeout(
 *   async ({ signal }) => {
 *     const response = await fetch('https://rates.example/latest', { signal });
 *     return response.json();
 *   },
 *   { timeoutMs: 5_000, name: 'rates' },
 * );
 * assert.deepEqual(rates, { EUR: 1, USD: 1.08 });
 * ```
 *
 * @example A caller who gives up is told apart from a timeout
 * ```ts
 * import { withTimeout } from '@failsoft/runtime';
 * import assert from 'node:assert/strict';
 *
 * const caller = new AbortController();
 * const silent = () => new Promise<never>(() => {});
 *
 * const call = withTimeout(silent, { timeoutMs: 5_000, signal: caller.signal });
 * caller.abort(new Error('the user closed the page'));
 *
 * await assert.rejects(call, { name: 'Error', message: 'the user closed the page' });
 * ```
 */
export function withTimeout<Value>(
  fn: (context: CallContext) => Value | PromiseLike<Value>,
  options: TimeoutOptions,
): Promise<Value> {
  checkArguments(fn, options);
  return guardedCall(fn, options, options.signal);
}

function checkArguments(fn: unknown, options: TimeoutOptions): void {
  const action = 'Cannot set a timeout';
  requireFunction(action, fn);
  requireOptions(action, options, { timeoutMs: duration }, { name: text, clock: clockKind, signal: abortSignal });
}
