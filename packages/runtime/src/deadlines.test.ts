import { AsyncLocalStorage } from 'node:async_hooks';
import { stat } from 'node:fs/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { hang } from '../test/broken.js';
import { SteppedHost } from '../test/stepped-host.js';
import { circuitBreaker, dependency, withTimeout } from './index.js';

const outcomeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'answer',
    (error: unknown) => (error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'failure'),
  );

const wait = (ms: number): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, ms));

/** Copies of the module, as a host that is loaded afresh sees it. */
async function freshTimeout(): Promise<typeof withTimeout> {
  vi.resetModules();
  return (await import('./index.js')).withTimeout;
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('deadlines on the timers of the host', () => {
  it('are met to the millisecond or somewhat later, never sooner', async () => {
    const startMs = performance.now();
    const tookMs = await Promise.all(
      [5, 20, 20, 40, 5.5].map(async (timeoutMs) => {
        expect(await outcomeOf(withTimeout(hang, { timeoutMs }))).toBe('timeout');
        return performance.now() - startMs - timeoutMs;
      }),
    );

    expect(Math.min(...tookMs)).toBeGreaterThanOrEqual(0);
  });

  it('are met in their order, whenever they began and whichever of them were given up', async () => {
    const settled: number[] = [];
    const calls = [];
    for (let index = 0; index < 9; index++) {
      const answers = index % 3 === 1;
      const fn = answers ? () => wait(10) : hang;
      calls.push(outcomeOf(withTimeout(fn, { timeoutMs: 30 })).then((outcome) => settled.push(outcome === 'timeout' ? index : -1)));
      await wait(3);
    }
    await Promise.all(calls);

    expect(settled.filter((index) => index >= 0)).toEqual([0, 2, 3, 5, 6, 8]);
  });

  it('share a timer when they are of one length', async () => {
    const fresh = vi.fn(setTimeout);
    vi.stubGlobal('setTimeout', fresh);
    const timeout = await freshTimeout();
    await Promise.all(Array.from({ length: 1_000 }, () => timeout(() => Promise.resolve(), { timeoutMs: 10_000 })));
    const held = Array.from({ length: 1_000 }, () => outcomeOf(timeout(hang, { timeoutMs: 25 })));
    const outcomes = await Promise.all(held);

    expect(new Set(outcomes)).toEqual(new Set(['timeout']));
    // For 2,000 calls: one that ends soon, and one for each millisecond in which some of them are due.
    expect(fresh.mock.calls.length).toBeLessThan(100);
  });

  it('leave no timer behind when the calls are over', async () => {
    const pending = new Set<unknown>();
    vi.stubGlobal('setTimeout', (callback: () => void, ms: number) => {
      const timer = realSetTimeout(() => {
        pending.delete(timer);
        callback();
      }, ms);
      pending.add(timer);
      return timer;
    });
    vi.stubGlobal('clearTimeout', (timer: NodeJS.Timeout) => {
      pending.delete(timer);
      realClearTimeout(timer);
    });
    const timeout = await freshTimeout();
    await timeout(() => realWait(10), { timeoutMs: 60_000 });
    await timeout(() => Promise.resolve(), { timeoutMs: 60_000 });
    await realWait(10);

    expect(pending.size).toBe(0);
  });

  it('work in a browser, whose timers refuse to be called as methods', async () => {
    const pending = vi.fn(function (this: unknown, callback: () => void, ms: number) {
      expect(this).toBeUndefined();
      return realSetTimeout(callback, ms);
    });
    const given = vi.fn(function (this: unknown, timer: NodeJS.Timeout) {
      expect(this).toBeUndefined();
      realClearTimeout(timer);
    });
    vi.stubGlobal('setTimeout', pending);
    vi.stubGlobal('clearTimeout', given);
    const timeout = await freshTimeout();

    expect(await timeout(() => realWait(5), { timeoutMs: 1_000 }).then(() => 'answer')).toBe('answer');
    expect(pending).toHaveBeenCalled();
    expect(given).toHaveBeenCalled();
  });

  it('work again when the host has refused to start a timer', async () => {
    let isRefused = true;
    vi.stubGlobal('setTimeout', (callback: () => void, ms: number) => {
      if (isRefused) throw new Error('not now');
      return realSetTimeout(callback, ms);
    });
    const timeout = await freshTimeout();
    await expect(timeout(hang, { timeoutMs: 10 })).rejects.toThrow('not now');
    isRefused = false;

    expect(await outcomeOf(timeout(hang, { timeoutMs: 10 }))).toBe('timeout');
  });

  it('have a timer each on the edge, where a timer goes with the request that set it', async () => {
    vi.stubGlobal('navigator', { userAgent: 'Cloudflare-Workers' });
    const timers = vi.fn(setTimeout);
    vi.stubGlobal('setTimeout', timers);
    const timeout = await freshTimeout();
    await Promise.all([1, 2, 3].map(() => timeout(() => Promise.resolve(), { timeoutMs: 10_000 })));

    expect(timers.mock.calls.map(([, ms]) => ms)).toEqual([10_000, 10_000, 10_000]);
  });
});

const realSetTimeout = setTimeout;
const realClearTimeout = clearTimeout;
const realWait = (ms: number): Promise<unknown> => new Promise((resolve) => realSetTimeout(resolve, ms));

/** Nothing else runs meanwhile in this thread; other threads do. */
function block(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

describe('when the event loop was blocked beyond a deadline', () => {
  it('a call that has been answered meanwhile is answered, and its circuit stays closed', async () => {
    const breaker = circuitBreaker({ name: 'disk', failureThreshold: 1 });
    const disk = dependency({ name: 'disk', timeoutMs: 20, breaker });
    await new Promise(setImmediate); // timers are next in the loop then
    const call = outcomeOf(disk.run(() => stat('.')));
    block(1_000); // the disk has answered by then, however busy the machine is

    expect(await call).toBe('answer');
    expect(breaker.state).toBe('closed');
  });

  it('a call that has not is given up a turn of the loop later', async () => {
    const { host, timeout, settled, note } = await steppedHost();
    note('call', timeout(hang, { timeoutMs: 20 }));
    note('later', timeout(() => host.wait(150), { timeoutMs: 200 }));
    await host.turn(100);
    expect(settled).toEqual([]);
    await host.turn(1);
    expect(settled).toEqual(['call: timeout']);
    await host.turn(49);

    expect(settled).toEqual(['call: timeout', 'later: answer']);
  });

  it('also where every turn of it is a long one', async () => {
    const { host, timeout, settled, note } = await steppedHost();
    note('20 ms', timeout(hang, { timeoutMs: 20 }));
    note('30 ms', timeout(hang, { timeoutMs: 30 }));
    for (let turn = 0; turn < 3; turn++) await host.turn(15);

    expect(settled.toSorted()).toEqual(['20 ms: timeout', '30 ms: timeout']);
  });
});

/** What settles on a host of which the test turns the loop. */
async function steppedHost() {
  const host = new SteppedHost();
  host.install();
  const timeout = await freshTimeout();
  const settled: string[] = [];
  const note = (name: string, call: Promise<unknown>): void => void outcomeOf(call).then((outcome) => settled.push(`${name}: ${outcome}`));
  return { host, timeout, settled, note };
}

describe('deadlines under fake timers', () => {
  it('are those of the fake ones, also while real ones are pending', async () => {
    const before = outcomeOf(withTimeout(hang, { timeoutMs: 40 }));
    vi.useFakeTimers();
    const settled = vi.fn();
    void withTimeout(hang, { timeoutMs: 40 }).catch(settled);
    expect(vi.getTimerCount()).toBe(1);
    expect(await before).toBe('timeout');
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(40);

    expect(settled).toHaveBeenCalledTimes(1);
  });

  it('are exact when they were installed before the module was loaded', async () => {
    vi.useFakeTimers();
    const timeout = await freshTimeout();
    const settled = vi.fn();
    await vi.advanceTimersByTimeAsync(10);
    void timeout(hang, { timeoutMs: 5_000 }).catch(settled);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);

    expect(settled).toHaveBeenCalledTimes(1);
  });

  it('are those of the host again when they are gone', async () => {
    vi.useFakeTimers();
    vi.useRealTimers();

    expect(await outcomeOf(withTimeout(hang, { timeoutMs: 10 }))).toBe('timeout');
  });
});

it('a deadline on a shared timer is told in the context of its own call', async () => {
  const request = new AsyncLocalStorage<string>();
  const seen: unknown[] = [];
  const call = (name: string): Promise<string> =>
    request.run(name, () =>
      outcomeOf(
        withTimeout(({ signal }) => (signal.addEventListener('abort', () => seen.push(request.getStore())), hang()), { timeoutMs: 20 }),
      ),
    );
  await Promise.all(['a', 'b', 'c'].map(call));

  expect(seen).toEqual(['a', 'b', 'c']);
});
