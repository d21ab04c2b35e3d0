import assert from 'node:assert/strict';
import { hourMs, longestTimerMs, type Scenario, type TestTime } from './contract.js';

/** What a scenario asks of retries. */
export interface RetryRules {
  /** How many calls are made at most, the first included. */
  readonly attempts: number;
  /** About how long the first wait is. Later ones are up to four times as long. */
  readonly delayMs: number;
  /** How long all of it may take. */
  readonly deadlineMs?: number;
  /** Of the caller. */
  readonly signal?: AbortSignal;
}

/** Something that calls again. */
export interface RetrySubject {
  run(fn: () => Promise<unknown>, rules: RetryRules, time: TestTime): Promise<unknown>;
  /** The error with which the library's own circuit breaker rejects. */
  openCircuit(): Error;
  /** What can be learnt from the error that came out: all errors that it leads to. */
  errorsOf(error: unknown): ReadonlySet<unknown>;
  /** How often it is told that there was no budget for a retry while `play` runs. */
  exhaustions(play: () => Promise<void>): Promise<number>;
}

class Retried {
  calls = 0;
  outcome: { readonly error: unknown } | { readonly value: unknown } | undefined;

  constructor(subject: RetrySubject, rules: RetryRules, time: TestTime, answer: (call: number) => Promise<unknown>) {
    subject.run(() => answer(++this.calls), rules, time).then(
      (value) => (this.outcome = { value }),
      (error: unknown) => (this.outcome = { error }),
    );
  }

  get error(): unknown {
    assert(this.outcome !== undefined, 'it has not settled');
    assert('error' in this.outcome, 'it was answered');
    return this.outcome.error;
  }
}

interface Given {
  readonly subject: RetrySubject;
  readonly time: TestTime;
  readonly start: (rules: RetryRules, answer: (call: number) => Promise<unknown>) => Retried;
}

function scenario(behaviour: Scenario<RetrySubject>['behaviour'], title: string, play: (given: Given) => Promise<void>): Scenario<RetrySubject> {
  return {
    behaviour,
    title,
    async play(subject, time) {
      const { random } = Math;
      Math.random = () => 0.999; // the longest wait that jitter gives
      try {
        await play({ subject, time, start: (rules, answer) => new Retried(subject, rules, time, answer) });
      } finally {
        Math.random = random;
      }
    },
  };
}

const down = (): Promise<never> => Promise.reject(new Error('down'));
const hang = (): Promise<never> => new Promise(() => undefined);

export const retryScenarios: readonly Scenario<RetrySubject>[] = [
  scenario(15, 'an abort in the back-off rejects at once, with the reason, and no further call is made', async ({ start, time }) => {
    const caller = new AbortController();
    const reason = new Error('The page was closed');
    const call = start({ attempts: 5, delayMs: 1_000, signal: caller.signal }, down);
    await time.settled();
    caller.abort(reason);
    await time.settled();
    assert.equal(call.error, reason);
    await time.advance(60_000);
    assert.equal(call.calls, 1);
    assert.equal(time.pending(), 0, 'timers are pending');
  }),
  scenario(15, 'one who has aborted before makes no call', async ({ start, time }) => {
    const reason = new Error('The page was closed');
    const call = start({ attempts: 3, delayMs: 1_000, signal: AbortSignal.abort(reason) }, down);
    await time.settled();
    assert.equal(call.error, reason);
    assert.equal(call.calls, 0);
  }),
  scenario(15, 'makes as many calls as there are attempts, and no more', async ({ start, time }) => {
    const call = start({ attempts: 3, delayMs: 100 }, down);
    await time.advance(10_000);
    assert.equal(call.calls, 3);
    assert(call.error instanceof Error);
    assert.equal(time.pending(), 0, 'timers are pending');
  }),
  scenario(15, 'the deadline is that of all attempts together', async ({ start, time }) => {
    const call = start({ attempts: 9, delayMs: 400, deadlineMs: 1_000 }, down);
    await time.advance(1_000);
    assert(call.error instanceof Error);
    const { calls } = call;
    await time.advance(60_000);
    assert.equal(call.calls, calls, 'calls were made after the deadline');
  }),
  scenario(15, 'the deadline ends an attempt that hangs', async ({ start, time }) => {
    const call = start({ attempts: 3, delayMs: 100, deadlineMs: 1_000 }, (attempt) => (attempt === 1 ? down() : hang()));
    await time.advance(1_000);
    assert(call.error instanceof Error);
  }),
  scenario(15, 'the retries of 300 calls that all fail are a tenth of the calls, and what was saved up', async ({ start, time }) => {
    let calls = 0;
    for (let at = 0; at < 300; at++) {
      const call = start({ attempts: 3, delayMs: 10 }, down);
      await time.advance(100);
      calls += call.calls;
    }
    assert(calls <= 300 * 1.1 + 10, `300 calls became ${calls}`);
  }),
  scenario(15, 'an exhausted budget is an event of its own', async ({ subject, start, time }) => {
    const exhaustions = await subject.exhaustions(async () => {
      for (let at = 0; at < 100; at++) {
        start({ attempts: 3, delayMs: 10 }, down);
        await time.advance(100);
      }
    });
    assert(exhaustions > 50, `${exhaustions} events`);
  }),
  scenario(15, 'a circuit that is open is not tried again', async ({ subject, start, time }) => {
    const error = subject.openCircuit();
    const call = start({ attempts: 3, delayMs: 10 }, () => Promise.reject(error));
    await time.advance(1_000);
    assert.equal(call.calls, 1);
    assert.equal(call.error, error);
  }),
  scenario(12, 'a function that throws at once is tried again, and is a rejection', async ({ subject, start, time }) => {
    const error = new Error('down');
    const call = start({ attempts: 2, delayMs: 10 }, () => { throw error; });
    await time.advance(1_000);
    assert.equal(call.calls, 2);
    assert(subject.errorsOf(call.error).has(error));
  }),
  scenario(16, 'an hour that the wall clock is set forward ends neither a wait nor the deadline', async ({ start, time }) => {
    const call = start({ attempts: 2, delayMs: 1_000, deadlineMs: 60_000 }, down);
    await time.settled();
    time.stepWallClock(hourMs);
    await time.advance(10);
    assert.equal(call.calls, 1);
    await time.advance(10_000);
    assert.equal(call.calls, 2);
  }),
  scenario(16, 'an hour that the wall clock is set back makes neither a wait nor the deadline longer', async ({ start, time }) => {
    const call = start({ attempts: 90, delayMs: 100, deadlineMs: 1_000 }, down);
    await time.settled();
    time.stepWallClock(-hourMs);
    await time.advance(1_000);
    assert(call.error instanceof Error);
  }),
  scenario(18, 'waits for longer than a timer can count', async ({ start, time }) => {
    const call = start({ attempts: 2, delayMs: longestTimerMs * 2 }, down);
    await time.advance(longestTimerMs);
    assert.equal(call.calls, 1);
    await time.advance(longestTimerMs * 2);
    assert.equal(call.calls, 2);
  }),
  scenario(19, 'the error that comes out leads to that of every attempt', async ({ subject, start, time }) => {
    const errors = [new Error('refused'), new Error('reset'), new Error('overloaded')];
    const call = start({ attempts: 3, delayMs: 10 }, (attempt) => Promise.reject(errors[attempt - 1] ?? new Error('one too many')));
    await time.advance(1_000);
    const held = subject.errorsOf(call.error);
    assert.deepEqual(errors.filter((error) => !held.has(error)).map(({ message }) => message), [], 'some are lost');
  }),
];
