import type { Outcome } from '../circuit-breaker/verdict.js';
import { discard } from '../discard.js';
import { publish } from '../telemetry/channels.js';
import { noteAttempts } from './attempt-errors.js';
import { retryAfterMs } from './retry-after.js';
import { isRetryable } from './retryable.js';
import type { RetryBudget } from './retry-budget.js';

/** When a call is made again. */
export interface RetryRules {
  /**
   * The dependency that is called, for the telemetry and for the budget: calls of the same name share one.
   *
   * @default undefined
   */
  readonly name?: string | undefined;
  /**
   * How many calls may be made, the first one included.
   *
   * @default 3
   */
  readonly attempts?: number | undefined;
  /**
   * What the first wait is below. It doubles with each attempt, and the wait is drawn at random from below it.
   *
   * @default 100
   */
  readonly baseDelayMs?: number | undefined;
  /**
   * What every wait is below. A dependency that asks to be left alone for longer, with a `Retry-After`, is not called again.
   *
   * @default 10_000
   */
  readonly maxDelayMs?: number | undefined;
  /**
   * How long all attempts and the waits between them may take. No wait is begun that would not end before.
   *
   * @default undefined
   */
  readonly timeoutMs?: number | undefined;
  /**
   * Whether a call that ended like this should be made again; `undefined` to leave it to the default. If it throws, the
   * call is not made again.
   *
   * @default network errors, timeouts, 5xx, 429 and 408 are, thrown or answered; other 4xx, queries that a database refuses, aborts,
   * `CircuitOpenError` and `BulkheadFullError` are not; whatever else is thrown is
   */
  readonly isRetryable?: ((outcome: Outcome) => boolean | undefined) | undefined;
  /**
   * A number from 0 up to 1 for each wait.
   *
   * @default Math.random
   */
  readonly random?: (() => number) | undefined;
}

/** What one call has come to, and whether it is made again. No promises and no timers: whoever makes the calls has those. */
export class RetryPlan {
  readonly #rules: RetryRules;
  readonly #budget: RetryBudget;
  readonly #deadlineMs: number;
  /** What was thrown by the attempts that failed, in order. */
  readonly errors: unknown[] = [];
  #failed = 0;

  /** @param startMs When the first attempt began, which the budget must have been told of. */
  constructor(rules: RetryRules, budget: RetryBudget, startMs: number) {
    this.#rules = rules;
    this.#budget = budget;
    this.#deadlineMs = startMs + (rules.timeoutMs ?? Infinity);
  }

  /**
   * An attempt has ended.
   *
   * @returns In how many milliseconds to make the next; `undefined` if this is how the call ends.
   */
  next(outcome: Outcome, nowMs: number): number | undefined {
    const { error } = outcome;
    if ('error' in outcome) this.errors.push(error);
    const delayMs = this.#delay(outcome, nowMs);
    if (delayMs === undefined) {
      noteAttempts(error, this.errors);
    } else {
      publish('retry:scheduled', { name: this.#rules.name, attempt: this.#failed + 1, delayMs, error });
      discard(outcome.value);
    }
    return delayMs;
  }

  #delay(outcome: Outcome, nowMs: number): number | undefined {
    const { attempts = 3, baseDelayMs = 100, maxDelayMs = 10_000, random = Math.random, name } = this.#rules;
    if (++this.#failed >= attempts || !this.#isRetryable(outcome)) return undefined;
    const askedMs = retryAfterMs(outcome);
    // "Full jitter": those who failed together don't come back together, also where they are told when to.
    const delayMs = askedMs + random() * Math.min(maxDelayMs, baseDelayMs * 2 ** (this.#failed - 1));
    if (askedMs > maxDelayMs || nowMs + delayMs >= this.#deadlineMs) return undefined;
    if (this.#budget.withdraw()) return delayMs;
    publish('retry:budget-exhausted', { name, error: outcome.error });
    return undefined;
  }

  #isRetryable(outcome: Outcome): boolean {
    try {
      return this.#rules.isRetryable?.(outcome) ?? isRetryable(outcome);
    } catch {
      return false;
    }
  }
}
