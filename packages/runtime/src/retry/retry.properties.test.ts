import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fail } from '../../test/broken.js';
import { ManualClock } from '../../test/manual-clock.js';
import { retry, retryBudget, type RetryBudget } from '../index.js';
import { RetryPlan } from './retry-plan.js';

const unlimited: RetryBudget = { balance: Infinity, deposit: () => undefined, withdraw: () => true };
const down = { error: new Error('down') };
const delays = fc.record({
  baseDelayMs: fc.double({ min: 0.1, max: 10_000, noNaN: true }),
  maxDelayMs: fc.double({ min: 0.1, max: 60_000, noNaN: true }),
});
type Delays = typeof delays extends fc.Arbitrary<infer Drawn> ? Drawn : never;
const randoms = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 1, maxLength: 20 });

/** What comes of one call whose every attempt ends like this, at once. */
function waitsOf(outcome: { error: unknown }, rules: Delays, draws: readonly number[]): number[] {
  const left = [...draws];
  const plan = new RetryPlan({ ...rules, attempts: draws.length + 1, random: () => left.shift() ?? 0 }, unlimited, 0);
  const waits: number[] = [];
  for (let wait = plan.next(outcome, 0); wait !== undefined; wait = plan.next(outcome, 0)) waits.push(wait);
  return waits;
}

describe('the waits between attempts', () => {
  it('are drawn from all of what is below a bound that doubles up to a maximum', () => {
    fc.assert(
      fc.property(delays, randoms, (rules, draws) => {
        const waits = waitsOf(down, rules, draws);

        expect(waits).toHaveLength(draws.length);
        for (const [index, wait] of waits.entries()) {
          const boundMs = Math.min(rules.maxDelayMs, rules.baseDelayMs * 2 ** index);
          expect(wait).toBe((draws[index] ?? NaN) * boundMs);
          expect(wait).toBeLessThanOrEqual(boundMs);
        }
      }),
    );
  });

  it('are never shorter than what the dependency asks for, nor made where that is too long', () => {
    fc.assert(
      fc.property(delays, randoms, fc.nat(60), (rules, draws, seconds) => {
        const error = Object.assign(new Error('busy'), { status: 503, headers: { 'retry-after': String(seconds) } });
        const waits = waitsOf({ error }, rules, draws);

        expect(waits).toHaveLength(seconds * 1_000 > rules.maxDelayMs ? 0 : draws.length);
        for (const wait of waits) expect(wait).toBeGreaterThanOrEqual(seconds * 1_000);
      }),
    );
  });

  it('never end after the deadline', () => {
    const times = fc.record({ timeoutMs: fc.integer({ min: 1, max: 60_000 }), startMs: fc.nat(5_000) });
    fc.assert(
      fc.property(delays, randoms, times, (rules, draws, { timeoutMs, startMs }) => {
        const left = [...draws];
        const plan = new RetryPlan({ ...rules, timeoutMs, attempts: 20, random: () => left.shift() ?? 0.5 }, unlimited, startMs);
        let nowMs = startMs;
        for (let wait = plan.next(down, nowMs); wait !== undefined; wait = plan.next(down, nowMs)) nowMs += wait;

        expect(nowMs).toBeLessThan(startMs + timeoutMs);
      }),
    );
  });
});

describe('retries of a dependency that fails altogether', () => {
  it('add no more than a tenth to the calls, after the first ten', async () => {
    const gapsMs = fc.array(fc.nat(1_000), { minLength: 1, maxLength: 80 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 6 }), gapsMs, fc.nat(), async (attempts, gaps, seed) => {
        const clock = new ManualClock();
        const budget = retryBudget();
        let made = 0;
        const random = fc.sample(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { numRuns: 50, seed });
        for (const gapMs of gaps) {
          retry(() => (made++, fail()), { attempts, clock, budget, random: () => random[made % 50] ?? 0 }).catch(() => undefined);
          await clock.advance(gapMs);
        }
        await clock.advance(1_000_000);

        expect(made).toBeLessThanOrEqual(gaps.length * 1.1 + 10 + 1e-9);
      }),
      { numRuns: 100 },
    );
  });

  it('are as many as there may be while they are few', async () => {
    const clock = new ManualClock();
    const budget = retryBudget();
    let made = 0;
    for (let call = 0; call < 1_000; call++) {
      retry(() => (made++, call % 20 === 0 ? fail() : 'answer'), { clock, budget, attempts: 3 }).catch(() => undefined);
      await clock.advance(50);
    }
    await clock.advance(10_000);

    expect(made).toBe(1_000 + 50 * 2);
  });
});

describe('an abort', () => {
  it('is the end, whenever it comes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 2_000 }), fc.nat(500), fc.integer({ min: 1, max: 5 }), async (abortMs, takesMs, attempts) => {
        const clock = new ManualClock();
        const startMs = clock.now();
        const caller = new AbortController();
        const calledAtMs: number[] = [];
        let settledAtMs: number | undefined;
        const fn = (): Promise<never> => {
          calledAtMs.push(clock.now() - startMs);
          return new Promise((_resolve, reject) => clock.schedule(() => reject(new Error('down')), takesMs));
        };
        clock.schedule(() => caller.abort('gone'), abortMs - 0.5);
        const budget = retryBudget({ burst: 100 });
        const call = retry(fn, { clock, attempts, signal: caller.signal, random: () => 1, budget }).catch((error: unknown) => {
          settledAtMs = clock.now() - startMs;
          return error;
        });
        await clock.advance(100_000);

        const isGivenUp = (await call) === 'gone';
        expect(Math.max(...calledAtMs)).toBeLessThan(isGivenUp ? abortMs : Infinity);
        expect(settledAtMs).toBeLessThanOrEqual(abortMs);
        if (!isGivenUp) expect(calledAtMs).toHaveLength(attempts);
        expect(clock.pending).toBe(0);
      }),
      { numRuns: 200 },
    );
  });
});
