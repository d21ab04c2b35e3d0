import type { Clock } from '../clock.js';
import type { CallContext } from '../guarded-call.js';
import { clockKind, duration, naturalNumber, positiveInteger, requireOptions, text } from '../options.js';
import { Slots } from './slots.js';
import type { Wrap } from '../wrap.js';

/** How many calls may run at a time, and how many may wait. */
export interface BulkheadOptions {
  /** The dependency that is called, for the error and the telemetry. */
  readonly name: string;
  /** How many calls may run at a time. */
  readonly maxConcurrent: number;
  /**
   * How many calls may wait for their turn. Further calls are rejected at once.
   *
   * @default 0
   */
  readonly maxQueue?: number | undefined;
  /**
   * How long a call may wait for its turn: a positive finite number of milliseconds.
   *
   * @default undefined, for as long as it takes
   */
  readonly queueTimeoutMs?: number | undefined;
  /**
   * The time to live by.
   *
   * @default the host's clock
   */
  readonly clock?: Clock | undefined;
}

/** Who may give a call up. */
export interface BulkheadRunOptions {
  /**
   * Gives the call up: it leaves the queue at once, or its result is dropped. Its slot is held until it settles.
   * `undefined` is welcome.
   *
   * @default undefined
   */
  readonly signal?: AbortSignal | undefined;
}

/** Calls a dependency a few at a time. */
export interface Bulkhead {
  readonly name: string;
  /** How many calls have a slot: from their turn until they settle. */
  readonly running: number;
  /** How many calls wait for their turn. */
  readonly queued: number;
  /**
   * Calls `fn` when it is its turn: first come, first served. The slot is held until the call settles, however late
   * that is.
   *
   * Don't run a call inside a call of the same bulkhead: it may wait for a slot that is free only when the outer call has
   * settled, which waits for it.
   *
   * @param fn The call. May throw: that is a rejection.
   * @returns What `fn` answers with. Rejects without a call of `fn` with a `BulkheadFullError`; with `signal.reason` as it
   * is if the caller aborts; or with whatever `fn` rejects with.
   * @throws {TypeError} At once, if `fn` is no function or `options` no object.
   * @throws {RangeError} At once, if an option is not as documented; names it and the value received.
   */
  run<Value>(fn: (context: CallContext) => Value | PromiseLike<Value>, options?: BulkheadRunOptions): Promise<Value>;
  /** Makes a function that is called through this bulkhead, with the same parameters and `this`. */
  readonly wrap: Wrap;
}

/**
 * Makes a bulkhead: a limit to how many calls of a dependency run at a time, so that one that is slow can't take up
 * everything that the process has.
 *
 * A call that is given up by a timeout outside of the bulkhead still runs, and still has its slot: put `withTimeout`
 * inside only if the signal stops the work, since the slot is free when the function settles.
 *
 * @throws {TypeError} If `options` is no object.
 * @throws {RangeError} If an option is not as documented; names it and the value received.
 *
 * @example Two at a time, and one may wait
 * ```ts
 * import { bulkhead } from '@failsoft/runtime';
 * import assert from 'node:assert/strict';
 *
 * const reports = bulkhead({ name: 'reports', maxConcurrent: 2, maxQueue: 1, queueTimeoutMs: 5_000 });
 * const build = async (name: string) => `report of ${name}`;
 *
 * const calls = ['sales', 'stock', 'staff', 'taxes'].map((name) => reports.run(() => build(name)));
 * assert.equal(reports.running, 2);
 * assert.equal(reports.queued, 1);
 * await assert.rejects(Promise.all(calls), { name: 'BulkheadFullError' });
 * assert.equal(await calls[2], 'report of staff');
 * ```
 */
export function bulkhead(options: BulkheadOptions): Bulkhead {
  return createSlots(options);
}

/** As a policy needs it. */
export function createSlots(options: BulkheadOptions): Slots {
  const required = { name: text, maxConcurrent: positiveInteger };
  const optional = { maxQueue: naturalNumber, queueTimeoutMs: duration, clock: clockKind };
  requireOptions('Cannot create a bulkhead', options, required, optional);
  return new Slots(options);
}
