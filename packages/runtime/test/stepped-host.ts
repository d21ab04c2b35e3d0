import { vi } from 'vitest';
import { promisesSettled } from './manual-clock.js';

interface Timer {
  readonly dueMs: number;
  readonly callback: () => void;
}

/** The timers and the monotonic clock of a host whose event loop turns when the test says so. */
export class SteppedHost {
  #nowMs = 1_234.5;
  readonly #timers = new Set<Timer>();

  /** For what is loaded from now on, until globals and mocks are restored. */
  install(): void {
    vi.stubGlobal('setTimeout', (callback: () => void, ms: number) => this.#start(callback, ms));
    vi.stubGlobal('clearTimeout', (timer: Timer) => this.#timers.delete(timer));
    vi.spyOn(performance, 'now').mockImplementation(() => this.#nowMs);
  }

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.#start(resolve, ms));
  }

  /** A turn that begins so many milliseconds after the last one: fires what is due, the first due first. What that starts is for a later turn. */
  async turn(afterMs: number): Promise<void> {
    this.#nowMs += afterMs;
    const due = [...this.#timers].filter(({ dueMs }) => dueMs <= this.#nowMs).sort((a, b) => a.dueMs - b.dueMs);
    for (const timer of due) {
      if (!this.#timers.delete(timer)) continue;
      timer.callback();
      await promisesSettled();
    }
  }

  /** As in Node, no timer is shorter than a millisecond. */
  #start(callback: () => void, ms: number): Timer {
    const timer = { dueMs: this.#nowMs + Math.max(1, ms), callback };
    this.#timers.add(timer);
    return timer;
  }
}
