/** What comes of parts that are somebody's own and broken: nothing hangs, and nothing is held for ever. */
import { describe, expect, it } from 'vitest';
import { bulkhead, circuitBreaker, dependency, hedge, mapWithLimit, retry, withTimeout, type Clock } from '../../src/index.js';
import { isMethod } from '../../src/shapes.js';
import { fail, ignore } from '../broken.js';
import { promisesSettled } from '../manual-clock.js';

const broken = new Error('the clock is broken');
const answer = (): Promise<string> => promisesSettled().then(() => 'answer');

/** A timer can't be started where the host forbids it: outside of a request, on the edge. */
const clocks: Readonly<Record<string, Clock>> = {
  'cannot tell the time': {
    now: () => { throw broken; },
    schedule: () => () => undefined,
  },
  'cannot start a timer': {
    now: () => performance.now(),
    schedule: () => { throw broken; },
  },
};

const calls: Readonly<Record<string, (clock: Clock) => Promise<unknown>>> = {
  withTimeout: (clock) => withTimeout(answer, { timeoutMs: 1_000, clock }),
  'retry, with a time limit': (clock) => retry(answer, { timeoutMs: 1_000, clock }),
  'retry, after a failure': (clock) => retry(({ attempt }) => (attempt === 1 ? fail() : answer()), { name: 'broken clock', baseDelayMs: 1, clock }),
  hedge: (clock) => hedge(answer, { delayMs: 1_000, name: 'broken clock', clock }),
  'the slow calls of a breaker': (clock) => circuitBreaker({ name: 'stock', slowCallMs: 100, clock }).run(answer),
  'a dependency': (clock) => dependency({ name: 'broken clock', timeoutMs: 1_000, retry: {}, breaker: { slowCallMs: 100 }, bulkhead: { maxConcurrent: 1 }, clock }).run(answer),
};

async function settles(call: () => Promise<unknown>): Promise<boolean> {
  let isSettled = false;
  const note = (): void => void (isSettled = true);
  try {
    void call().then(note, note);
  } catch {
    note(); // at once
  }
  for (let turn = 0; turn < 20; turn++) await promisesSettled();
  return isSettled;
}

describe.each(Object.entries(clocks))('with a clock that %s', (_which, clock) => {
  it.each(Object.entries(calls))('%s settles', async (_name, call) => {
    expect(await settles(() => call(clock))).toBe(true);
  });

  it('a bulkhead still has its slots', async () => {
    const reports = bulkhead({ name: 'reports', maxConcurrent: 1, maxQueue: 1, queueTimeoutMs: 1_000, clock });
    const both = (): Promise<unknown> => Promise.allSettled([reports.run(answer), reports.run(answer)]);
    expect(await settles(both)).toBe(true);
    expect({ running: reports.running, queued: reports.queued }).toEqual({ running: 0, queued: 0 });
  });
});

/** A clock that works until it is told not to. */
function breakableClock(): { readonly clock: Clock; break(): void; mend(): void } {
  let isBroken = false;
  const unlessBroken = <Value>(value: () => Value): Value => {
    if (isBroken) throw broken;
    return value();
  };
  return {
    clock: { now: () => unlessBroken(() => performance.now()), schedule: () => unlessBroken(() => ignore) },
    break: () => void (isBroken = true),
    mend: () => void (isBroken = false),
  };
}

describe('with a clock that breaks', () => {
  const stockOf = (clock: Clock) => {
    const breaker = { failureThreshold: 1, recoveryMs: 1, probeTimeoutMs: 60_000 };
    return dependency({ name: 'stock', timeoutMs: 1_000, attemptTimeoutMs: 500, breaker, bulkhead: { maxConcurrent: 1, maxQueue: 1 }, clock });
  };

  it('while a call is under way, it settles and its slot is free', async () => {
    const { clock, break: breakClock } = breakableClock();
    const stock = stockOf(clock);
    expect(await settles(() => stock.run(() => (breakClock(), fail())))).toBe(true);
    expect(stock.bulkhead?.running).toBe(0);
  });

  it('while a call waits for its turn, it is rejected and its slot is free', async () => {
    const { clock, break: breakClock } = breakableClock();
    const stock = stockOf(clock);
    let calls = 0;
    const first = stock.run(answer);
    const second = stock.run(() => ++calls).catch(String);
    breakClock();
    expect(await settles(() => Promise.all([first, second]))).toBe(true);

    expect(await second).toBe('Error: the clock is broken');
    expect({ calls, running: stock.bulkhead?.running, queued: stock.bulkhead?.queued }).toEqual({ calls: 0, running: 0, queued: 0 });
  });

  it('when a probe is to be timed, the next call is the probe', async () => {
    let canSchedule = true;
    const schedule = (): (() => void) => {
      if (!canSchedule) throw broken;
      return ignore;
    };
    const stock = stockOf({ now: () => performance.now(), schedule });
    await stock.run(fail).catch(ignore);
    expect(stock.breaker?.state).toBe('open');
    await new Promise((resolve) => setTimeout(resolve, 5));
    canSchedule = false;
    await expect(stock.run(answer)).rejects.toBe(broken);
    canSchedule = true;

    expect(await stock.run(answer)).toBe('answer');
    expect(stock.breaker?.state).toBe('closed');
  });
});

/** Calls `made[method]`, or `made` itself, with what its types forbid. */
async function callWith(made: unknown, method: string | undefined, args: readonly unknown[]): Promise<unknown> {
  const fn: unknown = method === undefined ? made : Reflect.get(Object(made), method);
  if (!isMethod(fn)) throw new Error('There is no such method');
  const answered: unknown = await Reflect.apply(fn, made, args);
  return answered;
}

const noFunctions: readonly unknown[] = [undefined, null, 5, {}, 'text'];

describe('what is no function', () => {
  it.each<[name: string, made: unknown, method: string | undefined, args: (fn: unknown) => readonly unknown[]]>([
    ['withTimeout', withTimeout, undefined, (fn) => [fn, { timeoutMs: 1_000 }]],
    ['retry', retry, undefined, (fn) => [fn]],
    ['hedge', hedge, undefined, (fn) => [fn, { delayMs: 10 }]],
    ['mapWithLimit', mapWithLimit, undefined, (fn) => [[1], 1, fn]],
    ['circuitBreaker().run', circuitBreaker({ name: 'stock' }), 'run', (fn) => [fn]],
    ['bulkhead().run', bulkhead({ name: 'reports', maxConcurrent: 1 }), 'run', (fn) => [fn]],
    ['dependency().run', dependency({ name: 'rates', timeoutMs: 1_000 }), 'run', (fn) => [fn]],
  ])('%s says so', async (_name, made, method, args) => {
    for (const fn of noFunctions) {
      const outcome = await callWith(made, method, args(fn)).then(() => 'an answer', String);
      expect(outcome).toMatch(/^TypeError: Cannot .*`fn` must be a function, received /);
    }
  });

  it('is no failure of the dependency', async () => {
    const breaker = circuitBreaker({ name: 'stock', failureThreshold: 1 });
    await callWith(breaker, 'run', [undefined]).catch(ignore);
    expect(breaker.state).toBe('closed');
  });
});
