import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { getEventListeners } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fail, hang, ignore } from '../../test/broken.js';
import { ManualClock, promisesSettled } from '../../test/manual-clock.js';
import { run, type Outcome, type Scenario } from '../../test/timed-scenario.js';
import { TimeoutError, withTimeout, type TimedOutMessage, type CallContext } from '../index.js';

describe('withTimeout, by scenario', () => {
  const rows: readonly [title: string, scenario: Scenario, outcome: Outcome['outcome'], atMs: number][] = [
    ['an answer in time', { fn: { does: 'resolve', afterMs: 99 }, timeoutMs: 100 }, 'value', 99],
    ['an answer at once', { fn: { does: 'resolve', afterMs: 0 }, timeoutMs: 100 }, 'value', 0],
    ['a value that is no promise', { fn: { does: 'return' }, timeoutMs: 100 }, 'value', 0],
    ['a failure in time', { fn: { does: 'reject', afterMs: 99 }, timeoutMs: 100 }, 'failure', 99],
    ['a synchronous throw, which is a rejection', { fn: { does: 'throw' }, timeoutMs: 100 }, 'failure', 0],
    ['silence', { fn: { does: 'hang' }, timeoutMs: 100 }, 'timeout', 100],
    ['an answer that is late', { fn: { does: 'resolve', afterMs: 101 }, timeoutMs: 100 }, 'timeout', 100],
    ['a failure that is late', { fn: { does: 'reject', afterMs: 101 }, timeoutMs: 100 }, 'timeout', 100],
    ['a caller who gives up', { fn: { does: 'hang' }, timeoutMs: 100, abortMs: 50 }, 'abort', 50],
    ['a caller who gave up before', { fn: { does: 'resolve', afterMs: 0 }, timeoutMs: 100, abortMs: -1 }, 'abort', 0],
    ['a caller who gives up after the answer', { fn: { does: 'resolve', afterMs: 10 }, timeoutMs: 100, abortMs: 50 }, 'value', 10],
    ['a caller who gives up after the timeout', { fn: { does: 'hang' }, timeoutMs: 100, abortMs: 150 }, 'timeout', 100],
    ['an answer after the caller gave up', { fn: { does: 'resolve', afterMs: 60 }, timeoutMs: 100, abortMs: 50 }, 'abort', 50],
    ['a failure after the caller gave up', { fn: { does: 'reject', afterMs: 60 }, timeoutMs: 100, abortMs: 50 }, 'abort', 50],
    ['a time below a millisecond', { fn: { does: 'hang' }, timeoutMs: 0.5 }, 'timeout', 0.5],
  ];

  it.each(rows)('%s', async (_title, scenario, outcome, atMs) => {
    const seen = await run(scenario);

    expect(seen.outcomes).toEqual([{ outcome, atMs }]);
    expect(seen.innerSignal).toBe(
      (outcome === 'timeout' || outcome === 'abort') && seen.calls > 0
        ? 'aborted with the reason of the rejection'
        : 'not aborted',
    );
    expect(seen.calls).toBe(scenario.abortMs === -1 ? 0 : 1);
    expect(seen.listenersAfter).toBe(0);
    expect(seen.timersAfter).toBe(0);
  });
});

