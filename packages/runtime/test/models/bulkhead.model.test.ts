import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bulkhead, dependency, type BulkheadOptions } from '../../src/index.js';
import { DeferredCall } from '../deferred.js';
import { ManualClock, promisesSettled } from '../manual-clock.js';
import { BulkheadReference, type ReferenceCall } from './bulkhead-reference.js';
import { pick, playInterleavings, type Step } from './interleaving.js';

type Run = (fn: () => Promise<unknown>, signal: AbortSignal) => Promise<unknown>;

interface Subject {
  readonly make: (options: BulkheadOptions) => Run;
  /** Whether a call has a timer of its own until its caller is told. */
  readonly isTimed: boolean;
}

interface Played {
  readonly isTimed: boolean;
  readonly clock: ManualClock;
  readonly run: Run;
  readonly reference: BulkheadReference;
  readonly calls: { readonly work: DeferredCall<unknown>; readonly caller: AbortController }[];
}

/** Longer than any run. */
const longMs = 2 ** 40;
const reason = new Error('The page was closed');
const rules = fc.record({ maxConcurrent: fc.integer({ min: 1, max: 3 }), maxQueue: fc.nat(3), queueTimeoutMs: fc.integer({ min: 1, max: 20 }) });

async function play({ clock, run, isTimed, reference, calls }: Played, [name, number]: Step<'start' | 'settle' | 'abort' | 'tick'>): Promise<void> {
  if (name === 'start') {
    const caller = new AbortController();
    reference.start(clock.now());
    calls.push({ caller, work: new DeferredCall((fn) => run(fn, caller.signal)) });
  } else if (name === 'tick') {
    await clock.advance(number);
    reference.tick(clock.now());
  } else if (name === 'settle') {
    const call = pick(reference.underWay, number);
    if (call === undefined) return;
    if (number % 2 === 0) calls[call.id]?.work.resolve('answer');
    else calls[call.id]?.work.reject(new Error('down'));
    reference.settle(call);
  } else {
    const call = pick([...reference.all('queued'), ...reference.all('running')], number);
    if (call === undefined) return;
    calls[call.id]?.caller.abort(reason);
    reference.abort(call);
  }
  await promisesSettled();
  expect(calls.map(({ work }) => seenOf(work))).toEqual(reference.calls.map(expectedOf));
  const timed = isTimed ? reference.all('queued').length + reference.all('running').length : 0;
  expect(clock.pending).toBe(reference.all('queued').length + timed);
}

/** How a call looks to its caller. */
function seenOf({ isStarted, outcome, errorName }: DeferredCall<unknown>): string {
  if (outcome === undefined) return isStarted ? 'running' : 'queued';
  if ('error' in outcome && outcome.error === reason) return 'aborted';
  return errorName === 'BulkheadFullError' ? 'rejected' : 'settled';
}

const expectedOf = ({ is }: ReferenceCall): string => (is === 'running for nobody' ? 'aborted' : is);

const subjects: Readonly<Record<string, Subject>> = {
  bulkhead: {
    isTimed: false,
    make(options) {
      const reports = bulkhead(options);
      return (fn, signal) => reports.run(fn, { signal });
    },
  },
  dependency: {
    isTimed: true,
    make({ name, clock, ...slots }) {
      const reports = dependency({ name, timeoutMs: longMs, bulkhead: slots, breaker: { failureThreshold: 1_000_000 }, clock });
      return (fn, signal) => reports.run(fn, { signal });
    },
  },
};

describe.each(Object.entries(subjects))('the slots of %s, whatever is admitted, settled, aborted and waited for in whatever order', (_name, { make, isTimed }) => {
  it('are given to those whom the reference gives them to', async () => {
    const seen = new Map<string, number>();
    await playInterleavings({
      rules,
      weights: { start: 5, settle: 3, abort: 2, tick: 1 },
      below: { tick: 12 },
      numRuns: 2_000,
      start({ maxConcurrent, maxQueue, queueTimeoutMs }): Played {
        const clock = new ManualClock();
        const run = make({ name: 'reports', maxConcurrent, maxQueue, queueTimeoutMs, clock });
        return { clock, run, isTimed, reference: new BulkheadReference(maxConcurrent, maxQueue, queueTimeoutMs), calls: [] };
      },
      async play(run, step) {
        await play(run, step);
        const is = run.reference.calls.at(-1)?.is ?? 'none';
        seen.set(is, (seen.get(is) ?? 0) + 1);
      },
    });
    for (const is of ['running', 'running for nobody', 'queued', 'rejected', 'aborted', 'settled']) expect(seen.get(is)).toBeGreaterThan(500);
  });
});
