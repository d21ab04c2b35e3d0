import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryBudget, type RetryBudget } from '../index.js';
import { budgetOf } from './retry-budget.js';

function withdrawAll(budget: RetryBudget): number {
  let retries = 0;
  while (budget.withdraw()) retries++;
  return retries;
}

describe('a retry budget', () => {
  it('begins with ten retries, and earns one with ten calls', () => {
    const budget = retryBudget();
    expect(budget.balance).toBe(10);
    expect(withdrawAll(budget)).toBe(10);
    for (let call = 0; call < 9; call++) budget.deposit(call);
    expect(budget.withdraw()).toBe(false);
    budget.deposit(10);

    expect(budget.balance).toBe(1);
    expect(budget.withdraw()).toBe(true);
    expect(budget.withdraw()).toBe(false);
  });

  it('earns one in ten seconds where calls are fewer, and saves up no more than its burst', () => {
    const budget = retryBudget({ burst: 3 });
    budget.deposit(0);
    withdrawAll(budget);
    budget.deposit(20_000);
    expect(budget.balance).toBeCloseTo(2);
    budget.deposit(86_400_000);

    expect(withdrawAll(budget)).toBe(3);
  });

  it('does not earn by time what it earns by calls already', () => {
    const budget = retryBudget();
    withdrawAll(budget);
    for (let second = 0; second < 20; second++) budget.deposit(second * 1_000);

    expect(budget.balance).toBeCloseTo(2);
  });

  it('limits nothing when each call earns as many as it may need', () => {
    const budget = retryBudget({ ratio: 2 });
    for (let call = 0; call < 1_000; call++) {
      budget.deposit(0);
      expect([budget.withdraw(), budget.withdraw()]).toEqual([true, true]);
    }
  });

  it('does not mind a clock that goes back, as another clock may', () => {
    const budget = retryBudget();
    budget.deposit(1_000_000);
    withdrawAll(budget);
    budget.deposit(0);

    expect(budget.balance).toBeCloseTo(0.1);
  });

  it.each([
    [null, TypeError, '`options` must be an object, received null'],
    [{ ratio: 0 }, RangeError, '`ratio` must be a positive finite number, received 0'],
    [{ ratio: '10%' }, RangeError, '`ratio` must be a positive finite number, received "10%"'],
    [{ minPerSecond: -1 }, RangeError, '`minPerSecond` must be a finite number that is not negative, received -1'],
    [{ burst: 0.5 }, RangeError, '`burst` must be a positive integer, received 0.5'],
  ])('throws at once when handed %o', (options, kind, message) => {
    expect((): unknown => Reflect.apply(retryBudget, undefined, [options])).toThrow(new kind(`Cannot create a retry budget: ${message}`));
  });
});

describe('the budget of a name', () => {
  it('is the same one for all calls of the name, and for all without one', () => {
    expect(budgetOf('a')).toBe(budgetOf('a'));
    expect(budgetOf('a')).not.toBe(budgetOf('b'));
    expect(budgetOf()).toBe(budgetOf());
  });

  it('is forgotten when a thousand others were asked for since', () => {
    const first = budgetOf('first');
    withdrawAll(first);
    for (let name = 0; name < 1_000; name++) budgetOf(`other ${name}`);

    expect(budgetOf('first').balance).toBe(10);
  });
});

/** What a budget should do, said as plainly as can be, in sixty-fourths of a retry: whole numbers, so that nothing is rounded. */
class BudgetReference {
  parts: number;
  #lastSecond: number | undefined;

  constructor(readonly perCall: number, readonly perSecond: number, readonly burst: number) {
    this.parts = burst * 64;
  }

  call(second: number): void {
    const byTime = this.#lastSecond === undefined ? 0 : this.perSecond * (second - this.#lastSecond);
    this.#lastSecond = second;
    this.parts = Math.min(this.burst * 64, this.parts + Math.max(this.perCall, byTime));
  }

  retry(): boolean {
    if (this.parts < 64) return false;
    this.parts -= 64;
    return true;
  }
}

const rules = fc.record({ perCall: fc.constantFrom(1, 2, 4, 8, 16, 32, 64, 128), perSecond: fc.nat(200), burst: fc.integer({ min: 1, max: 12 }) });
const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constant({ does: 'call' as const }) },
    { weight: 3, arbitrary: fc.constant({ does: 'retry' as const }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('tick' as const), seconds: fc.nat(20) }) },
  ),
  { minLength: 10, maxLength: 120, size: 'max' },
);

describe('a retry budget, whatever happens in whatever order', () => {
  it('does what the reference does', () => {
    const seen = { allowed: 0, refused: 0 };
    fc.assert(
      fc.property(rules, steps, ({ perCall, perSecond, burst }, script) => {
        const budget = retryBudget({ ratio: perCall / 64, minPerSecond: perSecond / 64, burst });
        const reference = new BudgetReference(perCall, perSecond, burst);
        let second = 5;
        for (const step of script) {
          if (step.does === 'tick') second += step.seconds;
          else if (step.does === 'call') {
            budget.deposit(second * 1_000);
            reference.call(second);
          } else {
            const isAllowed = reference.retry();
            expect(budget.withdraw()).toBe(isAllowed);
            seen[isAllowed ? 'allowed' : 'refused']++;
          }
          expect(budget.balance).toBe(reference.parts / 64);
        }
      }),
      { numRuns: 500 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(1_000);
  });

  it('allows no more than the burst, a share of the calls and a rate', () => {
    const budgetRules = fc.record({
      ratio: fc.double({ min: 0.01, max: 3, noNaN: true }),
      minPerSecond: fc.double({ min: 0, max: 5, noNaN: true }),
      burst: fc.integer({ min: 1, max: 50 }),
    });
    fc.assert(
      fc.property(budgetRules, steps, (options, script) => {
        const budget = retryBudget(options);
        let nowMs = 0;
        let calls = 0;
        let retries = 0;
        for (const step of script) {
          if (step.does === 'tick') nowMs += step.seconds * 1_000;
          else if (step.does === 'call') {
            budget.deposit(nowMs);
            calls++;
          } else if (budget.withdraw()) retries++;
          expect(retries).toBeLessThanOrEqual(options.burst + options.ratio * calls + (options.minPerSecond * nowMs) / 1_000 + 1e-6);
        }
      }),
      { numRuns: 500 },
    );
  });
});