describe('withTimeout', () => {
  it('hands on what a lazy thenable answers, and starts it once', async () => {
    const start = vi.fn(() => Promise.resolve(7));
    const query: PromiseLike<number> = { then: (...handlers) => start().then(...handlers) };

    await expect(withTimeout(() => query, { timeoutMs: 1_000 })).resolves.toBe(7);
    expect(start).toHaveBeenCalledTimes(1);
  });

  it('rejects with the very reason of the caller, whatever that is', async () => {
    const caller = new AbortController();
    const call = withTimeout(hang, { timeoutMs: 1_000, signal: caller.signal });
    caller.abort('gone');

    await expect(call).rejects.toBe('gone');
  });

  it('rejects with the reason of the caller if `fn` itself makes the caller give up', async () => {
    const caller = new AbortController();
    const abortAndThrow = (): never => {
      caller.abort('gone');
      throw new Error('interrupted');
    };

    await expect(withTimeout(abortAndThrow, { timeoutMs: 1_000, signal: caller.signal })).rejects.toBe('gone');
    expect(getEventListeners(caller.signal, 'abort')).toEqual([]);
  });

  it('names the dependency and the time in the error', async () => {
    const clock = new ManualClock();
    const call = withTimeout(hang, { timeoutMs: 250, name: 'payments', clock });
    const rejection = expect(call).rejects.toMatchObject({
      name: 'TimeoutError',
      message: 'payments did not answer within 250 ms',
      dependency: 'payments',
      timeoutMs: 250,
    });
    await clock.advance(250);

    await rejection;
  });

  it('makes no signal for a function that does not read it', async () => {
    const AbortControllerOfHost = vi.spyOn(globalThis, 'AbortController');
    await withTimeout(() => Promise.resolve(1), { timeoutMs: 1_000 });

    expect(AbortControllerOfHost).not.toHaveBeenCalled();
    AbortControllerOfHost.mockRestore();
  });

  it('hands out the same signal at each reading, also to one who reads it when all is over', async () => {
    const clock = new ManualClock();
    const contexts: CallContext[] = [];
    const call = withTimeout((context) => (contexts.push(context), hang()), { timeoutMs: 10, clock });
    const rejection = expect(call).rejects.toBeInstanceOf(TimeoutError);
    await clock.advance(10);
    await rejection;

    const [context] = contexts;
    expect(context?.signal.aborted).toBe(true);
    expect(context?.signal).toBe(context?.signal);
    expect(context?.signal.reason).toBeInstanceOf(TimeoutError);
  });

  it('counts the synchronous part of `fn`', async () => {
    const clock = new ManualClock();
    const call = withTimeout(
      async () => {
        void clock.advance(80);
        await hang();
      },
      { timeoutMs: 100, clock },
    );
    const rejection = expect(call).rejects.toBeInstanceOf(TimeoutError);
    await clock.advance(100);

    await rejection;
    expect(clock.pending).toBe(0);
  });

  it('leaves a body readable after the answer, whatever time passes', async () => {
    const clock = new ManualClock();
    const signal = await withTimeout(({ signal }) => Promise.resolve(signal), { timeoutMs: 10, clock });
    await clock.advance(1_000);

    expect(signal.aborted).toBe(false);
  });

  it('does nothing more when a clock fires what was given up', async () => {
    const published = vi.fn();
    subscribe('failsoft:timeout:timed-out', published);
    const fire: (() => void)[] = [];
    const clock = { now: () => 0, schedule: (callback: () => void) => (fire.push(callback), ignore) };
    const signal = await withTimeout((context) => Promise.resolve(context.signal), { timeoutMs: 10, clock });
    for (const callback of fire) callback();
    unsubscribe('failsoft:timeout:timed-out', published);

    expect(fire).toHaveLength(1);
    expect(signal.aborted).toBe(false);
    expect(published).not.toHaveBeenCalled();
  });

  it('publishes each timeout, and nothing else', async () => {
    const messages: unknown[] = [];
    const note = (message: unknown): void => void messages.push(message);
    subscribe('failsoft:timeout:timed-out', note);
    const clock = new ManualClock();
    const caller = new AbortController();
    const calls = Promise.allSettled([
      withTimeout(hang, { timeoutMs: 10, name: 'payments', clock }),
      withTimeout(hang, { timeoutMs: 20, clock }),
      withTimeout(hang, { timeoutMs: 20, name: 'given up', signal: caller.signal, clock }),
      withTimeout(fail, { timeoutMs: 10, name: 'failed', clock }),
    ]);
    caller.abort();
    await clock.advance(20);
    await calls;
    unsubscribe('failsoft:timeout:timed-out', note);

    expect(messages).toEqual([{ name: 'payments', timeoutMs: 10 }, { name: undefined, timeoutMs: 20 }] satisfies TimedOutMessage[]);
  });

  it('does not warn of a leak where many calls share the signal of a caller', async () => {
    const warned = vi.fn();
    process.on('warning', warned);
    const caller = new AbortController();
    const calls = Array.from({ length: 1_000 }, () => withTimeout(hang, { timeoutMs: 60_000, signal: caller.signal }));
    expect(getEventListeners(caller.signal, 'abort')).toHaveLength(1);
    caller.abort('gone');

    expect(await Promise.allSettled(calls)).toEqual(calls.map(() => ({ status: 'rejected', reason: 'gone' })));
    expect(getEventListeners(caller.signal, 'abort')).toEqual([]);
    await promisesSettled();
    expect(warned).not.toHaveBeenCalled();
    process.off('warning', warned);
  });
});

