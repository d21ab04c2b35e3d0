import assert from 'node:assert/strict';
import { DeferredCall } from '../deferred.js';
import { hourMs, longestTimerMs, type Scenario, type TestTime } from './contract.js';
import { mustBePending, rejectionOf } from './outcomes.js';

/** What a scenario asks of a bulkhead. */
export interface BulkheadRules {
  readonly maxConcurrent: number;
  /** As many as can wait, if it is left out. */
  readonly maxQueue?: number;
  readonly queueTimeoutMs?: number;
  /** Bounds its calls too, in the way that the documentation has of doing it. */
  readonly timeoutMs?: number;
}

export interface BulkheadUnderTest {
  run(fn: () => Promise<unknown>, signal?: AbortSignal): Promise<unknown>;
}

/** Something that makes bulkheads. */
export interface BulkheadSubject {
  make(rules: BulkheadRules, time: TestTime): BulkheadUnderTest;
}

interface Given {
  readonly time: TestTime;
  readonly bulkhead: BulkheadUnderTest;
  readonly start: (signal?: AbortSignal) => DeferredCall<unknown>;
}

function scenario(behaviour: Scenario<BulkheadSubject>['behaviour'], title: string, rules: BulkheadRules, play: (given: Given) => Promise<void>): Scenario<BulkheadSubject> {
  return {
    behaviour,
    title,
    async play(subject, time) {
      const bulkhead = subject.make(rules, time);
      const start: Given['start'] = (signal) => new DeferredCall<unknown>((fn) => bulkhead.run(fn, signal));
      await play({ time, bulkhead, start });
    },
  };
}

const areStarted = (calls: readonly DeferredCall<unknown>[]): readonly boolean[] => calls.map(({ isStarted }) => isStarted);
const running = (calls: readonly DeferredCall<unknown>[]): number => calls.filter(({ isStarted, outcome }) => isStarted && outcome === undefined).length;
const one = { maxConcurrent: 1 };

export const bulkheadScenarios: readonly Scenario<BulkheadSubject>[] = [
  scenario(13, 'first come, first served', one, async ({ start, time }) => {
    const calls = [start(), start(), start()];
    await time.settled();
    assert.deepEqual(areStarted(calls), [true, false, false]);
    calls[0]?.resolve('answer');
    await time.settled();
    assert.deepEqual(areStarted(calls), [true, true, false]);
    calls[1]?.reject(new Error('down'));
    await time.settled();
    assert.deepEqual(areStarted(calls), [true, true, true]);
  }),
  scenario(13, 'a call that finds no place is rejected at once', { maxConcurrent: 1, maxQueue: 1 }, async ({ start, time }) => {
    const calls = [start(), start(), start()];
    await time.settled();
    assert.deepEqual(calls.map(({ outcome }) => outcome !== undefined), [false, false, true]);
  }),
  scenario(13, 'a call that aborts while it waits is rejected at once, with the reason, and never made', one, async ({ start, time }) => {
    const caller = new AbortController();
    const reason = new Error('The page was closed');
    const first = start();
    const waiting = start(caller.signal);
    await time.settled();
    caller.abort(reason);
    await time.settled();
    assert.equal(rejectionOf(waiting), reason);
    first.resolve('answer');
    await time.settled();
    assert(!waiting.isStarted, 'it was called all the same');
  }),
  scenario(13, 'a place in the queue is free again after an abort', { maxConcurrent: 1, maxQueue: 1 }, async ({ start, time }) => {
    const caller = new AbortController();
    start();
    start(caller.signal);
    await time.settled();
    caller.abort(new Error('The page was closed'));
    await time.settled();
    const next = start();
    await time.settled();
    mustBePending(next);
  }),
  scenario(13, 'counts are exact after a storm of aborts', { maxConcurrent: 3 }, async ({ start, time }) => {
    const callers = Array.from({ length: 60 }, () => new AbortController());
    const calls = callers.map(({ signal }) => start(signal));
    await time.settled();
    for (const [at, caller] of callers.entries()) {
      if (at % 3 !== 0) caller.abort(new Error('The page was closed'));
      if (at % 5 === 0) calls[at]?.resolve('answer');
    }
    await time.settled();
    for (const call of calls) call.resolve('answer');
    await time.settled();
    await time.settled();
    const after = Array.from({ length: 5 }, () => start());
    await time.settled();
    assert.deepEqual(areStarted(after), [true, true, true, false, false]);
  }),
  scenario(13, 'a caller who gives up while the call runs frees no slot', one, async ({ start, time }) => {
    const caller = new AbortController();
    const first = start(caller.signal);
    const second = start();
    await time.settled();
    caller.abort(new Error('The page was closed'));
    await time.settled();
    assert(!second.isStarted, 'two run at a capacity of one');
    first.reject(caller.signal.reason);
    await time.settled();
    assert(second.isStarted, 'the slot was not freed');
  }),
  scenario(13, 'a call that timed out has its slot until the work has settled', { ...one, timeoutMs: 100 }, async ({ start, time }) => {
    const calls = [start()];
    for (let call = 0; call < 7; call++) {
      await time.advance(101);
      calls.push(start());
    }
    await time.settled();
    assert.equal(areStarted(calls).filter((isStarted) => isStarted).length, 1, 'calls that hang ran beside one another at a capacity of one');
  }),
  scenario(13, 'never more than N run, whatever settles when', { maxConcurrent: 3 }, async ({ start, time }) => {
    const calls = Array.from({ length: 40 }, () => start());
    for (let turn = 0; turn < 40; turn++) {
      await time.settled();
      assert(running(calls) <= 3, `${running(calls)} run`);
      const next = calls.findLast(({ isStarted, outcome }) => isStarted && outcome === undefined);
      if (turn % 2 === 0) next?.resolve('answer');
      else next?.reject(new Error('down'));
    }
    await time.settled();
    assert.equal(calls.filter(({ outcome }) => outcome === undefined).length, 0, 'not all were called');
  }),
  scenario(13, 'a call that waits for too long is rejected, and its turn goes to the next', { ...one, queueTimeoutMs: 100 }, async ({ start, time }) => {
    const first = start();
    const early = start();
    await time.advance(50);
    const late = start();
    await time.advance(50);
    rejectionOf(early);
    first.resolve('answer');
    await time.settled();
    assert.deepEqual(areStarted([early, late]), [false, true]);
  }),
  scenario(12, 'a function that throws at once is a rejection, and frees its slot', one, async ({ bulkhead, start, time }) => {
    const down = new Error('down');
    await assert.rejects(bulkhead.run(() => { throw down; }), (error) => error === down);
    const next = start();
    await time.settled();
    assert(next.isStarted);
  }),
  scenario(16, 'an hour that the wall clock is set forward ends no wait', { ...one, queueTimeoutMs: 1_000 }, async ({ start, time }) => {
    start();
    const waiting = start();
    time.stepWallClock(hourMs);
    await time.advance(10);
    mustBePending(waiting);
  }),
  scenario(16, 'an hour that the wall clock is set back makes no wait longer', { ...one, queueTimeoutMs: 1_000 }, async ({ start, time }) => {
    start();
    const waiting = start();
    time.stepWallClock(-hourMs);
    await time.advance(1_000);
    rejectionOf(waiting);
  }),
  scenario(18, 'waits for longer than a timer can count', { ...one, queueTimeoutMs: longestTimerMs + 1_000 }, async ({ start, time }) => {
    start();
    const waiting = start();
    await time.advance(longestTimerMs);
    mustBePending(waiting);
    await time.advance(1_000);
    rejectionOf(waiting);
  }),
];
