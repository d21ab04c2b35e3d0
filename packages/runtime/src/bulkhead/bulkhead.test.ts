import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { getEventListeners } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { fail, hang } from '../../test/broken.js';
import { DeferredCall } from '../../test/deferred.js';
import { ManualClock, promisesSettled } from '../../test/manual-clock.js';
import { bulkhead, BulkheadFullError, type Bulkhead } from '../index.js';

const countsOf = ({ running, queued }: Bulkhead): object => ({ running, queued });

describe('a bulkhead', () => {
  it('runs as many at a time as it may, and rejects the next if none may wait', async () => {
    const reports = bulkhead({ name: 'reports', maxConcurrent: 2 });
    const fn = vi.fn(hang);
    void reports.run(fn);
    void reports.run(fn);

    await expect(reports.run(fn)).rejects.toMatchObject({
      name: 'BulkheadFullError',
      message: 'reports was not called: its bulkhead is full (2 running, 0 queued)',
      dependency: 'reports',
      running: 2,
      queued: 0,
    });
    expect(fn).toHaveBeenCalledTimes(2);
    expect(countsOf(reports)).toEqual({ running: 2, queued: 0 });
  });

  it('serves first who came first', async () => {
    const reports = bulkhead({ name: 'reports', maxConcurrent: 1, maxQueue: 3 });
    const order: number[] = [];
    const calls = [1, 2, 3, 4].map((number) => reports.run(() => order.push(number)));
    expect(countsOf(reports)).toEqual({ running: 1, queued: 3 });

    expect(await Promise.all(calls)).toEqual([1, 2, 3, 4]);
    expect(order).toEqual([1, 2, 3, 4]);
    expect(countsOf(reports)).toEqual({ running: 0, queued: 0 });
  });

  it('lets nobody in between the one who leaves and the one whose turn it is', async () => {
    const reports = bulkhead({ name: 'reports', maxConcurrent: 1, maxQueue: 1 });
    const first = new DeferredCall<void>((fn) => reports.run(fn));
    const second = new DeferredCall<void>((fn) => reports.run(fn));
    const thirds: DeferredCall<void>[] = [];
    first.resolve();
    // At every turn of the hand-over somebody else wants in.
    for (let turn = 0; turn < 10; turn++) {
      await Promise.resolve();
      thirds.push(new DeferredCall<void>((fn) => reports.run(fn)));
      expect(reports.running).toBe(1);
    }
    await promisesSettled();

    expect(second.isStarted).toBe(true);
    expect(thirds.filter(({ isStarted }) => isStarted)).toEqual([]);
    expect(countsOf(reports)).toEqual({ running: 1, queued: 1 });
  });

  it('frees the slot of whatever fails or throws', async () => {
    const reports = bulkhead({ name: 'reports', maxConcurrent: 1 });
    await expect(reports.run(fail)).rejects.toThrow('down');
    const throwing = reports.run(() => {
      throw new Error('at once');
    });
    await expect(throwing).rejects.toThrow('at once');

    expect(countsOf(reports)).toEqual({ running: 0, queued: 0 });
  });

  it('lets one who aborts leave the queue at once', async () => {
    const reports = bulkhead({ name: 'reports', maxConcurrent: 1, maxQueue: 1 });
    void reports.run(hang);
    const caller = new AbortController();
    const fn = vi.fn();
    const call = reports.run(fn, { signal: caller.signal });
    await expect(reports.run(fn)).rejects.toBeInstanceOf(BulkheadFullError);
    caller.abort('gone');
    expect(countsOf(reports)).toEqual({ running: 1, queued: 0 });

    await expect(call).rejects.toBe('gone');
    await expect(reports.run(fn, { signal: caller.signal })).rejects.toBe('gone');
    expect(fn).not.toHaveBeenCalled();
    expect(getEventListeners(caller.signal, 'abort')).toEqual([]);
  });

  it('does not call for one who aborts between the turn and the call, and serves the next', async () => {
    const reports = bulkhead({ name: 'reports', maxConcurrent: 1, maxQueue: 2 });
    const first = new DeferredCall<void>((fn) => reports.run(fn));
    const caller = new AbortController();
    const fn = vi.fn();
    const second = reports.run(fn, { signal: caller.signal });
    const third = reports.run(() => 3);
    first.resolve();
    for (let turn = 0; reports.queued === 2 && turn < 10; turn++) await Promise.resolve();
    caller.abort('gone');

    await expect(second).rejects.toBe('gone');
    expect(fn).not.toHaveBeenCalled();
    expect(await third).toBe(3);
    expect(countsOf(reports)).toEqual({ running: 0, queued: 0 });
  });

  it('keeps the slot of one who aborts while running, until the work settles', async () => {
    const reports = bulkhead({ name: 'reports', maxConcurrent: 1 });
    const caller = new AbortController();
    const call = new DeferredCall<void>((fn) => reports.run(fn, { signal: caller.signal }));
    caller.abort('gone');
    await promisesSettled();
    expect(call.outcome).toEqual({ error: 'gone' });
    expect(reports.running).toBe(1);
    call.resolve();
    await promisesSettled();

    expect(reports.running).toBe(0);
  });

  it('rejects who has waited for too long, and leaves no timer behind', async () => {
    const clock = new ManualClock();
    const reports = bulkhead({ name: 'reports', maxConcurrent: 1, maxQueue: 2, queueTimeoutMs: 100, clock });
    const first = new DeferredCall<void>((fn) => reports.run(fn));
    const second = new DeferredCall<void>((fn) => reports.run(fn));
    await clock.advance(60);
    const third = new DeferredCall<void>((fn) => reports.run(fn));
    await clock.advance(39);
    expect(second.outcome).toBeUndefined();
    await clock.advance(1);
    expect(second.errorName).toBe('BulkheadFullError');
    expect(countsOf(reports)).toEqual({ running: 1, queued: 1 });
    first.resolve();
    await promisesSettled();

    expect(third.isStarted).toBe(true);
    expect(clock.pending).toBe(0);
  });

  it('does nothing more when a clock fires what was given up', async () => {
    const fire: (() => void)[] = [];
    const clock = { now: () => 0, schedule: (callback: () => void) => (fire.push(callback), () => undefined) };
    const reports = bulkhead({ name: 'reports', maxConcurrent: 1, maxQueue: 1, queueTimeoutMs: 1, clock });
    await Promise.all([reports.run(() => 1), reports.run(() => 2)]);
    for (const callback of fire) callback();

    expect(fire).toHaveLength(1);
    expect(countsOf(reports)).toEqual({ running: 0, queued: 0 });
  });

  it('stays exact, and quick, when many thousands abort at once', async () => {
    const reports = bulkhead({ name: 'reports', maxConcurrent: 1, maxQueue: 50_000 });
    const first = new DeferredCall<void>((fn) => reports.run(fn));
    const caller = new AbortController();
    const calls = Array.from({ length: 50_000 }, (_, index) => reports.run(() => index, index % 5 === 0 ? {} : { signal: caller.signal }));
    caller.abort('gone');
    expect(countsOf(reports)).toEqual({ running: 1, queued: 10_000 });
    first.resolve();
    const settled = await Promise.allSettled(calls);

    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(10_000);
    expect(countsOf(reports)).toEqual({ running: 0, queued: 0 });
    expect(getEventListeners(caller.signal, 'abort')).toEqual([]);
  });

  it('publishes each rejection', async () => {
    const published: unknown[] = [];
    const note = (message: unknown): void => void published.push(message);
    subscribe('failsoft:bulkhead:rejected', note);
    const reports = bulkhead({ name: 'reports', maxConcurrent: 1 });
    await Promise.allSettled([reports.run(promisesSettled), reports.run(fail)]);
    unsubscribe('failsoft:bulkhead:rejected', note);

    expect(published).toEqual([{ name: 'reports', running: 1, queued: 0 }]);
  });

  it('calls a function that is wrapped with its arguments and its this', async () => {
    const reports = bulkhead({ name: 'reports', maxConcurrent: 1 });
    const price = reports.wrap(function (this: { currency: string }, amount: number) {
      return `${amount} ${this.currency}`;
    });
    const shop = { currency: 'EUR', price };

    expect(await shop.price(5)).toBe('5 EUR');
  });

  it.each([
    [undefined, TypeError, '`options` must be an object, received undefined'],
    [{ maxConcurrent: 1 }, RangeError, '`name` must be a string that is not empty, received undefined'],
    [{ name: 'a' }, RangeError, '`maxConcurrent` must be a positive integer, received undefined'],
    [{ name: 'a', maxConcurrent: 0 }, RangeError, '`maxConcurrent` must be a positive integer, received 0'],
    [{ name: 'a', maxConcurrent: 1, maxQueue: -1 }, RangeError, '`maxQueue` must be an integer that is not negative, received -1'],
    [{ name: 'a', maxConcurrent: 1, maxQueue: Infinity }, RangeError, '`maxQueue` must be an integer that is not negative, received Infinity'],
    [{ name: 'a', maxConcurrent: 1, queueTimeoutMs: 0 }, RangeError, '`queueTimeoutMs` must be a positive finite number of milliseconds, received 0'],
  ])('throws at once when handed %o', (options, kind, message) => {
    expect((): unknown => Reflect.apply(bulkhead, undefined, [options])).toThrow(new kind(`Cannot create a bulkhead: ${message}`));
  });
});
