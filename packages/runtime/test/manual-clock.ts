import type { Clock } from '../src/index.js';

interface Timer {
  readonly atMs: number;
  readonly callback: () => void;
}

/** A monotonic clock whose hands the test turns. Starts at an odd time, as `performance.now()` does. */
export class ManualClock implements Clock {
  #nowMs = 1_234.5;
  readonly #timers = new Set<Timer>();

  /** How many timers have neither fired nor been given up. */
  get pending(): number {
    return this.#timers.size;
  }

  now(): number {
    return this.#nowMs;
  }

  schedule(callback: () => void, delayMs: number): () => void {
    const timer = { atMs: this.#nowMs + delayMs, callback };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  /** Turns the hands, and fires nothing. */
  step(ms: number): void {
    this.#nowMs += ms;
  }

  /** Fires what is due on the way, in order, and lets promises settle after each. */
  async advance(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms;
    await promisesSettled();
    for (let next = this.#nextUntil(endMs); next !== undefined; next = this.#nextUntil(endMs)) {
      this.#timers.delete(next);
      this.#nowMs = next.atMs;
      next.callback();
      await promisesSettled();
    }
    this.#nowMs = endMs;
  }

  /** Timers of the same time fire in the order in which they were scheduled. */
  #nextUntil(endMs: number): Timer | undefined {
    const due = [...this.#timers].filter(({ atMs }) => atMs <= endMs);
    return due.reduce<Timer | undefined>((first, timer) => (first && first.atMs <= timer.atMs ? first : timer), undefined);
  }
}

/** All that promises alone can settle is settled then. */
export async function promisesSettled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
