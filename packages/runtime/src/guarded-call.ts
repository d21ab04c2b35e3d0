import { onAbort } from './abort.js';
import type { Slots } from './bulkhead/slots.js';
import type { Admission, Circuit } from './circuit-breaker/circuit.js';
import type { Outcome } from './circuit-breaker/verdict.js';
import { systemClock, type Clock } from './clock.js';
import { startDeadline, type Deadline } from './deadlines.js';
import { faults } from './faults.js';
import { LazySignal } from './lazy-signal.js';
import { isObserved, publish } from './telemetry/channels.js';
import { TimeoutError } from './timeout/timeout-error.js';

/** What a function that is called is handed. */
export interface CallContext {
  /**
   * Aborts when the time is up (with the `TimeoutError` as reason) or when the caller gives up (with the caller's
   * reason); never after an answer. Made when it is first read, since a signal is dear.
   */
  readonly signal: AbortSignal;
  /** 1, and one more for each retry. */
  readonly attempt: number;
}

/** The call of the dependency. */
export type Guarded<Value> = (context: CallContext) => Value | PromiseLike<Value>;

/**
 * What one attempt of a call passes through, in the one order that holds together: from the outside to the inside the
 * time that is left, the circuit, the slots, the time of an attempt.
 */
export interface Guards {
  readonly name?: string | undefined;
  readonly timeoutMs?: number | undefined;
  readonly circuit?: Circuit | undefined;
  readonly slots?: Slots | undefined;
  /** Without the wait for a slot. */
  readonly attemptTimeoutMs?: number | undefined;
  readonly clock?: Clock | undefined;
}

/** Calls `fn` through all of the guards at once: a promise for each of them would cost more than what they do. */
export function guardedCall<Value>(fn: Guarded<Value>, guards: Guards, signal: AbortSignal | undefined): Promise<Value> {
  return new Promise((resolve, reject) => new GuardedCall(fn, guards, resolve, reject).start(signal));
}

/** One attempt: what `fn` is handed, its deadline, its admission and the settling in one object, since calls are many. */
export class GuardedCall<Value> extends LazySignal implements CallContext, Deadline, Admission {
  before: Deadline | undefined;
  after: Deadline | undefined;
  dueMs = 0;
  timer: Deadline['timer'];
  era = 0;
  startMs = 0;
  attempt = 1;
  /** What the attempt before failed with. */
  cause: unknown;
  readonly #fn: Guarded<Value>;
  readonly #guards: Guards;
  readonly #resolve: (value: Value) => void;
  readonly #reject: (reason: unknown) => void;
  #isCalled = false;
  #isSettled = false;
  #isTimerShared = false;
  #wake: (() => void) | undefined;
  #limitMs = 0;
  #leaveQueue: (() => void) | undefined;
  #stopListening: (() => void) | undefined;

