import { describe, expect, it, vi } from 'vitest';
import { promisesSettled } from '../../test/manual-clock.js';
import { mapWithLimit } from '../index.js';

describe('mapWithLimit', () => {
  it('answers in the order of the items, whatever settles first', async () => {
    const settles: (() => void)[] = [];
    const answers = mapWithLimit(['a', 'b', 'c'], 3, (item, index) => new Promise<string>((resolve) => settles.push(() => resolve(`${item}${index}`))));
    for (const settle of settles.toReversed()) settle();

    expect(await answers).toEqual(['a0', 'b1', 'c2']);
  });

  it.each([
    [1, 1],
    [3, 3],
    [10, 10],
    [Number.MAX_SAFE_INTEGER, 20],
  ])('with a limit of %i has %i of 20 calls running, never more', async (limit, expected) => {
    let running = 0;
    let most = 0;
    const answers = await mapWithLimit(Array.from({ length: 20 }).keys(), limit, async (item) => {
      most = Math.max(most, ++running);
      await promisesSettled();
      running--;
      return item;
    });

    expect(answers).toEqual([...Array.from({ length: 20 }).keys()]);
    expect(most).toBe(expected);
  });

  it('takes an item when there is room for it, and not before', async () => {
    let taken = 0;
    function* endless(): Generator<number> {
      for (;;) yield taken++;
    }
    void mapWithLimit(endless(), 3, () => new Promise(() => undefined));
    await promisesSettled();

    expect(taken).toBe(3);
  });

  it.each(['throws', 'rejects'])('rejects with the first failure when a call %s, and makes no further call', async (how) => {
    const down = new Error('down');
    const closed = vi.fn();
    function* items(): Generator<number> {
      try {
        for (let item = 0; item < 100; item++) yield item;
      } finally {
        closed();
      }
    }
    const fn = vi.fn((item: number) => {
      if (item === 4 && how === 'throws') throw down;
      return item === 4 ? Promise.reject(down) : promisesSettled();
    });

    await expect(mapWithLimit(items(), 2, fn)).rejects.toBe(down);
    const calls = fn.mock.calls.length;
    await promisesSettled();
    await promisesSettled();
    expect(fn).toHaveBeenCalledTimes(calls);
    expect(calls).toBeLessThanOrEqual(6);
    expect(closed).toHaveBeenCalledTimes(1);
  });

  it('makes no rejection of a later failure unhandled', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    await expect(mapWithLimit([1, 2, 3], 3, (item) => promisesSettled().then(() => Promise.reject(new Error(String(item)))))).rejects.toThrow('1');
    await promisesSettled();
    process.off('unhandledRejection', unhandled);

    expect(unhandled).not.toHaveBeenCalled();
  });

  it('rejects when the iterable throws', async () => {
    function* broken(): Generator<number> {
      yield 1;
      throw new Error('broken');
    }

    await expect(mapWithLimit(broken(), 5, (item) => item)).rejects.toThrow('broken');
  });

  it('answers nothing for nothing, and takes a text by character', async () => {
    expect(await mapWithLimit([], 5, (item) => item)).toEqual([]);
    expect(await mapWithLimit('abc', 2, (item) => item.toUpperCase())).toEqual(['A', 'B', 'C']);
  });

  it.each([
    [[5, 1, vi.fn()], TypeError, '`items` must be an iterable, received 5'],
    [[undefined, 1, vi.fn()], TypeError, '`items` must be an iterable, received undefined'],
    [[[], 1, undefined], TypeError, '`fn` must be a function, received undefined'],
    [[[], 0, vi.fn()], RangeError, '`limit` must be a positive integer, received 0'],
    [[[], Infinity, vi.fn()], RangeError, '`limit` must be a positive integer, received Infinity'],
  ])('throws at once when handed %o', (args, kind, message) => {
    expect((): unknown => Reflect.apply(mapWithLimit, undefined, args)).toThrow(new kind(`Cannot map with a limit: ${message}`));
  });
});
