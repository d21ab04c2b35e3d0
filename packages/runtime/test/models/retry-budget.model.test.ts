import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retry, retryBudget, type RetryBudget, type RetryBudgetOptions } from '../../src/index.js';
import { DeferredCall } from '../deferred.js';
import { ManualClock, promisesSettled } from '../manual-clock.js';
import { pick, playInterleavings, type Step } from './interleaving.js';

type Rules = Required<{ readonly [Option in keyof RetryBudgetOptions]: number }> & { readonly attempts: number };

const delayMs = 5;

/** A token bucket, said as plainly as can be: in thousandths of a retry, so that every sum is exact. */
class BudgetReference {
  #tokens: number;
  readonly #rules: Rules;
  #lastMs: number | undefined;

  constructor(rules: Rules) {
    this.#rules = rules;
    this.#tokens = rules.burst * 1_000;
  }

  call(nowMs: number): void {
    const { ratio, minPerSecond, burst } = this.#rules;
    const idle = (nowMs - (this.#lastMs ?? nowMs)) * minPerSecond;
    this.#lastMs = nowMs;
    this.#tokens = Math.min(burst * 1_000, this.#tokens + Math.max(ratio * 1_000, idle));
  }

  retry(): boolean {
    if (this.#tokens < 1_000) return false;
    this.#tokens -= 1_000;
    return true;
  }
}

/** One call that is retried: what it waits for. */
interface Call {
  readonly attempts: DeferredCall<unknown>[];
  readonly whole: DeferredCall<unknown>;
  is: 'under way' | 'waiting' | 'over';
  dueMs: number;
  expectedAttempts: number;
}

interface Played {
  readonly clock: ManualClock;
  readonly budget: RetryBudget;
  readonly reference: BudgetReference;
  readonly rules: Rules;
  readonly calls: Call[];
}

async function play({ clock, budget, reference, rules, calls }: Played, [name, number]: Step<'start' | 'settle' | 'tick'>): Promise<void> {
  if (name === 'start') {
    reference.call(clock.now());
    calls.push(started(clock, budget, rules.attempts));
  } else if (name === 'tick') {
    await clock.advance(number);
    for (const call of calls.filter(({ is, dueMs }) => is === 'waiting' && dueMs <= clock.now())) {
      call.is = 'under way';
      call.expectedAttempts++;
    }
  } else {
    const call = pick(calls.filter(({ is }) => is === 'under way'), number);
    if (call === undefined) return;
    if (number % 4 === 0) {
      call.attempts.at(-1)?.resolve('answer');
      call.is = 'over';
    } else {
      call.attempts.at(-1)?.reject(new Error('down'));
      call.is = call.expectedAttempts < rules.attempts && reference.retry() ? 'waiting' : 'over';
      call.dueMs = clock.now() + delayMs;
    }
  }
  await promisesSettled();
  expect(calls.map(({ attempts }) => attempts.length)).toEqual(calls.map(({ expectedAttempts }) => expectedAttempts));
  expect(calls.map(({ whole }) => whole.outcome !== undefined)).toEqual(calls.map(({ is }) => is === 'over'));
  expect(clock.pending).toBe(calls.filter(({ is }) => is === 'waiting').length);
}

/** The wait is the same for every attempt. */
function started(clock: ManualClock, budget: RetryBudget, attempts: number): Call {
  const made: DeferredCall<unknown>[] = [];
  const whole = new DeferredCall<unknown>(() =>
    retry(
      () => {
        const attempt = new DeferredCall<unknown>((fn) => fn());
        made.push(attempt);
        return attempt.promise;
      },
      { attempts, baseDelayMs: delayMs * 2, maxDelayMs: delayMs * 2, random: () => 0.5, budget, clock },
    ),
  );
  return { attempts: made, whole, is: 'under way', dueMs: 0, expectedAttempts: 1 };
}

describe('a retry budget, whatever is called, settled and waited for in whatever order', () => {
  it('lets those retries be made that the reference lets be made', async () => {
    let denied = 0;
    await playInterleavings({
      rules: fc.record({
        ratio: fc.constantFrom(0.25, 0.5, 1),
        // 1/128 and 1/16 of a retry a millisecond: other fractions are rounded, and a budget of a whole retry may be just below one.
        minPerSecond: fc.constantFrom(0, 7.8125, 62.5),
        burst: fc.integer({ min: 1, max: 4 }),
        attempts: fc.integer({ min: 1, max: 4 }),
      }),
      weights: { start: 4, settle: 6, tick: 3 },
      below: { tick: 40 },
      numRuns: 2_000,
      start({ attempts, ...options }): Played {
        const rules = { ...options, attempts };
        return { clock: new ManualClock(), budget: retryBudget(options), reference: new BudgetReference(rules), rules, calls: [] };
      },
      async play(run, step) {
        await play(run, step);
        denied += Number(run.calls.at(-1)?.is === 'over' && run.budget.balance < 1);
      },
    });
    expect(denied).toBeGreaterThan(1_000);
  });
});
