import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { getEventListeners } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fail, hang } from '../../test/broken.js';
import { DeferredCall } from '../../test/deferred.js';
import { ManualClock, promisesSettled } from '../../test/manual-clock.js';
import { attemptErrors, BulkheadFullError, CircuitOpenError, circuitBreaker, hedge, retryBudget, type HedgeOptions } from '../index.js';

interface Attempt {
  readonly atMs: number;
  readonly signal: AbortSignal;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A hedge on a clock of the test, with a budget of its own, whose attempts the test settles. */
function start(options: Partial<HedgeOptions> = {}) {
  const clock = new ManualClock();
  const startMs = clock.now();
  const attempts: Attempt[] = [];
  const call = hedge<unknown>(
    ({ signal, attempt }) =>
      new Promise((resolve, reject) => {
        expect(attempt).toBe(attempts.length + 1);
        attempts.push({ atMs: clock.now() - startMs, signal, resolve, reject });
      }),
    { delayMs: 100, clock, budget: retryBudget(), ...options },
  );
  const settled = vi.fn();
  call.then(
    (value) => void settled({ value }),
    (error: unknown) => void settled({ error }),
  );
  const settle = async (attempt: number, ...[how, what]: ['resolve', unknown] | ['reject', Error]): Promise<void> => {
    if (how === 'resolve') attempts[attempt - 1]?.resolve(what);
    else attempts[attempt - 1]?.reject(what);
    await promisesSettled();
  };
  return { call, clock, attempts, settled, settle };
}

const times = (attempts: readonly Attempt[]): readonly number[] => attempts.map(({ atMs }) => atMs);
const aborted = (attempts: readonly Attempt[]): readonly boolean[] => attempts.map(({ signal }) => signal.aborted);

async function heard(channels: readonly string[], run: () => Promise<void>): Promise<readonly unknown[]> {
  const messages: unknown[] = [];
  const note = (message: unknown, channel: string | symbol): void => void messages.push([String(channel), message]);
  for (const channel of channels) subscribe(channel, note);
  await run();
  for (const channel of channels) unsubscribe(channel, note);
  return messages;
}

describe('hedge', () => {
  it('makes one call where the answer is in time', async () => {
    const { clock, attempts, settled, settle } = start();
    await clock.advance(99);
    await settle(1, 'resolve', 'answer');
    await clock.advance(1_000);

    expect(settled).toHaveBeenCalledWith({ value: 'answer' });
    expect(times(attempts)).toEqual([0]);
    expect(aborted(attempts)).toEqual([false]);
    expect(clock.pending).toBe(0);
  });

  it('calls once more after the delay, answers with what comes first and aborts the other', async () => {
    const { clock, attempts, settled, settle } = start();
    await clock.advance(150);
    await settle(2, 'resolve', 'second');

    expect(times(attempts)).toEqual([0, 100]);
    expect(settled).toHaveBeenCalledWith({ value: 'second' });
    expect(aborted(attempts)).toEqual([true, false]);
    expect(attempts[0]?.signal.reason).toMatchObject({ name: 'AbortError', message: 'Another attempt answered first' });
    expect(clock.pending).toBe(0);
  });

  it('answers with the first call if that is quicker after all', async () => {
    const { clock, attempts, settled, settle } = start();
    await clock.advance(150);
    await settle(1, 'resolve', 'first');

    expect(settled).toHaveBeenCalledWith({ value: 'first' });
    expect(aborted(attempts)).toEqual([false, true]);
  });

  it('makes as many calls as it may, one after each delay, never more', async () => {
    const { clock, attempts } = start({ max: 4 });
    await clock.advance(10_000);

    expect(times(attempts)).toEqual([0, 100, 200, 300]);
    expect(clock.pending).toBe(0);
  });

  it('calls once more at once when a call fails, and waits from then on', async () => {
    const { clock, attempts, settle } = start({ max: 3 });
    await clock.advance(40);
    await settle(1, 'reject', new Error('down'));
    await clock.advance(1_000);

    expect(times(attempts)).toEqual([0, 40, 140]);
  });

  it('takes an answer of HTTP that is a failure for one, and cancels its body', async () => {
    const { attempts, settled, settle } = start();
    const busy = new Response('busy', { status: 503 });
    await settle(1, 'resolve', busy);
    await settle(2, 'resolve', 'answer');

    expect(attempts).toHaveLength(2);
    expect(settled).toHaveBeenCalledWith({ value: 'answer' });
    await expect(busy.text()).rejects.toThrow();
  });

  it('answers with the last answer when all of them are failures', async () => {
    const { settled, settle } = start();
    const busy = new Response('busy', { status: 503 });
    await settle(1, 'reject', new Error('down'));
    await settle(2, 'resolve', busy);

    expect(settled).toHaveBeenCalledWith({ value: busy });
    expect(await busy.text()).toBe('busy');
  });

  it('waits for a call that is under way when another fails, and calls no more than it may', async () => {
    const { clock, attempts, settled, settle } = start();
    await clock.advance(100);
    await settle(2, 'reject', new Error('down'));
    expect(settled).not.toHaveBeenCalled();
    await settle(1, 'resolve', 'first');

    expect(settled).toHaveBeenCalledWith({ value: 'first' });
    expect(attempts).toHaveLength(2);
  });

  it('rejects with the last error, as it is, when all fail', async () => {
    const first = new Error('1');
    const second = new Error('2');
    const { call, settle } = start();
    await settle(1, 'reject', first);
    await settle(2, 'reject', second);

    await expect(call).rejects.toBe(second);
    expect(attemptErrors(second)).toEqual([first, second]);
  });

  it('rejects at once with an error that all calls would get, and aborts the others', async () => {
    const missing = Object.assign(new Error('not found'), { status: 404 });
    const { call, clock, attempts, settle } = start({ max: 3 });
    await clock.advance(100);
    await settle(2, 'reject', missing);

    await expect(call).rejects.toBe(missing);
    expect(aborted(attempts)).toEqual([true, false]);
    expect(clock.pending).toBe(0);
  });

  it('takes a 404 that is answered for an answer', async () => {
    const { attempts, settled, settle } = start();
    const missing = new Response('', { status: 404 });
    await settle(1, 'resolve', missing);

    expect(settled).toHaveBeenCalledWith({ value: missing });
    expect(attempts).toHaveLength(1);
  });

  it.each([
    ['an open circuit', new CircuitOpenError('prices', 1_000)],
    ['a full bulkhead', new BulkheadFullError('prices', 1, 0)],
    ['a dependency that asks to be left alone', Object.assign(new Error('busy'), { status: 429, headers: { 'retry-after': '5' } })],
  ])('calls no more because of %s, but waits for what is under way', async (_title, error) => {
    const { clock, attempts, settled, settle } = start({ max: 4 });
    await clock.advance(100);
    await settle(2, 'reject', error);
    await clock.advance(1_000);
    expect(attempts).toHaveLength(2);
    expect(settled).not.toHaveBeenCalled();
    await settle(1, 'resolve', 'first');

    expect(settled).toHaveBeenCalledWith({ value: 'first' });
  });

  it('rejects with an open circuit where nothing is under way', async () => {
    const error = new CircuitOpenError('prices', 1_000);
    const { call, attempts, settle } = start({ max: 4 });
    await settle(1, 'reject', error);

    await expect(call).rejects.toBe(error);
    expect(attempts).toHaveLength(1);
  });

  it('takes a throw for a rejection', async () => {
    const call = hedge(
      ({ attempt }) => {
        if (attempt === 1) throw new Error('at once');
        return attempt;
      },
      { delayMs: 100, budget: retryBudget() },
    );

    expect(await call).toBe(2);
  });

  it('drops what comes late, handled and with its body cancelled', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const { clock, settled, settle } = start({ max: 3 });
    const late = new Response('late');
    await clock.advance(200);
    await settle(1, 'resolve', 'first');
    await settle(2, 'reject', new Error('late'));
    await settle(3, 'resolve', late);
    process.off('unhandledRejection', unhandled);

    expect(unhandled).not.toHaveBeenCalled();
    expect(settled).toHaveBeenCalledTimes(1);
    await expect(late.text()).rejects.toThrow();
  });

  it('does not count losers as failures of a circuit breaker further in', async () => {
    const clock = new ManualClock();
    const prices = circuitBreaker({ name: 'prices', failureThreshold: 1, clock });
    const call = hedge(
      ({ signal, attempt }) =>
        prices.run(async () => {
          if (attempt === 1) await new Promise((resolve) => signal.addEventListener('abort', resolve));
          signal.throwIfAborted();
          return 'answer';
        }),
      { delayMs: 100, clock, budget: retryBudget() },
    );
    await clock.advance(100);

    expect(await call).toBe('answer');
    await promisesSettled();
    expect(prices.state).toBe('closed');
  });
});

