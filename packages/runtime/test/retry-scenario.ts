import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { vi, type Mock } from 'vitest';
import { retry, retryBudget, type CallContext, type RetryOptions } from '../src/index.js';
import { ManualClock } from './manual-clock.js';

interface StartedRetry<Value> {
  readonly call: Promise<Value>;
  readonly clock: ManualClock;
  /** When each attempt was made, in milliseconds since the first. */
  readonly calledAtMs: readonly number[];
  /** Called with what has come of it, when something has. */
  readonly settled: Mock;
}

/** A retry on a clock of the test, whose waits are as long as they can be, with a budget of its own. */
export function startRetry<Value>(fn: (context: CallContext) => Value | PromiseLike<Value>, options: RetryOptions = {}): StartedRetry<Value> {
  const clock = new ManualClock();
  const startMs = clock.now();
  const calledAtMs: number[] = [];
  const noted = (context: CallContext): Value | PromiseLike<Value> => {
    calledAtMs.push(clock.now() - startMs);
    return fn(context);
  };
  const settled = vi.fn();
  const call = retry(noted, { clock, random: () => 1, budget: retryBudget({ ratio: 10, burst: 100 }), ...options });
  call.then(
    (value) => void settled({ value }),
    (error: unknown) => void settled({ error }),
  );
  return { call, clock, calledAtMs, settled };
}

/** A function that fails with each of these, and then answers. */
export function failing(...errors: readonly unknown[]): () => Promise<string> {
  const left = [...errors];
  return async () => {
    await Promise.resolve();
    if (left.length > 0) throw left.shift();
    return 'answer';
  };
}

/** What is published on a channel meanwhile. */
export async function heard(channel: string, run: () => Promise<void>): Promise<readonly unknown[]> {
  const messages: unknown[] = [];
  const note = (message: unknown): void => void messages.push(message);
  subscribe(channel, note);
  await run();
  unsubscribe(channel, note);
  return messages;
}
