/** Timers that fire late, as they do when the event loop was busy. */
import { describe, expect, it } from 'vitest';
import { dependency, retry, type Clock } from '../src/index.js';
import { fail, ignore } from './broken.js';
import { promisesSettled } from './manual-clock.js';

/** Time passes, and nothing fires before `wakeUp`. */
class BusyClock implements Clock {
  nowMs = 0;
  readonly delays: number[] = [];
  readonly #due = new Set<() => void>();

  now(): number {
    return this.nowMs;
  }

  schedule(callback: () => void, delayMs: number): () => void {
    this.delays.push(delayMs);
    this.#due.add(callback);
    return () => void this.#due.delete(callback);
  }

  async wakeUp(): Promise<void> {
    for (const callback of [...this.#due]) {
      this.#due.delete(callback);
      callback();
      await promisesSettled();
    }
  }
}

describe.each<[string, (fn: () => Promise<unknown>, clock: Clock) => Promise<unknown>]>([
  ['retry', (fn, clock) => retry(fn, { name: 'late', timeoutMs: 1_000, baseDelayMs: 100, clock })],
  ['a dependency', (fn, clock) => dependency({ name: 'late too', timeoutMs: 1_000, retry: { baseDelayMs: 100 }, clock }).run(fn)],
])('a wait of %s that ends after the deadline', (_name, run) => {
  it('is not followed by a call', async () => {
    const clock = new BusyClock();
    let calls = 0;
    let rejection: unknown;
    run(() => {
      calls++;
      return fail();
    }, clock).catch((error: unknown) => (rejection = error));
    await promisesSettled();
    expect(calls).toBe(1);
    clock.nowMs = 1_500;
    await clock.wakeUp();

    expect(calls).toBe(1);
    expect(rejection).toMatchObject({ name: 'TimeoutError', timeoutMs: 1_000, cause: { message: 'down' } });
    expect(Math.min(...clock.delays)).toBeGreaterThan(0);
  });
});

describe('a call whose turn comes after its time is up', () => {
  it('is not made', async () => {
    const clock = new BusyClock();
    const reports = dependency({ name: 'reports', timeoutMs: 1_000, bulkhead: { maxConcurrent: 1, maxQueue: 1 }, clock });
    let free: (value: unknown) => void = ignore;
    let calls = 0;
    const first = reports.run(() => new Promise((resolve) => (free = resolve)));
    const second = reports.run(() => calls++).then(() => 'answered', String);
    clock.nowMs = 1_500;
    free('answer');
    await first;
    await promisesSettled();
    await clock.wakeUp();

    expect(calls).toBe(0);
    expect(await second).toMatch(/^TimeoutError/);
  });
});
