import { onAbort } from '../abort.js';
import type { Outcome } from '../circuit-breaker/verdict.js';
import { systemClock, type Clock } from '../clock.js';
import { GuardedCall, type Guarded, type Guards } from '../guarded-call.js';
import type { RetryBudget } from './retry-budget.js';
import { RetryPlan, type RetryRules } from './retry-plan.js';

/** What a call that is retried passes through: for each attempt, and around them all. */
export interface RetryGuards extends Guards {
  readonly rules: RetryRules;
  readonly budget: RetryBudget;
}

/** Calls `fn` through the guards, and again as the rules and the budget allow. */
export function retriedCall<Value>(fn: Guarded<Value>, guards: RetryGuards, signal: AbortSignal | undefined): Promise<Value> {
  return new Promise((resolve, reject) => new RetriedCall(fn, guards, signal, resolve, reject).start());
}

/**
 * One call with all its attempts. Its time limit needs no timer besides that of an attempt, which ends when the time of the
 * call does; a wait that would not end before is not begun.
 */
class RetriedCall<Value> {
  readonly #fn: Guarded<Value>;
  readonly #guards: RetryGuards;
  readonly #signal: AbortSignal | undefined;
  readonly #resolve: (value: Value) => void;
  readonly #reject: (reason: unknown) => void;
  readonly #clock: Clock;
  readonly #startMs: number;
  readonly #plan: RetryPlan;
  #attempt = 0;

  constructor(
    fn: Guarded<Value>,
    guards: RetryGuards,
    signal: AbortSignal | undefined,
    resolve: (value: Value) => void,
    reject: (reason: unknown) => void,
  ) {
    this.#fn = fn;
    this.#guards = guards;
    this.#signal = signal;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#clock = guards.clock ?? systemClock;
    this.#startMs = this.#clock.now();
    this.#plan = new RetryPlan(guards.rules, guards.budget, this.#startMs);
  }

  start(): void {
    if (!this.#signal?.aborted) this.#guards.budget.deposit(this.#startMs);
    this.#try();
  }

  #try(): void {
    const { timeoutMs = Infinity } = this.#guards;
    const call = new GuardedCall<Value>(
      this.#fn,
      this.#guards,
      (value) => this.#ended({ value }, () => this.#resolve(value)),
      (error) => this.#ended({ error }, () => this.#reject(error)),
    );
    call.attempt = ++this.#attempt;
    call.cause = this.#plan.errors.at(-1);
    call.start(this.#signal, timeoutMs + this.#startMs - this.#clock.now());
  }

  /** A clock or a callback of somebody's own may throw. */
  #ended(outcome: Outcome, settle: () => void): void {
    try {
      const delayMs = this.#signal?.aborted ? undefined : this.#plan.next(outcome, this.#clock.now());
      if (delayMs === undefined) settle();
      else this.#wait(delayMs);
    } catch (error) {
      this.#reject(error);
    }
  }

  #wait(delayMs: number): void {
    const signal = this.#signal;
    let isOver = false; // a clock of somebody's own may fire what was given up
    const end = (): boolean => {
      if (isOver) return false;
      isOver = true;
      stopTimer();
      stopListening?.();
      return true;
    };
    const stopTimer = this.#clock.schedule(() => {
      if (end()) this.#tryAgain();
    }, delayMs);
    const stopListening = signal && onAbort(signal, () => {
      if (end()) this.#reject(signal.reason);
    });
  }

  #tryAgain(): void {
    try {
      this.#try();
    } catch (error) {
      this.#reject(error);
    }
  }
}