describe('hedge, given up by the caller', () => {
  it('rejects at once with the reason, and aborts every call that is under way', async () => {
    const caller = new AbortController();
    const { call, clock, attempts } = start({ signal: caller.signal, max: 3 });
    await clock.advance(100);
    expect(getEventListeners(caller.signal, 'abort')).toHaveLength(1);
    caller.abort('gone');

    await expect(call).rejects.toBe('gone');
    expect(attempts.map(({ signal }): unknown => signal.reason)).toEqual(['gone', 'gone']);
    await clock.advance(1_000);
    expect(attempts).toHaveLength(2);
    expect(clock.pending).toBe(0);
    expect(getEventListeners(caller.signal, 'abort')).toEqual([]);
  });

  it('makes no call when the caller has given up before, and costs the budget nothing', async () => {
    const budget = retryBudget({ burst: 1 });
    budget.withdraw();
    const { call, attempts } = start({ signal: AbortSignal.abort('gone'), budget });

    await expect(call).rejects.toBe('gone');
    expect(attempts).toEqual([]);
    expect(budget.balance).toBe(0);
  });

  it('never aborts the signal of the winner, however late the caller gives up', async () => {
    const caller = new AbortController();
    const { attempts, settle } = start({ signal: caller.signal });
    await settle(1, 'resolve', 'answer');
    caller.abort('gone');

    expect(aborted(attempts)).toEqual([false]);
  });

  it('rejects with the reason if the function itself makes the caller give up', async () => {
    const caller = new AbortController();
    const clock = new ManualClock();
    const fn = vi.fn(() => {
      caller.abort('gone');
      throw new Error('interrupted');
    });

    await expect(hedge(fn, { delayMs: 100, clock, signal: caller.signal, budget: retryBudget() })).rejects.toBe('gone');
    expect(fn).toHaveBeenCalledTimes(1);
    expect(clock.pending).toBe(0);
  });
});

