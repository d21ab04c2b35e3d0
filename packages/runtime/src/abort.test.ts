import { getEventListeners } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { ignore } from '../test/broken.js';
import { onAbort } from './abort.js';

describe('onAbort', () => {
  it('calls everybody who waits, once, in order', () => {
    const controller = new AbortController();
    const called: string[] = [];
    onAbort(controller.signal, () => called.push('first'));
    onAbort(controller.signal, () => called.push('second'));
    controller.abort();
    controller.abort();

    expect(called).toEqual(['first', 'second']);
  });

  it('does not call one who stopped waiting, even during the abort', () => {
    const controller = new AbortController();
    const callback = vi.fn();
    onAbort(controller.signal, () => stop());
    const stop = onAbort(controller.signal, callback);
    controller.abort();

    expect(callback).not.toHaveBeenCalled();
  });

  it('has one listener while somebody waits, and none otherwise', () => {
    const { signal } = new AbortController();
    const stops = [onAbort(signal, () => 1), onAbort(signal, () => 2)];
    const listeners: number[] = [];
    for (const stop of [...stops, ...stops]) {
      listeners.push(getEventListeners(signal, 'abort').length);
      stop();
    }
    listeners.push(getEventListeners(signal, 'abort').length);

    expect(listeners).toEqual([1, 1, 0, 0, 0]);
  });

  it('does not let one who stops twice stop another who came since', () => {
    const controller = new AbortController();
    const stop = onAbort(controller.signal, ignore);
    stop();
    const callback = vi.fn();
    onAbort(controller.signal, callback);
    stop();
    controller.abort();

    expect(callback).toHaveBeenCalledTimes(1);
  });

  it('leaves the listeners of others alone', () => {
    const { signal } = new AbortController();
    signal.addEventListener('abort', ignore);
    onAbort(signal, ignore)();

    expect(getEventListeners(signal, 'abort')).toEqual([ignore]);
  });
});