describe('withTimeout under fake timers', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('times out when the test says so', async () => {
    vi.useFakeTimers();
    const rejection = expect(withTimeout(hang, { timeoutMs: 5_000 })).rejects.toBeInstanceOf(TimeoutError);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);

    await rejection;
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([
    ['forward', 3_600_000],
    ['back', -3_600_000],
  ])('does not care when the wall clock steps an hour %s', async (_direction, stepMs) => {
    vi.useFakeTimers();
    const settled = vi.fn();
    void withTimeout(hang, { timeoutMs: 5_000 }).catch(settled);
    await vi.advanceTimersByTimeAsync(1_000);
    vi.setSystemTime(Date.now() + stepMs);
    await vi.advanceTimersByTimeAsync(3_999);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);

    expect(settled).toHaveBeenCalledTimes(1);
  });

  it.each([2 ** 31 - 1, 2 ** 31, 2 ** 33 + 7])('waits for %i ms, not for 1 ms', async (timeoutMs) => {
    vi.useFakeTimers();
    const settled = vi.fn();
    void withTimeout(hang, { timeoutMs }).catch(settled);
    await vi.advanceTimersByTimeAsync(timeoutMs - 1);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);

    expect(settled).toHaveBeenCalledTimes(1);
  });

  it('gives up a long timer whichever of its steps is pending', async () => {
    vi.useFakeTimers();
    const caller = new AbortController();
    const rejection = expect(withTimeout(hang, { timeoutMs: 2 ** 33, signal: caller.signal })).rejects.toBe('gone');
    await vi.advanceTimersByTimeAsync(2 ** 32);
    caller.abort('gone');

    await rejection;
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('withTimeout, handed something wrong', () => {
  const duration = '`timeoutMs` must be a positive finite number of milliseconds';

  it.each([
    [undefined, { timeoutMs: 1 }, TypeError, '`fn` must be a function, received undefined'],
    [Promise.resolve(), { timeoutMs: 1 }, TypeError, '`fn` must be a function, received [object Promise]'],
    [hang, undefined, TypeError, '`options` must be an object, received undefined'],
    [hang, 5_000, TypeError, '`options` must be an object, received 5000'],
    [hang, {}, RangeError, `${duration}, received undefined`],
    [hang, { timeoutMs: 0 }, RangeError, `${duration}, received 0`],
    [hang, { timeoutMs: -1 }, RangeError, `${duration}, received -1`],
    [hang, { timeoutMs: NaN }, RangeError, `${duration}, received NaN`],
    [hang, { timeoutMs: Infinity }, RangeError, `${duration}, received Infinity`],
    [hang, { timeoutMs: '5s' }, RangeError, `${duration}, received "5s"`],
    [hang, { timeoutMs: 5n }, RangeError, `${duration}, received [object BigInt]`],
    [hang, { timeoutMs: 1, name: '' }, RangeError, '`name` must be a string that is not empty, received ""'],
    [
      hang,
      { timeoutMs: 1, signal: new AbortController() },
      RangeError,
      '`signal` must be an AbortSignal, received [object AbortController]',
    ],
    [
      hang,
      { timeoutMs: 1, clock: { now: () => 0 } },
      RangeError,
      '`clock` must be a Clock with `now` and `schedule`, received [object Object]',
    ],
  ])('withTimeout(%o, %o) throws at once', (fn, options, kind, message) => {
    const call = (): unknown => Reflect.apply(withTimeout, undefined, [fn, options]);

    expect(call).toThrow(new kind(`Cannot set a timeout: ${message}`));
  });
});