describe('the budget of hedges', () => {
  it('keeps a dependency that is slow for all from being called twice as often', async () => {
    const clock = new ManualClock();
    const budget = retryBudget({ minPerSecond: 0 });
    const fn = vi.fn(hang);
    const messages = await heard(['failsoft:retry:budget-exhausted'], async () => {
      for (let call = 0; call < 200; call++) void hedge(fn, { delayMs: 100, clock, budget, max: 3, name: 'prices' });
      await clock.advance(1_000);
    });

    // All 200 calls are made before the first hedge, so that what they earn above ten is lost.
    expect(fn).toHaveBeenCalledTimes(200 + 10);
    expect(messages[0]).toEqual(['failsoft:retry:budget-exhausted', { name: 'prices', error: undefined }]);
    expect(clock.pending).toBe(0);
  });

  it('is asked once by a call that it refuses, which then waits for what is under way', async () => {
    const error = new Error('down');
    const budget = retryBudget({ burst: 1, minPerSecond: 0 });
    budget.withdraw();
    const withdraw = vi.spyOn(budget, 'withdraw');
    const { call, clock, settle } = start({ budget, max: 3 });
    const rejection = expect(call).rejects.toBe(error);
    await clock.advance(1_000);
    await settle(1, 'reject', error);

    await rejection;
    expect(withdraw).toHaveBeenCalledTimes(1);
  });

  it('is that of the name, which retries are paid from too', async () => {
    const clock = new ManualClock();
    const fn = vi.fn(fail);
    for (let call = 0; call < 12; call++) await hedge(fn, { delayMs: 100, clock, name: 'hedged' }).catch(() => undefined);

    expect(fn).toHaveBeenCalledTimes(12 + 11);
  });

  it('does nothing more when a clock fires what was given up', async () => {
    const fire: (() => void)[] = [];
    const clock = { now: () => 0, schedule: (callback: () => void) => (fire.push(callback), () => undefined) };
    const fn = vi.fn(() => 'answer');
    await hedge(fn, { delayMs: 100, clock, budget: retryBudget() });
    for (const callback of fire) callback();

    expect(fire).toHaveLength(1);
    expect(fn).toHaveBeenCalledTimes(1);
  });

  it('publishes each hedge, and each that won', async () => {
    const messages = await heard(['failsoft:hedge:started', 'failsoft:hedge:won'], async () => {
      const { clock, settle } = start({ name: 'prices' });
      await clock.advance(100);
      await settle(2, 'resolve', 'second');
      const first = new DeferredCall((fn) => hedge(fn, { delayMs: 100, clock, name: 'prices' }));
      first.resolve('first');
      await clock.advance(1_000);
      const failing = start();
      await failing.settle(1, 'resolve', new Response('', { status: 503 }));
      await failing.settle(2, 'resolve', new Response('', { status: 503 }));
    });

    expect(messages).toEqual([
      ['failsoft:hedge:started', { name: 'prices', attempt: 2 }],
      ['failsoft:hedge:won', { name: 'prices', attempt: 2 }],
      ['failsoft:hedge:started', { name: undefined, attempt: 2 }],
    ]);
  });
});

