import type { Clock } from '../clock.js';
import type { FailureCount } from './failure-count.js';
import { duration, positiveInteger, rate, requireOptions, type Kind } from '../options.js';
import { hasMethods } from '../shapes.js';

/** Among which calls a circuit breaker counts the failures: made by `countWindow` or `timeWindow`. */
export interface FailureWindow {
  /** Makes what one circuit remembers. */
  start(clock: Clock): FailureCount;
}

/** What a circuit breaker takes for a window. */
export const windowKind: Kind = (value) => hasMethods(value, 'start') || 'a countWindow or a timeWindow';

interface WindowOptions {
  /**
   * Which part of the calls in the window must have failed, besides the `failureThreshold`: above 0, and 1 at most.
   *
   * @default 0.5
   */
  readonly failureRate?: number | undefined;
  /**
   * How many calls the window must have seen, besides the `failureThreshold`. Ignored ones don't count.
   *
   * @default 1
   */
  readonly minimumThroughput?: number | undefined;
}

/** How many calls are looked back on. */
export interface CountWindowOptions extends WindowOptions {
  /** A positive integer. A `failureThreshold` above it counts as it. */
  readonly calls: number;
}

/** How long is looked back. */
export interface TimeWindowOptions extends WindowOptions {
  /** A positive finite number of milliseconds. What is older is forgotten, in steps of a tenth. */
  readonly windowMs: number;
}

const ratios = { failureRate: rate, minimumThroughput: positiveInteger };

/**
 * Makes a circuit breaker count the failures among the last calls.
 *
 * @throws {TypeError} If `options` is no object.
 * @throws {RangeError} If an option is not as documented; names it and the value received.
 *
 * @example
 * ```ts
 * import { circuitBreaker, countWindow } from '@failsoft/runtime';
 * import assert from 'node:assert/strict';
 *
 * const search = circuitBreaker({ name: 'search', window: countWindow({ calls: 100, minimumThroughput: 20 }) });
 * const down = () => Promise.reject(new Error('connection refused'));
 *
 * for (let call = 1; call <= 19; call++) await search.run(down).catch(() => 'no results');
 * assert.equal(search.state, 'closed');
 * await search.run(down).catch(() => 'no results');
 * assert.equal(search.state, 'open');
 * ```
 */
export function countWindow(options: CountWindowOptions): FailureWindow {
  const action = 'Cannot create a count window';
  requireOptions(action, options, { calls: positiveInteger }, ratios);
  requireOptions(action, options, {}, { minimumThroughput: (value) => Number(value) <= options.calls || 'at most the calls' });
  return { start: () => new CountWindow(options) };
}

/**
 * Makes a circuit breaker count the failures among the calls of the last milliseconds.
 *
 * @throws {TypeError} If `options` is no object.
 * @throws {RangeError} If an option is not as documented; names it and the value received.
 *
 * @example
 * ```ts
 * import { circuitBreaker, timeWindow } from '@failsoft/runtime';
 * import assert from 'node:assert/strict';
 *
 * const search = circuitBreaker({ name: 'search', window: timeWindow({ windowMs: 10_000, failureRate: 0.2 }) });
 *
 * assert.equal(await search.run(async () => 'results'), 'results');
 * ```
 */
export function timeWindow(options: TimeWindowOptions): FailureWindow {
  requireOptions('Cannot create a time window', options, { windowMs: duration }, ratios);
  return { start: (clock) => new TimeWindow(options, clock) };
}

function isFailing({ calls, failures }: Counted, failureThreshold: number, { failureRate = 0.5, minimumThroughput = 1 }: WindowOptions): boolean {
  return failures >= failureThreshold && calls >= minimumThroughput && failures >= failureRate * calls;
}

interface Counted {
  calls: number;
  failures: number;
}

/** Remembers the last calls: a ring. */
class CountWindow implements FailureCount {
  calls = 0;
  failures = 0;
  readonly #options: CountWindowOptions;
  readonly #outcomes: Uint8Array;
  #next = 0;

  constructor(options: CountWindowOptions) {
    this.#options = options;
    this.#outcomes = new Uint8Array(options.calls);
  }

  record(failed: boolean, times = 1): void {
    const size = this.#outcomes.length;
    for (let left = Math.min(times, size); left > 0; left--) {
      this.failures += Number(failed) - (this.#outcomes[this.#next] ?? 0);
      this.#outcomes[this.#next] = Number(failed);
      this.#next = (this.#next + 1) % size;
      this.calls = Math.min(this.calls + 1, size);
    }
  }

  isReached(failureThreshold: number): boolean {
    return isFailing(this, Math.min(failureThreshold, this.#options.calls), this.#options);
  }
}

const slices = 10;

/** Remembers the calls of the last milliseconds: ten slices of time, of which the oldest goes as a whole. */
class TimeWindow implements FailureCount {
  readonly #options: TimeWindowOptions;
  readonly #clock: Clock;
  readonly #startMs: number;
  /** By their number, counted from the start. */
  readonly #slices = new Map<number, Counted>();
  readonly #sum: Counted = { calls: 0, failures: 0 };

  constructor(options: TimeWindowOptions, clock: Clock) {
    this.#options = options;
    this.#clock = clock;
    this.#startMs = clock.now();
  }

  get calls(): number {
    this.#forget();
    return this.#sum.calls;
  }

  get failures(): number {
    this.#forget();
    return this.#sum.failures;
  }

  record(failed: boolean, times = 1): void {
    const now = this.#forget();
    const slice = this.#slices.get(now) ?? { calls: 0, failures: 0 };
    this.#slices.set(now, slice);
    for (const counted of [slice, this.#sum]) {
      counted.calls += times;
      if (failed) counted.failures += times;
    }
  }

  isReached(failureThreshold: number): boolean {
    this.#forget();
    return isFailing(this.#sum, failureThreshold, this.#options);
  }

  /** @returns The number of the slice of now. */
  #forget(): number {
    // Multiplied first: the quotient of whole milliseconds is then exact at the edge of a slice.
    const now = Math.floor(((this.#clock.now() - this.#startMs) * slices) / this.#options.windowMs);
    for (const [number, { calls, failures }] of this.#slices) {
      if (number > now - slices) break;
      this.#slices.delete(number);
      this.#sum.calls -= calls;
      this.#sum.failures -= failures;
    }
    return now;
  }
}
