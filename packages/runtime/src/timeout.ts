import { onAbort } from './abort.js';
import { publish } from './channels.js';
import { systemClock, type Clock } from './clock.js';
import { abortSignal, clockKind, duration, requireFunction, requireOptions, text } from './options.js';
import { TimeoutError } from './timeout-error.js';

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

/** What the bounded function is handed. */
export interface TimeoutContext {
  /**
   * Aborts when the time is up (with the `TimeoutError` as reason) or when the caller gives up (with the caller's
   * reason); never after an answer. Made when it is first read, since a signal is dear.
   */
  readonly signal: AbortSignal;
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
  fn: (context: TimeoutContext) => Value | PromiseLike<Value>,
  options: TimeoutOptions,
): Promise<Value> {
  checkArguments(fn, options);
  return new Promise<Value>((resolve, reject) => new TimedCall(options, resolve, reject).run(fn));
}

/** One call: the context that `fn` sees, the timer and the settling in one object, since calls are many. */
class TimedCall<Value> implements TimeoutContext {
  readonly #options: TimeoutOptions;
  readonly #resolve: (value: Value) => void;
  readonly #reject: (reason: unknown) => void;
  #settled = false;
  #cancelTimer: (() => void) | undefined;
  #stopListening: (() => void) | undefined;
  #controller: AbortController | undefined;
  #interruption: { readonly reason: unknown } | undefined;

  constructor(options: TimeoutOptions, resolve: (value: Value) => void, reject: (reason: unknown) => void) {
    this.#options = options;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#interruption !== undefined) this.#controller.abort(this.#interruption.reason);
    }
    return this.#controller.signal;
  }

  run(fn: (context: TimeoutContext) => Value | PromiseLike<Value>): void {
    const { signal, timeoutMs, clock = systemClock } = this.#options;
    if (signal?.aborted) {
      this.#fail(signal.reason);
      return;
    }
    // Before `fn`, whose synchronous part is a part of the time.
    this.#cancelTimer = clock.schedule(() => this.#timeOut(), timeoutMs);
    if (signal !== undefined) this.#stopListening = onAbort(signal, () => this.#interrupt(signal.reason));
    try {
      // Both outcomes are always handled here, so a late rejection is never an unhandled one.
      Promise.resolve(fn(this)).then(
        (value) => {
          this.#settle();
          this.#resolve(value);
        },
        (error: unknown) => this.#fail(error),
      );
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#settle();
    this.#reject(error);
  }

  #timeOut(): void {
    if (this.#settled) return; // a clock of somebody's own may fire what was given up
    const { timeoutMs, name } = this.#options;
    this.#interrupt(new TimeoutError(timeoutMs, name));
    publish('timeout:timed-out', { name, timeoutMs });
  }

  #interrupt(reason: unknown): void {
    this.#interruption = { reason };
    this.#fail(reason);
    this.#controller?.abort(reason);
  }

  /** Also called by what comes late, which the promise ignores. */
  #settle(): void {
    this.#settled = true;
    this.#cancelTimer?.();
    this.#stopListening?.();
  }
}

function checkArguments(fn: unknown, options: TimeoutOptions): void {
  const action = 'Cannot set a timeout';
  requireFunction(action, fn);
  requireOptions(action, options, { timeoutMs: duration }, { name: text, clock: clockKind, signal: abortSignal });
}
