import { isPositive, positiveInteger, requireOptions, type Kind } from '../options.js';
import { RecentMap } from '../recent-map.js';
import { hasMethods } from '../shapes.js';

/** How many retries a dependency may be sent, measured by the calls that are made to it. */
export interface RetryBudgetOptions {
  /**
   * How many retries each call earns. 0.1 keeps the load on a dependency that fails altogether below 1.1 times that of the
   * calls; one less than the `attempts` limits nothing.
   *
   * @default 0.1
   */
  readonly ratio?: number | undefined;
  /**
   * How many retries a second are earned at least, however few the calls. It counts where less than `minPerSecond / ratio`
   * calls are made in a second: one, by default.
   *
   * @default 0.1
   */
  readonly minPerSecond?: number | undefined;
  /**
   * How many retries can be saved up. A new budget has as many.
   *
   * @default 10
   */
  readonly burst?: number | undefined;
}

/** What retries and hedges of a dependency are paid from. */
export interface RetryBudget {
  /** How many retries could be made now. */
  readonly balance: number;
  /**
   * A call is made, which is no retry.
   *
   * @param nowMs The reading of a monotonic clock.
   */
  deposit(nowMs: number): void;
  /** A retry is to be made. @returns Whether it may. */
  withdraw(): boolean;
}

/**
 * Makes a budget for `retry` and `hedge`: a token bucket that each call fills by a tenth of a retry.
 *
 * Without one in their options all calls of the same `name` share a budget in this process, and so do all without a name.
 * Make one where dependencies of several names fail together, since they are one server.
 *
 * @throws {TypeError} If `options` is no object.
 * @throws {RangeError} If an option is not as documented; names it and the value received.
 *
 * @example Ten calls pay for one retry
 * ```ts
 * import { retry, retryBudget } from '@failsoft/runtime';
 * import assert from 'node:assert/strict';
 *
 * const budget = retryBudget({ ratio: 0.1, minPerSecond: 0, burst: 1 });
 * let calls = 0;
 * const down = async () => {
 *   calls++;
 *   throw new Error('connection refused');
 * };
 *
 * for (let call = 0; call < 100; call++) {
 *   await retry(down, { attempts: 3, baseDelayMs: 1, name: 'stock', budget }).catch(() => 'sold out');
 * }
 * assert.equal(calls, 110);
 * ```
 */
export function retryBudget(options: RetryBudgetOptions = {}): RetryBudget {
  requireOptions('Cannot create a retry budget', options, {}, { ratio: positive, minPerSecond: notNegative, burst: positiveInteger });
  return tokenBucket(options);
}

/** What `retry`, `hedge` and a dependency take for one. */
export const budgetKind: Kind = (value) => hasMethods(value, 'deposit', 'withdraw') || 'a retryBudget';
const positive: Kind = (value) => isPositive(value) || 'a positive finite number';
const notNegative: Kind = (value) => value === 0 || isPositive(value) || 'a finite number that is not negative';

/** The budget of all calls of one name in this process. */
export function budgetOf(name = ''): RetryBudget {
  return budgets.get(name);
}

/** Bounded, since names may be made of what a user sends. One that was forgotten starts anew. */
const budgets = /* @__PURE__ */ new RecentMap(() => tokenBucket({}));

/** Counts calls, not retries: 10 times 0.1 is less than 1. */
function tokenBucket({ ratio = 0.1, minPerSecond = 0.1, burst = 10 }: RetryBudgetOptions): RetryBudget {
  const callsPerRetry = 1 / ratio;
  const maxCalls = burst / ratio;
  let calls = maxCalls;
  let lastMs = Infinity;
  return {
    get balance() {
      return calls / callsPerRetry;
    },
    deposit(nowMs) {
      const idleMs = Math.max(0, nowMs - lastMs);
      const earnedByTime = (idleMs * minPerSecond * callsPerRetry) / 1_000;
      lastMs = nowMs;
      calls = Math.min(maxCalls, calls + Math.max(1, earnedByTime));
    },
    withdraw() {
      if (calls < callsPerRetry) return false;
      calls -= callsPerRetry;
      return true;
    },
  };
}
