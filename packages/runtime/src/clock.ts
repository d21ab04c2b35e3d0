/**
 * The time a policy lives by: a monotonic reading and one-shot timers.
 *
 * Every policy takes one as its `clock` option, so that a test can turn the hands itself. Under fake timers that
 * replace the global ones (vitest, sinon) no clock is needed.
 */
export interface Clock {
  /** Milliseconds since any fixed point. Must not step when the wall clock is set. */
  now(): number;
  /**
   * Calls `callback` once, after `delayMs`.
   *
   * @param delayMs Any positive finite number of milliseconds, also above 2^31-1.
   * @returns A function that gives the timer up; calling it late or twice does nothing.
   */
  schedule(callback: () => void, delayMs: number): () => void;
}

/** What a host's timer can count; it fires a longer delay after 1 ms. */
export const longestTimerMs = 2 ** 31 - 1;

/** The host's own clock. Its timers keep the process alive while they are pending. */
export const systemClock: Clock = {
  // The globals are read at each call, so that fake timers are seen whenever they are installed.
  now: () => performance.now(),
  schedule(callback, delayMs) {
    let timer: ReturnType<typeof setTimeout>;
    const wait = (leftMs: number): void => {
      const isLast = leftMs <= longestTimerMs;
      timer = isLast ? setTimeout(callback, leftMs) : setTimeout(() => wait(leftMs - longestTimerMs), longestTimerMs);
    };
    wait(delayMs);
    return () => clearTimeout(timer);
  },
};
