import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { ManualClock } from '../../test/manual-clock.js';
import { hedge, retryBudget } from '../index.js';

const behaviour = fc.record({
  does: fc.constantFrom('resolve' as const, 'reject' as const, 'hang' as const),
  afterMs: fc.nat(30).map((ms) => ms * 10 + 3),
});

/** How each attempt behaves, in order. Each has a fraction of its own, so that no two things happen at once. */
const behaviours = fc
  .array(behaviour, { minLength: 5, maxLength: 5 })
  .map((script) => script.map(({ does, afterMs }, index) => ({ does, afterMs: afterMs + 2 ** -(index + 3) / 2 })));

interface Attempt {
  readonly endsAtMs: number;
  readonly succeeds: boolean;
}

/** What should come of it, by going from one moment to the next. */
function expected(
  script: readonly { readonly does: string; readonly afterMs: number }[],
  delayMs: number,
  max: number,
  abortMs: number,
): { readonly outcome: 'value' | 'failure' | 'abort' | 'pending'; readonly atMs: number; readonly attempts: number } {
  const attempts: Attempt[] = [];
  const begin = (atMs: number): void => {
    const { does = 'hang', afterMs = 0 } = script[attempts.length] ?? {};
    attempts.push({ endsAtMs: does === 'hang' ? Infinity : atMs + afterMs, succeeds: does === 'resolve' });
    hedgeAtMs = attempts.length < max ? atMs + delayMs : Infinity;
  };
  let hedgeAtMs = Infinity;
  let nowMs = -1;
  begin(0);
  for (;;) {
    const nextEndMs = Math.min(...attempts.map(({ endsAtMs }) => endsAtMs).filter((ms) => ms > nowMs));
    nowMs = Math.min(nextEndMs, hedgeAtMs, abortMs);
    if (nowMs === Infinity || nowMs === abortMs) return { outcome: nowMs === Infinity ? 'pending' : 'abort', atMs: nowMs, attempts: attempts.length };
    if (nowMs === hedgeAtMs) begin(nowMs);
    else {
      const ended = attempts.filter(({ endsAtMs }) => endsAtMs === nowMs);
      if (ended.some(({ succeeds }) => succeeds)) return { outcome: 'value', atMs: nowMs, attempts: attempts.length };
      for (let next = 0; next < ended.length && attempts.length < max; next++) begin(nowMs);
      if (attempts.every(({ endsAtMs }) => endsAtMs <= nowMs)) return { outcome: 'failure', atMs: nowMs, attempts: attempts.length };
    }
  }
}

describe('hedge, whatever the attempts do', () => {
  it('answers as soon as one succeeds, makes no more calls than it may, and leaves nothing behind', async () => {
    const seen = { value: 0, failure: 0, abort: 0, pending: 0 };
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    await fc.assert(
      fc.asyncProperty(
        behaviours,
        fc.integer({ min: 1, max: 20 }).map((ms) => ms * 10 + 0.25),
        fc.integer({ min: 1, max: 5 }),
        fc.option(fc.nat(60).map((ms) => ms * 10 + 0.7), { nil: Infinity, freq: 2 }),
        async (script, delayMs, max, abortMs) => {
          const clock = new ManualClock();
          const startMs = clock.now();
          const caller = new AbortController();
          const signals: AbortSignal[] = [];
          const fn = ({ signal, attempt }: { signal: AbortSignal; attempt: number }): Promise<string> => {
            signals.push(signal);
            const { does = 'hang', afterMs = 0 } = script[attempt - 1] ?? {};
            return new Promise((resolve, reject) => {
              if (does !== 'hang') clock.schedule(() => (does === 'resolve' ? resolve('value') : reject(new Error('down'))), afterMs);
            });
          };
          if (abortMs < Infinity) clock.schedule(() => caller.abort('gone'), abortMs);
          let atMs = Infinity;
          let outcome = 'pending';
          const settled = (how: string): void => {
            outcome = how;
            atMs = clock.now() - startMs;
          };
          hedge(fn, { delayMs, max, clock, signal: caller.signal, budget: retryBudget({ ratio: 10 }) }).then(settled, (error: unknown) =>
            settled(error === 'gone' ? 'abort' : 'failure'));
          await clock.advance(10_000);

          const reference = expected(script, delayMs, max, abortMs);
          expect({ outcome, attempts: signals.length }).toEqual({ outcome: reference.outcome, attempts: reference.attempts });
          expect(atMs).toBeCloseTo(reference.atMs, 6);
          expect(signals.length).toBeLessThanOrEqual(max);
          expect(clock.pending).toBe(0);
          if (outcome === 'abort') expect(signals.every(({ aborted }, index) => aborted || script[index]?.does === 'reject')).toBe(true);
          if (outcome === 'value') expect(signals.some(({ aborted }) => !aborted)).toBe(true);
          seen[reference.outcome]++;
        },
      ),
      { numRuns: 1_000 },
    );
    process.off('unhandledRejection', unhandled);

    expect(unhandled).not.toHaveBeenCalled();
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
  });
});
