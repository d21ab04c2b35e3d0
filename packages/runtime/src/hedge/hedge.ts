import { onAbort } from '../abort.js';
import { statusOf, type Outcome } from '../circuit-breaker/verdict.js';
import { systemClock, type Clock } from '../clock.js';
import { discard } from '../discard.js';
import type { Guarded } from '../guarded-call.js';
import { LazySignal } from '../lazy-signal.js';
import { abortSignal, clockKind, duration, positiveInteger, requireFunction, requireOptions, text } from '../options.js';
import { noteAttempts } from '../retry/attempt-errors.js';
import { retryAfterMs } from '../retry/retry-after.js';
import { isRetryable } from '../retry/retryable.js';
import { budgetKind, budgetOf, type RetryBudget } from '../retry/retry-budget.js';
import { stackless } from '../stackless.js';
import { publish } from '../telemetry/channels.js';

/** When a call is made once more while the first is under way, and what pays for it. */
export interface HedgeOptions {
  /** How long to wait for an answer before the call is made once more: the latency that 95 % of the calls stay below. */
  readonly delayMs: number;
  /**
   * How many calls may be made, the first one included.
   *
   * @default 2
   */
  readonly max?: number | undefined;
  /**
   * The dependency that is called, for the telemetry and for the budget: calls of the same name share one, retries included.
   *
   * @default undefined
   */
  readonly name?: string | undefined;
  /**
   * Gives the call up when it aborts. `undefined` is welcome.
   *
   * @default undefined
   */
  readonly signal?: AbortSignal | undefined;
  /**
   * What hedges are paid from: a `retryBudget`.
   *
   * @default the one of all calls of this name in the process, which lets a tenth as many hedges be made as calls
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
 * Calls `fn`, and once more when there is no answer after `delayMs`, or at once when it fails in a way that may pass. The
 * first answer wins, and the others are aborted through their signals.
 *
 * For reads that are idempotent and seldom slow, where a few are served by a replica in trouble. Against a dependency that
 * is slow for all it does nothing but add load, so that hedges are paid from a budget: a tenth of the calls.
 *
 * @param fn The call. Must hand on its `signal`, or losers go on. May throw: that is a rejection.
 * @returns What the first attempt to succeed answers with. Rejects with the last failure, as it is (`attemptErrors` has the
 * others), or at once with an error that says that the call itself is wrong (a 404); with `signal.reason` as it is, at
 * once, if the caller aborts.
 * @throws {TypeError} At once, if `fn` is no function or `options` no object.
 * @throws {RangeError} At once, if an option is not as documented; names it and the value received.
 *
 * @example One replica hangs
 * ```ts
 * import { hedge } from '@failsoft/runtime';
 * import assert from 'node:assert/strict';
 *
 * const aborted: number[] = [];
 * const read = ({ signal, attempt }: { signal: AbortSignal; attempt: number }) =>
 *   new Promise<string>((resolve) => {
 *     signal.addEventListener('abort', () => aborted.push(attempt));
 *     if (attempt === 2) resolve('12 EUR');
 *   });
 *
 * assert.equal(await hedge(read, { delayMs: 20, name: 'prices' }), '12 EUR');
 * assert.deepEqual(aborted, [1]);
 * ```
 */
export function hedge<Value>(fn: Guarded<Value>, options: HedgeOptions): Promise<Value> {
  const action = 'Cannot hedge';
  requireFunction(action, fn);
  requireOptions(action, options, { delayMs: duration }, optional);
  return new Promise<Value>((resolve, reject) => hedgedCall(fn, options, resolve, reject));
}

const optional = {
  max: positiveInteger,
  name: text,
  signal: abortSignal,
  budget: budgetKind,
  clock: clockKind,
};

function hedgedCall<Value>(
  fn: Guarded<Value>,
  options: HedgeOptions,
  resolve: (value: Value) => void,
  reject: (reason: unknown) => void,
): void {
  const { delayMs, name, signal, budget = budgetOf(name), clock = systemClock } = options;
  const errors: unknown[] = [];
  /** The attempts under way. */
  const running = new Set<LazySignal>();
  /** How many attempts may be made; less from the moment on from which more would not help. */
  let { max = 2 } = options;
  let attempts = 0;
  let isOver = false;
  let cancelTimer: (() => void) | undefined;
  let stopListening: (() => void) | undefined;

  if (signal?.aborted) {
    reject(signal.reason);
    return;
  }
  budget.deposit(clock.now());
  if (signal !== undefined) stopListening = onAbort(signal, () => giveUp(signal.reason));
  start();

  function start(): void {
    const attempt = Object.assign(new LazySignal(), { attempt: ++attempts });
    running.add(attempt);
    cancelTimer?.();
    try {
      cancelTimer = attempts < max ? clock.schedule(() => startAnother(undefined), delayMs) : undefined;
    } catch (error) {
      fail(error); // a clock of somebody's own may throw
      return;
    }
    new Promise<Value>((resolveAttempt) => resolveAttempt(fn(attempt))).then(
      (value) => ended(attempt, { value }),
      (error: unknown) => ended(attempt, { error }),
    );
  }

  function startAnother(error: unknown): void {
    if (isOver || attempts >= max) return; // a clock of somebody's own may fire what was given up
    if (budget.withdraw()) {
      publish('hedge:started', { name, attempt: attempts + 1 });
      start();
    } else {
      startNoMore();
      publish('retry:budget-exhausted', { name, error });
    }
  }

  function ended(call: LazySignal & { readonly attempt: number }, outcome: Outcome<Value>): void {
    if (isOver) {
      discard(outcome.value);
      return;
    }
    running.delete(call);
    if ('error' in outcome) errors.push(outcome.error);
    const isAnswer = isFinal(outcome);
    if (!isAnswer) {
      if (isRetryable(outcome) && retryAfterMs(outcome) === 0) startAnother(outcome.error);
      else startNoMore();
      if (running.size > 0) {
        discard(outcome.value);
        return;
      }
    }
    if ('error' in outcome) {
      fail(outcome.error);
    } else {
      resolve(outcome.value);
      if (isAnswer && call.attempt > 1) publish('hedge:won', { name, attempt: call.attempt });
      settle(running.size > 0 ? stackless(lost) : undefined);
    }
  }

  function startNoMore(): void {
    max = attempts;
    cancelTimer?.();
  }

  function fail(error: unknown): void {
    noteAttempts(error, errors);
    giveUp(error);
  }

  function giveUp(reason: unknown): void {
    reject(reason);
    settle(reason);
  }

  function settle(reason: unknown): void {
    isOver = true;
    cancelTimer?.();
    stopListening?.();
    for (const attempt of running) attempt.abort(reason);
  }
}

/** Whether this is the answer, however the other attempts end. A call that was not made (a full bulkhead) is none. */
function isFinal(outcome: Outcome): boolean {
  if (isRetryable(outcome)) return false;
  return !('error' in outcome) || statusOf(outcome.error) !== undefined;
}

/** The name keeps circuit breakers further in from counting it as a failure. */
function lost(): Error {
  return Object.assign(new Error('Another attempt answered first'), { name: 'AbortError' });
}
