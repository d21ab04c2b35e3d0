import { afterEach, describe, expect, it, vi } from 'vitest';
import { fail } from '../../test/broken.js';
import { fallback, FallbackError } from '../index.js';

describe('fallback', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);

  afterEach(() => {
    warn.mockClear();
  });

  it('answers with what the first function answers', async () => {
    const second = vi.fn(() => 2);

    expect(await fallback(() => Promise.resolve(1), second)).toBe(1);
    expect(second).not.toHaveBeenCalled();
  });

  it('answers with what the next one answers, and logs the failure by the name of the function', async () => {
    const recommendedBooks = fail;
    expect(await fallback(recommendedBooks, () => [])).toEqual([]);

    expect(warn.mock.calls).toEqual([['Fallback: fail failed, fallback 1 is asked: Error: down']]);
  });

  it('rejects with all errors when all fail', async () => {
    const call = fallback(() => fail(), () => fail());

    await expect(call).rejects.toBeInstanceOf(FallbackError);
    await expect(call).rejects.toThrow('The call has no answer: the first source failed with Error, fallback 1 failed with Error');
  });

  it('throws at once when handed something that is no function', () => {
    expect((): unknown => Reflect.apply(fallback, undefined, [fail, []])).toThrow(
      new TypeError('Cannot fall back: `fn` must be a function, received [object Array]'),
    );
    expect((): unknown => Reflect.apply(fallback, undefined, [])).toThrow(TypeError);
  });
});
