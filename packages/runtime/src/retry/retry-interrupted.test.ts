import { getEventListeners } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fail, hang } from '../../test/broken.js';
import { ManualClock, promisesSettled } from '../../test/manual-clock.js';
import { failing, heard, startRetry } from '../../test/retry-scenario.js';
import { attemptErrors, retry, retryBudget, TimeoutError, withTimeout } from '../index.js';

describe('retry with a total time', () => {
  it('gives up the attempt that is under way when the time is up, and keeps what failed before', async () => {
    const first = new Error('1');
    const signals: AbortSignal[] = [];
    const { call, clock, settled } = startRetry(
      ({ attempt, signal }) => {
        signals.push(signal);
        return attempt === 1 ? Promise.reject(first) : hang();
      },
      { timeoutMs: 500, name: 'stock' },
    );
    await clock.advance(499);
    expect(settled).not.toHaveBeenCalled();
    await clock.advance(1);

    const error: unknown = await call.catch((error: unknown) => error);
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ message: 'stock did not answer within 500 ms', dependency: 'stock', cause: first });
    expect(attemptErrors(error)).toEqual([first, error]);
    // Never after an attempt's own end.
    expect(signals.map(({ reason }): unknown => reason)).toEqual([undefined, error]);
    expect(clock.pending).toBe(0);
  });

  it('begins no wait that would not end in time, and rejects with the error at once', async () => {
    const { call, clock, calledAtMs } = startRetry(fail, { timeoutMs: 300 });
    const rejection = expect(call).rejects.toThrow('down');
    await clock.advance(100);

    await rejection;
    expect(calledAtMs).toEqual([0, 100]);
    expect(clock.pending).toBe(0);
  });

  it('publishes a timeout', async () => {
    const messages = await heard('failsoft:timeout:timed-out', async () => {
      const { call, clock } = startRetry(hang, { timeoutMs: 300, name: 'stock' });
      call.catch(() => undefined);
      await clock.advance(300);
    });

    expect(messages).toEqual([{ name: 'stock', timeoutMs: 300 }]);
  });

  it('never aborts the signal after an answer', async () => {
    const caller = new AbortController();
    const { call, clock } = startRetry(({ signal }) => signal, { timeoutMs: 300, signal: caller.signal });
    const signal = await call;
    await clock.advance(1_000);
    caller.abort();

    expect(signal.aborted).toBe(false);
  });
});

describe('retry, given up by the caller', () => {
  it('rejects at once during a wait, and makes no further call', async () => {
    const caller = new AbortController();
    const { call, clock, calledAtMs } = startRetry(fail, { signal: caller.signal, timeoutMs: 5_000 });
    await clock.advance(50);
    expect(getEventListeners(caller.signal, 'abort')).toHaveLength(1);
    caller.abort('gone');

    await expect(call).rejects.toBe('gone');
    await clock.advance(10_000);
    expect(calledAtMs).toEqual([0]);
    expect(clock.pending).toBe(0);
    expect(getEventListeners(caller.signal, 'abort')).toEqual([]);
  });

  it('rejects at once during an attempt, whose signal aborts with the same reason', async () => {
    const caller = new AbortController();
    const signals: AbortSignal[] = [];
    const { call, clock } = startRetry(({ signal }) => (signals.push(signal), hang()), { signal: caller.signal });
    caller.abort('gone');

    await expect(call).rejects.toBe('gone');
    expect(signals[0]?.reason).toBe('gone');
    await clock.advance(10_000);
    expect(signals).toHaveLength(1);
  });

  it('is not called at all when the caller has given up before, and costs the budget nothing', async () => {
    const budget = retryBudget({ burst: 1 });
    budget.withdraw();
    const { call, calledAtMs } = startRetry(fail, { signal: AbortSignal.abort('gone'), budget });

    await expect(call).rejects.toBe('gone');
    expect(calledAtMs).toEqual([]);
    expect(budget.balance).toBe(0);
  });

  it('leaves a late rejection handled', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const caller = new AbortController();
    let reject: (error: Error) => void = () => undefined;
    const { call } = startRetry(() => new Promise((_resolve, rejectIt) => (reject = rejectIt)), { signal: caller.signal });
    await promisesSettled();
    caller.abort('gone');
    await expect(call).rejects.toBe('gone');
    reject(new Error('late'));
    await promisesSettled();
    process.off('unhandledRejection', unhandled);

    expect(unhandled).not.toHaveBeenCalled();
  });

  it('leaves no listener behind after an answer or a failure', async () => {
    const caller = new AbortController();
    await retry(() => 1, { signal: caller.signal });
    await retry(fail, { signal: caller.signal, attempts: 1 }).catch(() => undefined);

    expect(getEventListeners(caller.signal, 'abort')).toEqual([]);
  });

  it('does nothing more when a clock fires what was given up', async () => {
    const fire: (() => void)[] = [];
    const clock = { now: () => 0, schedule: (callback: () => void) => (fire.push(callback), () => undefined) };
    const caller = new AbortController();
    const fn = vi.fn(fail);
    const call = retry(fn, { clock, signal: caller.signal, timeoutMs: 10_000, budget: retryBudget() });
    await promisesSettled();
    caller.abort('gone');
    await expect(call).rejects.toBe('gone');
    for (const callback of fire) callback();

    expect(fire).toHaveLength(2);
    expect(fn).toHaveBeenCalledTimes(1);
  });
});

describe('retry under fake timers', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each([
    ['forward', 3_600_000],
    ['back', -3_600_000],
  ])('does not care when the wall clock steps an hour %s', async (_direction, stepMs) => {
    vi.useFakeTimers();
    const fn = vi.fn(failing(new Error('1'), new Error('2')));
    const call = retry(fn, { random: () => 1, timeoutMs: 5_000, budget: retryBudget() });
    await vi.advanceTimersByTimeAsync(99);
    vi.setSystemTime(Date.now() + stepMs);
    expect(fn).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(fn).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(200);

    expect(await call).toBe('answer');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('waits for longer than a timer of the host can', async () => {
    vi.useFakeTimers();
    const fn = vi.fn(failing(new Error('1')));
    const waitMs = 2 ** 31 + 5;
    const call = retry(fn, { random: () => 1, baseDelayMs: waitMs, maxDelayMs: waitMs, budget: retryBudget() });
    await vi.advanceTimersByTimeAsync(waitMs - 1);
    expect(fn).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);

    expect(await call).toBe('answer');
  });
});

describe('retry around a timeout', () => {
  it('tries again what hangs', async () => {
    const clock = new ManualClock();
    const { call } = startRetry(
      ({ attempt, signal }) => withTimeout(() => (attempt < 3 ? hang() : Promise.resolve('answer')), { timeoutMs: 50, signal, clock }),
      { clock },
    );
    await clock.advance(1_000);

    expect(await call).toBe('answer');
  });
});