describe('hedge on a clock that throws', () => {
  const broken = (worksFor: number): HedgeOptions => ({
    delayMs: 5,
    max: 3,
    budget: retryBudget(),
    clock: {
      now: () => 0,
      schedule(callback) {
        if (worksFor-- <= 0) throw new Error('no timers here');
        const timer = setTimeout(callback, 5);
        return () => clearTimeout(timer);
      },
    },
  });

  it('makes no call, and leaves no listener behind', async () => {
    const caller = new AbortController();
    const fn = vi.fn(hang);

    await expect(hedge(fn, { ...broken(0), signal: caller.signal })).rejects.toThrow('no timers here');
    expect(fn).not.toHaveBeenCalled();
    expect(getEventListeners(caller.signal, 'abort')).toEqual([]);
  });

  it('gives up what is under way, where it throws in the middle', async () => {
    const signals: AbortSignal[] = [];

    await expect(hedge(({ signal }) => (signals.push(signal), hang()), broken(1))).rejects.toThrow('no timers here');
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });
});

describe('hedge under fake timers', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('calls once more when the test says so, and leaves no timer behind', async () => {
    vi.useFakeTimers();
    const fn = vi.fn(({ attempt }: { attempt: number }) => (attempt === 2 ? 'answer' : hang()));
    const call = hedge(fn, { delayMs: 100, max: 3, budget: retryBudget() });
    await vi.advanceTimersByTimeAsync(99);
    expect(fn).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);

    expect(await call).toBe('answer');
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('hedge, handed something wrong', () => {
  it.each([
    [undefined, { delayMs: 1 }, TypeError, '`fn` must be a function, received undefined'],
    [hang, undefined, TypeError, '`options` must be an object, received undefined'],
    [hang, {}, RangeError, '`delayMs` must be a positive finite number of milliseconds, received undefined'],
    [hang, { delayMs: 1, max: 0 }, RangeError, '`max` must be a positive integer, received 0'],
    [hang, { delayMs: 1, budget: {} }, RangeError, '`budget` must be a retryBudget, received [object Object]'],
  ])('hedge(%o, %o) throws at once', (fn, options, kind, message) => {
    expect((): unknown => Reflect.apply(hedge, undefined, [fn, options])).toThrow(new kind(`Cannot hedge: ${message}`));
  });
});
