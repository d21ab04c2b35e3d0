import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { DeferredCall } from '../deferred.js';
import { hourMs, longestTimerMs, type Scenario, type TestTime } from './contract.js';
import { mustBePending, rejectionOf } from './outcomes.js';

export interface TimeoutRules {
  readonly timeoutMs: number;
  /** Of the caller. */
  readonly signal?: AbortSignal;
}

/** Something that bounds calls. */
export interface TimeoutSubject {
  /** @param fn Is handed the signal that tells it of the end, if there is one. */
  run(fn: (signal: AbortSignal | undefined) => Promise<unknown>, rules: TimeoutRules, time: TestTime): Promise<unknown>;
  isTimeout(error: unknown): boolean;
}

interface Given {
  readonly subject: TimeoutSubject;
  readonly time: TestTime;
  readonly start: (rules: TimeoutRules) => DeferredCall<unknown>;
  /** What the functions were handed. */
  readonly signals: readonly (AbortSignal | undefined)[];
}

function scenario(behaviour: Scenario<TimeoutSubject>['behaviour'], title: string, play: (given: Given) => Promise<void>): Scenario<TimeoutSubject> {
  return {
    behaviour,
    title,
    async play(subject, time) {
      const signals: (AbortSignal | undefined)[] = [];
      const start = (rules: TimeoutRules): DeferredCall<unknown> =>
        new DeferredCall((fn) => subject.run((signal) => {
          signals.push(signal);
          return fn();
        }, rules, time));
      await play({ subject, time, start, signals });
    },
  };
}

const listenersOf = (signal: AbortSignal): number => getEventListeners(signal, 'abort').length;

/** What becomes an unhandled rejection while `play` runs. */
async function unhandledDuring(play: () => Promise<void>): Promise<readonly unknown[]> {
  const unhandled: unknown[] = [];
  const note = (error: unknown): void => void unhandled.push(error);
  const before = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', note);
  try {
    await play();
  } finally {
    process.removeAllListeners('unhandledRejection');
    for (const listener of before) process.on('unhandledRejection', listener);
  }
  return unhandled;
}

export const timeoutScenarios: readonly Scenario<TimeoutSubject>[] = [
  scenario(14, 'a call that hangs is rejected when its time is up, not before', async ({ subject, start, time }) => {
    const call = start({ timeoutMs: 1_000 });
    await time.advance(999);
    mustBePending(call);
    await time.advance(1);
    assert(subject.isTimeout(rejectionOf(call)), 'it was not a timeout');
  }),
  scenario(14, 'an answer after the time is up changes nothing', async ({ subject, start, time }) => {
    const call = start({ timeoutMs: 1_000 });
    await time.advance(1_000);
    call.resolve('late');
    await time.settled();
    assert(subject.isTimeout(rejectionOf(call)), 'it was not a timeout');
  }),
  scenario(14, 'a failure after the time is up is no unhandled rejection', async ({ start, time }) => {
    const unhandled = await unhandledDuring(async () => {
      const call = start({ timeoutMs: 1_000 });
      await time.advance(1_000);
      call.reject(new Error('late'));
      await time.settled();
    });
    assert.deepEqual(unhandled, []);
  }),
  scenario(14, 'an answer in time leaves no timer', async ({ start, time }) => {
    const call = start({ timeoutMs: 1_000 });
    await time.settled();
    call.resolve('answer');
    await time.settled();
    assert.deepEqual(call.outcome, { value: 'answer' });
    assert.equal(time.pending(), 0, 'timers are pending');
  }),
  scenario(14, 'the function is told when the time is up', async ({ start, time, signals }) => {
    start({ timeoutMs: 1_000 });
    await time.advance(999);
    assert.equal(signals[0]?.aborted, false, 'it has no signal, or one that aborted too early');
    await time.advance(1);
    assert.equal(signals[0].aborted, true, 'it was not told');
  }),
  scenario(14, 'the signal is not aborted after a success, so that a body can still be read', async ({ start, time, signals }) => {
    const call = start({ timeoutMs: 1_000 });
    await time.settled();
    call.resolve('answer');
    await time.advance(5_000);
    assert.equal(signals[0]?.aborted ?? false, false);
  }),
  scenario(14, 'a caller who aborts is told apart from a timeout, and gets his own reason', async ({ start, time }) => {
    const caller = new AbortController();
    const reason = new Error('The page was closed');
    const call = start({ timeoutMs: 1_000, signal: caller.signal });
    await time.settled();
    caller.abort(reason);
    await time.settled();
    assert.equal(rejectionOf(call), reason);
  }),
  scenario(14, 'the signal of the caller has no listener after an answer', async ({ start, time }) => {
    const caller = new AbortController();
    for (let at = 0; at < 20; at++) {
      const call = start({ timeoutMs: 1_000, signal: caller.signal });
      await time.settled();
      call.resolve('answer');
      await time.settled();
    }
    assert.equal(listenersOf(caller.signal), 0);
  }),
  scenario(14, 'the signal of the caller has no listener after a timeout, or a failure', async ({ start, time }) => {
    const caller = new AbortController();
    start({ timeoutMs: 1_000, signal: caller.signal });
    start({ timeoutMs: 2_000, signal: caller.signal }).reject(new Error('down'));
    await time.advance(2_000);
    assert.equal(listenersOf(caller.signal), 0);
  }),
  scenario(14, 'one who has aborted before makes no call', async ({ start, time, signals }) => {
    const reason = new Error('The page was closed');
    const call = start({ timeoutMs: 1_000, signal: AbortSignal.abort(reason) });
    await time.settled();
    assert.equal(rejectionOf(call), reason);
    assert.equal(signals.length, 0, 'the function was called');
  }),
  scenario(12, 'a function that throws at once is a rejection, and leaves no timer', async ({ subject, time }) => {
    const down = new Error('down');
    await assert.rejects(subject.run(() => { throw down; }, { timeoutMs: 1_000 }, time), (error) => error === down);
    assert.equal(time.pending(), 0, 'timers are pending');
  }),
  scenario(16, 'an hour that the wall clock is set forward ends nothing', async ({ start, time }) => {
    const call = start({ timeoutMs: 1_000 });
    time.stepWallClock(hourMs);
    await time.advance(10);
    mustBePending(call);
  }),
  scenario(16, 'an hour that the wall clock is set back gives no more time', async ({ start, time }) => {
    const call = start({ timeoutMs: 1_000 });
    time.stepWallClock(-hourMs);
    await time.advance(1_000);
    rejectionOf(call);
  }),
  scenario(18, 'a time that is longer than a timer can count', async ({ start, time }) => {
    const call = start({ timeoutMs: longestTimerMs + 1_000 });
    await time.advance(longestTimerMs);
    mustBePending(call);
    await time.advance(1_000);
    rejectionOf(call);
  }),
  scenario(19, 'the error of the function is the error of the call', async ({ start, time }) => {
    const down = new Error('down');
    const call = start({ timeoutMs: 1_000 });
    call.reject(down);
    await time.settled();
    assert.equal(rejectionOf(call), down);
  }),
];
