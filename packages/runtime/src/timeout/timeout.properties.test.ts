import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ManualClock, promisesSettled } from '../../test/manual-clock.js';
import { expected, run, type Behaviour, type Scenario } from '../../test/timed-scenario.js';
import { withTimeout } from '../index.js';

const unhandled: unknown[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);
beforeAll(() => void process.on('unhandledRejection', note));
afterAll(async () => {
  await promisesSettled();
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});

/** Times that differ, so that it is plain what comes first: even for the function, odd for the caller, half for the limit. */
const scenarios: fc.Arbitrary<Scenario> = fc.record({
  fn: fc.oneof(
    fc.record({ does: fc.constantFrom('resolve' as const, 'reject' as const), afterMs: fc.nat(50).map((ms) => 2 * ms) }),
    fc.record({ does: fc.constantFrom('return' as const, 'throw' as const, 'hang' as const) }),
  ) satisfies fc.Arbitrary<Behaviour>,
  timeoutMs: fc.oneof(fc.nat(100), fc.constant(500_000)).map((ms) => ms + 0.5),
  abortMs: fc.option(fc.oneof(fc.nat(50).map((ms) => 2 * ms + 1), fc.constant(-1)), { nil: undefined }),
  readsSignal: fc.boolean(),
});

describe('withTimeout, whatever happens in whatever order', () => {
  it('settles once, with what came first, and leaves nothing behind', async () => {
    await fc.assert(
      fc.asyncProperty(scenarios, async (scenario) => {
        const { calls, ...outcome } = expected(scenario);
        const isInterrupted = outcome.outcome === 'timeout' || outcome.outcome === 'abort';

        expect(await run(scenario)).toEqual({
          outcomes: [outcome],
          calls,
          innerSignal: isInterrupted && calls > 0 ? 'aborted with the reason of the rejection' : 'not aborted',
          listenersWhilePending: calls,
          listenersAfter: 0,
          timersAfter: 0,
        });
      }),
      { numRuns: 500 },
    );
    expect(unhandled).toEqual([]);
  });

  it('keeps one listener on a shared signal while any call waits for it, and none after', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ answersMs: fc.nat(60), timeoutMs: fc.integer({ min: 1, max: 60 }) }), { minLength: 1, maxLength: 30 }),
        fc.option(fc.nat(60), { nil: undefined }),
        async (calls, abortMs) => {
          const clock = new ManualClock();
          const caller = new AbortController();
          let pending = calls.length;
          const all = calls.map(({ answersMs, timeoutMs }) =>
            withTimeout(() => new Promise<void>((resolve) => clock.schedule(resolve, answersMs)), {
              timeoutMs,
              clock,
              signal: caller.signal,
            }).then(
              () => pending--,
              () => pending--,
            ),
          );
          for (let ms = 0; ms <= 60; ms++) {
            expect(getEventListeners(caller.signal, 'abort')).toHaveLength(pending > 0 ? 1 : 0);
            if (ms === abortMs) caller.abort();
            await clock.advance(1);
          }
          await Promise.all(all);

          expect(getEventListeners(caller.signal, 'abort')).toEqual([]);
        },
      ),
      { numRuns: 30 },
    );
    expect(unhandled).toEqual([]);
  });
});
