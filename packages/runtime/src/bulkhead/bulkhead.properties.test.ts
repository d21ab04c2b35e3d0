import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeferredCall } from '../../test/deferred.js';
import { ManualClock, promisesSettled } from '../../test/manual-clock.js';
import { bulkhead } from '../index.js';

interface ReferenceCall {
  readonly id: number;
  readonly untilMs: number;
  is: 'running' | 'queued' | 'rejected' | 'aborted' | 'settled';
}

/** What a bulkhead should do, said as plainly as can be: every call, in the order in which it came. */
class BulkheadReference {
  readonly calls: ReferenceCall[] = [];

  constructor(readonly maxConcurrent: number, readonly maxQueue: number, readonly queueTimeoutMs: number) {}

  all(is: ReferenceCall['is']): readonly ReferenceCall[] {
    return this.calls.filter((call) => call.is === is);
  }

  start(nowMs: number): void {
    const isRoom = this.all('running').length < this.maxConcurrent;
    const is = isRoom ? 'running' : this.all('queued').length < this.maxQueue ? 'queued' : 'rejected';
    this.calls.push({ id: this.calls.length, untilMs: nowMs + this.queueTimeoutMs, is });
  }

  settle(call: ReferenceCall): void {
    call.is = 'settled';
    const [next] = this.all('queued');
    if (next !== undefined) next.is = 'running';
  }

  tick(nowMs: number): void {
    for (const call of this.all('queued')) if (call.untilMs <= nowMs) call.is = 'rejected';
  }
}

const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constant({ does: 'start' as const }) },
    { weight: 2, arbitrary: fc.record({ does: fc.constant('settle' as const), which: fc.nat(), fails: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ does: fc.constant('abort' as const), which: fc.nat() }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('tick' as const), ms: fc.nat(8) }) },
  ),
  { minLength: 10, maxLength: 40, size: 'max' },
);

describe('a bulkhead, whatever happens in whatever order', () => {
  it('does what the reference does', async () => {
    const seen = { running: 0, queued: 0, rejected: 0, aborted: 0, settled: 0 };
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.nat(4), fc.integer({ min: 1, max: 20 }), steps, async (maxConcurrent, maxQueue, queueTimeoutMs, script) => {
        const clock = new ManualClock();
        const reports = bulkhead({ name: 'reports', maxConcurrent, maxQueue, queueTimeoutMs, clock });
        const reference = new BulkheadReference(maxConcurrent, maxQueue, queueTimeoutMs);
        const calls: { readonly work: DeferredCall<string>; readonly caller: AbortController }[] = [];

        for (const step of script) {
          if (step.does === 'start') {
            const caller = new AbortController();
            calls.push({ caller, work: new DeferredCall((fn) => reports.run(fn, { signal: caller.signal })) });
            reference.start(clock.now());
          } else if (step.does === 'settle') {
            const running = reference.all('running');
            const call = running[step.which % Math.max(1, running.length)];
            if (call === undefined) continue;
            if (step.fails) calls[call.id]?.work.reject(new Error('down'));
            else calls[call.id]?.work.resolve('answer');
            reference.settle(call);
          } else if (step.does === 'abort') {
            const candidates = step.which % 3 === 0 ? reference.calls : reference.all('queued');
            const call = candidates[step.which % Math.max(1, candidates.length)];
            if (call === undefined) continue;
            calls[call.id]?.caller.abort();
            if (call.is === 'queued') call.is = 'aborted';
          } else {
            await clock.advance(step.ms);
            reference.tick(clock.now());
          }
          // What comes of an abort is seen at once.
          if (step.does !== 'settle') expect(reports.queued).toBe(reference.all('queued').length);
          await promisesSettled();
          expect({ running: reports.running, queued: reports.queued }).toEqual({ running: reference.all('running').length, queued: reference.all('queued').length });
          expect(calls.map(({ work }) => work.isStarted)).toEqual(reference.calls.map(({ is }) => is === 'running' || is === 'settled'));
          expect(calls.map(({ work }) => work.errorName === 'BulkheadFullError')).toEqual(reference.calls.map(({ is }) => is === 'rejected'));
          expect(clock.pending).toBe(reports.queued);
        }
        for (const { is } of reference.calls) seen[is]++;
      }),
      { numRuns: 400 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(50);
  });
});