  constructor(fn: Guarded<Value>, guards: Guards, resolve: (value: Value) => void, reject: (reason: unknown) => void) {
    super();
    this.#fn = faults.inject?.(fn, guards) ?? fn;
    this.#guards = guards;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  /** @param leftMs Of the time of the call as a whole. */
  start(signal: AbortSignal | undefined, leftMs = this.#guards.timeoutMs ?? Infinity): void {
    const { circuit, slots, attemptTimeoutMs, timeoutMs } = this.#guards;
    if (leftMs <= 0 && !signal?.aborted) {
      this.#timeOut(timeoutMs);
      return;
    }
    const rejection = signal?.aborted ? signal.reason : circuit?.admit(this);
    if (signal?.aborted || rejection !== undefined) {
      // Not at once: hosts keep a list of rejections that nobody handles yet, and that takes as long again.
      void Promise.resolve().then(() => this.#reject(rejection));
      return;
    }
    const mustWait = slots?.take() === false;
    try {
      if (signal !== undefined) this.#stopListening = onAbort(signal, () => this.#giveUp(signal.reason));
      // Before `fn`, whose synchronous part is a part of the time.
      this.#limit(leftMs, mustWait ? undefined : attemptTimeoutMs);
      if (mustWait) this.#queue(slots, leftMs);
    } catch (error) {
      this.#giveUp(error); // no timer: the clock is somebody's own, or the host has none outside of a request
    }
    if (!mustWait) this.#call();
  }

  override get signal(): AbortSignal {
    this.#keepContext();
    return super.signal;
  }

  onDue(): void {
    if (this.#wake === undefined) this.#timeOut();
    else this.#wake();
  }

  /** A shared timer fires in the context (`AsyncLocalStorage`) of another call: whoever is told of it is to see that of this one. */
  #keepContext(): void {
    if (!this.#isTimerShared || this.#wake !== undefined) return;
    void new Promise<void>((resolve) => (this.#wake = resolve)).then(() => this.#timeOut());
  }

  #timeOut(timeoutMs = this.#limitMs): void {
    if (this.#isSettled) return; // a clock of somebody's own may fire what was given up
    const { name, slots } = this.#guards;
    const hasWaited = !this.#isCalled && this.#leaveQueue !== undefined;
    this.#leaveQueue?.();
    const error = new TimeoutError(timeoutMs, name, hasWaited ? slots?.fullError() : this.cause);
    // One that waited for its turn says nothing of the dependency.
    this.#giveUp(error, this.#isCalled ? { error } : undefined);
    publish('timeout:timed-out', { name, timeoutMs });
  }

  #queue(slots: Slots, leftMs: number): void {
    const { attemptTimeoutMs = Infinity, clock = systemClock } = this.#guards;
    const endMs = leftMs + clock.now();
    const onTurn = (): void => {
      try {
        const leftNowMs = endMs - clock.now();
        if (leftNowMs <= 0) {
          this.#timeOut(); // its timer is late
        } else if (attemptTimeoutMs < leftNowMs && !this.#isSettled) {
          this.timer?.stop(this);
          this.#limit(leftNowMs, attemptTimeoutMs);
        }
      } catch (error) {
        this.#giveUp(error);
      }
      this.#call();
    };
    // A promise, since whoever hands the slot on does so in the context of another call.
    const turn = new Promise<void>((resolve) => (this.#leaveQueue = slots.join(resolve, (error) => this.#giveUp(error))));
    turn.then(onTurn, (error: unknown) => this.#giveUp(error));
  }

  #limit(leftMs: number, attemptMs = Infinity): void {
    const { timeoutMs = 0, clock } = this.#guards;
    const delayMs = Math.min(leftMs, attemptMs);
    if (delayMs === Infinity) return;
    this.#limitMs = attemptMs < leftMs ? attemptMs : timeoutMs;
    this.#isTimerShared = startDeadline(this, delayMs, clock);
    if (this.#isTimerShared && isObserved('timeout:timed-out')) this.#keepContext();
  }

  /** With a slot. */
  #call(): void {
    const { slots } = this.#guards;
    if (this.#isSettled) {
      slots?.free(); // given up since it had its turn
      return;
    }
    this.#isCalled = true;
    // Both outcomes are always handled here, so a late rejection is never an unhandled one.
    this.#answer().then(
      (value) => {
        if (this.#settle({ value })) this.#resolve(value);
        slots?.free();
      },
      (error: unknown) => {
        if (this.#settle({ error })) this.#reject(error);
        slots?.free();
      },
    );
  }

  #answer(): Promise<Value> {
    try {
      return Promise.resolve(this.#fn(this));
    } catch (error) {
      return Promise.resolve().then(() => {
        throw error;
      });
    }
  }

  #giveUp(reason: unknown, outcome?: Outcome): void {
    if (!this.#settle(outcome)) return;
    this.#leaveQueue?.();
    this.#reject(reason);
    this.abort(reason);
  }

  /** @returns Whether it is for the caller to be told: what comes late is dropped. */
  #settle(outcome: Outcome | undefined): boolean {
    if (this.#isSettled) return false;
    this.#isSettled = true;
    try {
      this.timer?.stop(this);
      this.#stopListening?.();
      this.#guards.circuit?.settle(this, outcome);
      return true;
    } catch (error) {
      this.#reject(error); // of a clock of somebody's own
      return false;
    }
  }
}
