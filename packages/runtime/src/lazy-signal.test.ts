import { expect, it, vi } from 'vitest';
import { LazySignal } from './lazy-signal.js';

it('a lazy signal is made when it is first read, and once', () => {
  const AbortControllerOfHost = vi.spyOn(globalThis, 'AbortController');
  const lazy = new LazySignal();
  expect(AbortControllerOfHost).not.toHaveBeenCalled();

  expect(lazy.signal).toBe(lazy.signal);
  expect(AbortControllerOfHost).toHaveBeenCalledTimes(1);
  AbortControllerOfHost.mockRestore();
});

it('a lazy signal aborts with the first reason, whether it was read before or is read after', () => {
  const readBefore = new LazySignal();
  const readAfter = new LazySignal();
  expect(readBefore.signal.aborted).toBe(false);
  for (const lazy of [readBefore, readAfter]) {
    lazy.abort('first');
    lazy.abort('second');
  }

  expect([readBefore.signal.reason, readAfter.signal.reason]).toEqual(['first', 'first']);
});
