import assert from 'node:assert/strict';
import { Dependency, scenario, type BreakerSubject } from './breaker-subject.js';
import { hourMs, longestTimerMs, type Scenario } from './contract.js';
import { rejectionOf } from './outcomes.js';

const notFound = new RangeError('not found');
const isIgnored = (error: unknown): boolean => error === notFound;

export const breakerScenarios: readonly Scenario<BreakerSubject>[] = [
  scenario(1, 'opens at the third failure of three, not at the second', { failureThreshold: 3 }, async ({ dependency }) => {
    await dependency.fail(3);
    await dependency.rejected();
  }),
  scenario(
    1,
    'does not open below the minimum throughput',
    { failureThreshold: 1, window: { ms: 10_000, minimumThroughput: 5 } },
    async ({ dependency }) => {
      await dependency.fail(5);
      await dependency.rejected();
    },
  ),
  scenario(1, 'a success in between begins the count anew', { failureThreshold: 2, inARow: true }, async ({ dependency }) => {
    await dependency.fail();
    await dependency.settle(await dependency.admitted());
    await dependency.fail(2);
    await dependency.rejected();
  }),
  scenario(
    2,
    'forgets the failures of before an idle time',
    { failureThreshold: 2, window: { ms: 1_000, minimumThroughput: 3 } },
    async ({ dependency, time }) => {
      await dependency.fail();
      await time.advance(1_500);
      await dependency.settle(await dependency.admitted());
      await dependency.settle(await dependency.admitted());
      await dependency.fail();
      await dependency.admitted();
    },
  ),
  scenario(
    2,
    'forgets the successes of before an idle time',
    { failureThreshold: 2, window: { ms: 1_000, minimumThroughput: 2 } },
    async ({ dependency, time }) => {
      for (let call = 0; call < 20; call++) await dependency.settle(await dependency.admitted());
      await time.advance(hourMs);
      await dependency.fail(2);
      await dependency.rejected();
    },
  ),
  scenario(3, 'an open circuit rejects without a call', {}, async ({ dependency, time }) => {
    await dependency.fail();
    await dependency.rejected();
    await time.advance(999);
    await dependency.rejected();
  }),
  scenario(3, 'the error says when to come back', {}, async ({ dependency, subject, time }) => {
    await dependency.fail();
    await time.advance(400);
    assert.equal(subject.retryAfterMs(await dependency.rejected()), 600);
  }),
  scenario(4, 'the first call at the deadline is let through', {}, async ({ dependency, time }) => {
    await dependency.fail();
    await time.advance(999);
    await dependency.rejected();
    await time.advance(1);
    await dependency.admitted();
  }),
  scenario(4, 'an open circuit holds no timer', {}, async ({ dependency, time }) => {
    await dependency.fail();
    assert.equal(time.pending(), 0, 'timers are pending');
  }),
  scenario(4, 'one that was saved open recovers after it was restored', {}, async ({ dependency, subject, breaker, time }) => {
    await dependency.fail();
    const restored = new Dependency(subject.restore(breaker.save(), { failureThreshold: 1, recoveryMs: 1_000 }, time), time);
    await restored.rejected();
    await time.advance(1_000);
    await restored.settle(await restored.admitted());
    await restored.admitted();
  }),
  scenario(5, 'lets exactly N probes through, and rejects the next at once', { halfOpenMax: 2 }, async ({ dependency, time }) => {
    await dependency.fail();
    await time.advance(1_000);
    await dependency.admitted();
    await dependency.admitted();
    await dependency.rejected();
  }),
  scenario(5, 'calls that come while a probe is under way are never made', {}, async ({ dependency, time }) => {
    await dependency.fail();
    await time.advance(1_000);
    const probe = await dependency.admitted();
    const others = await Promise.all(Array.from({ length: 100 }, () => dependency.start()));
    await dependency.settle(probe);
    assert.equal(others.filter(({ isStarted }) => isStarted).length, 0, 'calls were queued, and made together');
  }),
  scenario(6, 'a failing probe re-opens with a new deadline', {}, async ({ dependency, time }) => {
    await dependency.fail();
    await time.advance(1_500);
    await dependency.fail();
    await time.advance(999);
    await dependency.rejected();
    await time.advance(1);
    await dependency.admitted();
  }),
  scenario(6, 'each failing probe doubles the wait', { doubles: true }, async ({ dependency, time }) => {
    await dependency.fail();
    for (const waitMs of [1_000, 2_000, 4_000]) {
      await time.advance(waitMs - 1);
      await dependency.rejected();
      await time.advance(1);
      await dependency.fail();
    }
  }),
  scenario(
    6,
    'one failure of N probes is enough, and what the other does later changes nothing',
    { halfOpenMax: 2 },
    async ({ dependency, time }) => {
      await dependency.fail();
      await time.advance(1_000);
      const [first, second] = [await dependency.admitted(), await dependency.admitted()];
      await dependency.settle(first, new Error('down'));
      await time.advance(500);
      await dependency.settle(second);
      await time.advance(499);
      await dependency.rejected();
      await time.advance(1);
      await dependency.admitted();
    },
  ),
  scenario(6, 'a probe that succeeded before another failed does not count the next time', { halfOpenMax: 2 }, async ({ dependency, time }) => {
    await dependency.fail();
    await time.advance(1_000);
    const [first, second] = [await dependency.admitted(), await dependency.admitted()];
    await dependency.settle(first);
    await dependency.settle(second, new Error('down'));
    await time.advance(1_000);
    await dependency.settle(await dependency.admitted());
    await dependency.admitted();
    await dependency.admitted();
    await dependency.held();
  }),
  scenario(7, 'the success of a call from before it opened does not close it', { failureThreshold: 1 }, async ({ dependency }) => {
    const early = await dependency.admitted();
    await dependency.fail();
    await dependency.settle(early);
    await dependency.rejected();
  }),
  scenario(7, 'the failure of a call from before it opened does not put off the deadline', {}, async ({ dependency, time }) => {
    const early = await dependency.admitted();
    await dependency.fail();
    await time.advance(500);
    await dependency.settle(early, new Error('late'));
    await time.advance(500);
    await dependency.admitted();
  }),
  scenario(7, 'the success of a call from before it opened does not pass for that of the probe', {}, async ({ dependency, time }) => {
    const early = await dependency.admitted();
    await dependency.fail();
    await time.advance(1_000);
    await dependency.admitted();
    await dependency.settle(early);
    await dependency.held();
  }),
  scenario(7, 'the failure of a call from before it opened does not pass for that of the probe', {}, async ({ dependency, time }) => {
    const early = await dependency.admitted();
    await dependency.fail();
    await time.advance(1_000);
    const probe = await dependency.admitted();
    await dependency.settle(early, new Error('late'));
    await dependency.settle(probe);
    await dependency.admitted();
  }),
  scenario(7, 'a failure from before it opened does not count after it closed', {}, async ({ dependency, time }) => {
    const early = await dependency.admitted();
    await dependency.fail();
    await time.advance(1_000);
    await dependency.settle(await dependency.admitted());
    await dependency.settle(early, new Error('late'));
    await dependency.admitted();
  }),
  scenario(8, 'an ignored probe frees its slot without a verdict', { isIgnored }, async ({ dependency, time }) => {
    await dependency.fail();
    await time.advance(1_000);
    await dependency.settle(await dependency.admitted(), notFound);
    const probe = await dependency.admitted();
    await dependency.held();
    await dependency.settle(probe);
    await dependency.admitted();
  }),
  scenario(8, 'a probe that its caller aborts frees its slot without a verdict', {}, async ({ dependency, time }) => {
    await dependency.fail();
    await time.advance(1_000);
    const caller = new AbortController();
    const reason = new DOMException('The page was closed', 'AbortError');
    const probe = await dependency.admitted(caller.signal);
    caller.abort(reason);
    await dependency.settle(probe, reason);
    const next = await dependency.admitted();
    await dependency.held();
    await dependency.settle(next);
    await dependency.admitted();
  }),
  scenario(8, 'ignored calls do not open it', { failureThreshold: 2, isIgnored }, async ({ dependency }) => {
    for (let call = 0; call < 10; call++) await dependency.settle(await dependency.admitted(), notFound);
    await dependency.admitted();
  }),
  scenario(9, 'a probe that hangs does not keep it half-open for ever', { probeTimeoutMs: 500 }, async ({ dependency, time }) => {
    await dependency.fail();
    await time.advance(1_000);
    await dependency.admitted();
    await time.advance(1_499);
    await dependency.held();
    await time.advance(1);
    await dependency.settle(await dependency.admitted());
    await dependency.admitted();
  }),
  scenario(10, 'many failures at once open it once', { failureThreshold: 2 }, async ({ dependency, states }) => {
    const calls = await Promise.all(Array.from({ length: 10 }, () => dependency.admitted()));
    await Promise.all(calls.map((call) => dependency.settle(call, new Error('down'))));
    assert.deepEqual(states, ['open']);
    await dependency.rejected();
  }),
  scenario(
    10,
    'failures that come in while it is open do not double the wait',
    { failureThreshold: 1, doubles: true },
    async ({ dependency, time }) => {
      const calls = await Promise.all(Array.from({ length: 10 }, () => dependency.admitted()));
      await Promise.all(calls.map((call) => dependency.settle(call, new Error('down'))));
      await time.advance(1_000);
      await dependency.admitted();
    },
  ),
  scenario(
    11,
    'a listener that throws breaks neither the call nor the circuit',
    { onStateChange: () => { throw new Error('broken listener'); } },
    async ({ dependency, time }) => {
      const down = new Error('down');
      const call = await dependency.admitted();
      await dependency.settle(call, down);
      assert.equal(rejectionOf(call), down);
      await dependency.rejected();
      await time.advance(1_000);
      const probe = await dependency.admitted();
      await dependency.settle(probe);
      assert.deepEqual(probe.outcome, { value: 'answer' });
      await dependency.admitted();
    },
  ),
  scenario(
    11,
    'a predicate that throws does not hide the error of the call',
    { isIgnored: () => { throw new Error('broken predicate'); } },
    async ({ dependency }) => {
      const down = new Error('down');
      const call = await dependency.admitted();
      await dependency.settle(call, down);
      assert.equal(rejectionOf(call), down);
    },
  ),
  scenario(12, 'a function that throws at once is a rejection, and a failure', {}, async ({ breaker, dependency }) => {
    const down = new Error('down');
    const call = breaker.run(() => { throw down; });
    await assert.rejects(call, (error) => error === down);
    await dependency.rejected();
  }),
  scenario(16, 'an hour that the wall clock is set forward does not end the wait', {}, async ({ dependency, time }) => {
    await dependency.fail();
    time.stepWallClock(hourMs);
    await dependency.rejected();
  }),
  scenario(16, 'an hour that the wall clock is set back does not make the wait longer', {}, async ({ dependency, time }) => {
    await dependency.fail();
    time.stepWallClock(-hourMs);
    await time.advance(1_000);
    await dependency.admitted();
  }),
  scenario(18, 'stays open for longer than a timer can count', { recoveryMs: longestTimerMs + 1_000 }, async ({ dependency, time }) => {
    await dependency.fail();
    await time.advance(longestTimerMs);
    await dependency.rejected();
    await time.advance(1_000);
    await dependency.admitted();
  }),
  scenario(19, 'the error of a rejected call holds the error that opened the circuit', {}, async ({ dependency }) => {
    const down = new Error('down');
    await dependency.settle(await dependency.admitted(), down);
    const error = await dependency.rejected();
    assert(error instanceof Error);
    assert.equal(error.cause, down);
  }),
];
