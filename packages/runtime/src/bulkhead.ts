import { onAbort } from './abort.js';
import { BulkheadFullError } from './bulkhead-full-error.js';
import { publish } from './channels.js';
import { systemClock, type Clock } from './clock.js';
import { clockKind, duration, naturalNumber, positiveInteger, requireOptions, text } from './options.js';
import { stackless } from './stackless.js';
import { WaitingLine } from './waiting-line.js';
import { wrapWith } from './wrap.js';

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
   * Gives the call up while it waits: it leaves the queue at once. One that runs has to be handed the signal itself.
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
   * @param fn The call. May throw: that is a rejection.
   * @returns What `fn` answers with. Rejects without a call of `fn` with a `BulkheadFullError`, or with `signal.reason` as
   * it is if the caller aborts before its turn; or with whatever `fn` rejects with.
   */
  run<Value>(fn: () => Value | PromiseLike<Value>, options?: BulkheadRunOptions): Promise<Value>;
  /** Makes a function that is called through this bulkhead, with the same parameters and `this`. */
  wrap<This, Args extends unknown[], Value>(
    fn: (this: This, ...args: Args) => Value | PromiseLike<Value>,
  ): (this: This, ...args: Args) => Promise<Value>;
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
  const required = { name: text, maxConcurrent: positiveInteger };
  const optional = { maxQueue: naturalNumber, queueTimeoutMs: duration, clock: clockKind };
  requireOptions('Cannot create a bulkhead', options, required, optional);
  return new Slots(options);
}

class Slots implements Bulkhead {
  readonly #options: BulkheadOptions;
  readonly #line = new WaitingLine();
  #running = 0;

  constructor(options: BulkheadOptions) {
    this.#options = options;
  }

  get name(): string {
    return this.#options.name;
  }

  get running(): number {
    return this.#running;
  }

  get queued(): number {
    return this.#line.size;
  }

  async run<Value>(fn: () => Value | PromiseLike<Value>, options?: BulkheadRunOptions): Promise<Value> {
    const signal = options?.signal;
    signal?.throwIfAborted();
    if (this.#running < this.#options.maxConcurrent) this.#running++;
    else await this.#turn(signal);
    try {
      signal?.throwIfAborted(); // between the turn and now
      return await fn();
    } finally {
      // A slot that is handed on stays taken: nobody can come in between.
      if (!this.#line.callNext()) this.#running--;
    }
  }

  wrap<This, Args extends unknown[], Value>(
    fn: (this: This, ...args: Args) => Value | PromiseLike<Value>,
  ): (this: This, ...args: Args) => Promise<Value> {
    return wrapWith((call) => this.run(call), fn);
  }

  /** Resolves with a slot that is taken. */
  #turn(signal: AbortSignal | undefined): Promise<void> {
    const { maxQueue = 0 } = this.#options;
    if (this.queued >= maxQueue) throw this.#fullError();
    return new Promise((resolve, reject) => this.#wait(signal, resolve, reject));
  }

  #wait(signal: AbortSignal | undefined, onTurn: () => void, onGivenUp: (reason: unknown) => void): void {
    const { queueTimeoutMs, clock = systemClock } = this.#options;
    const leave = this.#line.join(() => {
      stopWaiting();
      onTurn();
    });
    const giveUp = (reasonOf: () => unknown): void => {
      if (!leave()) return; // a clock of somebody's own may fire what was given up
      stopWaiting();
      onGivenUp(reasonOf());
    };
    const stopTimer = queueTimeoutMs === undefined ? undefined : clock.schedule(() => giveUp(() => this.#fullError()), queueTimeoutMs);
    const stopListening = signal && onAbort(signal, () => giveUp(() => signal.reason));
    const stopWaiting = (): void => {
      stopTimer?.();
      stopListening?.();
    };
  }

  #fullError(): BulkheadFullError {
    const { name, running, queued } = this;
    publish('bulkhead:rejected', { name, running, queued });
    return stackless(() => new BulkheadFullError(name, running, queued));
  }
}
