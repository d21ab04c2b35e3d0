import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../test/manual-clock.js';
import { dependency, retryBudget, type CallContext } from '../index.js';

const calls = fc.array(
  fc.record({
    startMs: fc.nat(300),
    abortMs: fc.oneof({ weight: 3, arbitrary: fc.constant(Infinity) }, { weight: 1, arbitrary: fc.nat(400) }),
    heedsSignal: fc.boolean(),
    attempts: fc.array(fc.record({ ends: fc.constantFrom('answer' as const, 'answer' as const, 'fail' as const), afterMs: fc.nat(150) }), { minLength: 3, maxLength: 3 }),
  }),
  { minLength: 2, maxLength: 12 },
);

const limits = fc.record({
  timeoutMs: fc.integer({ min: 40, max: 160 }),
  attemptTimeoutMs: fc.option(fc.integer({ min: 20, max: 80 }), { nil: undefined }),
  maxConcurrent: fc.integer({ min: 1, max: 3 }),
  maxQueue: fc.nat(3),
  failureThreshold: fc.integer({ min: 1, max: 6 }),
  retries: fc.nat(2),
});

describe('a dependency, whatever happens in whatever order', () => {
  it('settles each call once and in time, never runs too many, and leaves nothing behind', async () => {
    const seen: Record<string, number> = {};
    await fc.assert(
      fc.asyncProperty(limits, calls, async ({ timeoutMs, attemptTimeoutMs, maxConcurrent, maxQueue, failureThreshold, retries }, script) => {
        const clock = new ManualClock();
        const originMs = clock.now();
        let running = 0;
        const policy = dependency({
          name: 'stock',
          timeoutMs,
          attemptTimeoutMs,
          bulkhead: { maxConcurrent, maxQueue },
          breaker: { failureThreshold, recoveryMs: 50 },
          retry: { attempts: retries + 1, baseDelayMs: 10, random: () => 0.5, budget: retryBudget({ ratio: 100 }) },
          clock,
        });
        const signals: AbortSignal[] = [];

        const settled = script.map(async ({ startMs, abortMs, heedsSignal, attempts }) => {
          const caller = new AbortController();
          signals.push(caller.signal);
          await until(startMs);
          if (abortMs <= startMs) caller.abort('gone');
          else if (abortMs < Infinity) clock.schedule(() => caller.abort('gone'), abortMs - startMs);
          const outcome = await policy
            .run(({ signal, attempt }) => work(signal, heedsSignal, attempts[attempt - 1] ?? { ends: 'fail', afterMs: 0 }), { signal: caller.signal })
            .then(
              () => 'answer',
              (error: unknown) => (error instanceof Error ? error.name : String(error)),
            );
          seen[outcome] = (seen[outcome] ?? 0) + 1;
          const tookMs = clock.now() - originMs - startMs;
          expect(tookMs).toBeLessThanOrEqual(timeoutMs + 0.001);
          if (abortMs < startMs + tookMs) expect(outcome).toBe('gone');
        });
        await clock.advance(3_000);
        await Promise.all(settled);

        expect([running, policy.bulkhead?.running, policy.bulkhead?.queued, clock.pending]).toEqual([0, 0, 0, 0]);
        expect(signals.flatMap((signal) => getEventListeners(signal, 'abort'))).toEqual([]);

        async function until(ms: number): Promise<void> {
          await new Promise<void>((resolve) => clock.schedule(resolve, ms));
        }

        async function work(signal: CallContext['signal'], heedsSignal: boolean, { ends, afterMs }: { ends: 'answer' | 'fail'; afterMs: number }): Promise<void> {
          running++;
          expect(running).toBeLessThanOrEqual(maxConcurrent);
          await new Promise<void>((resolve) => {
            const stop = clock.schedule(resolve, afterMs);
            if (!heedsSignal) return;
            signal.addEventListener('abort', () => {
              stop();
              resolve();
            });
          });
          running--;
          if (ends === 'fail') throw new Error('down');
        }
      }),
      { numRuns: 300 },
    );
    expect(Object.keys(seen).toSorted()).toEqual(['BulkheadFullError', 'CircuitOpenError', 'Error', 'TimeoutError', 'answer', 'gone']);
  });
});
