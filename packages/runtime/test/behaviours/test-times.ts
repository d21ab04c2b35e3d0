import { vi } from 'vitest';
import { ManualClock, promisesSettled } from '../manual-clock.js';
import type { TestTime } from './contract.js';

/** A clock that is handed to the policy. */
export function manualTime(): TestTime {
  const clock = new ManualClock();
  return {
    clock,
    pending: () => clock.pending,
    advance: (ms) => clock.advance(ms),
    settled: promisesSettled,
    stepWallClock: (ms) => vi.setSystemTime(Date.now() + ms),
  };
}

/** No clock is handed over: vitest's fake timers stand in for those of the host. Undone by `vi.useRealTimers()`. */
export function fakeTimersTime(): TestTime {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'] });
  return {
    clock: undefined,
    pending: () => vi.getTimerCount(),
    advance: async (ms) => {
      await vi.advanceTimersByTimeAsync(ms);
      await promisesSettled();
    },
    settled: promisesSettled,
    stepWallClock: (ms) => vi.setSystemTime(Date.now() + ms),
  };
}
