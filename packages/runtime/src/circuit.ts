import { publish, type CircuitState } from './channels.js';
import type { CircuitBreakerOptions } from './circuit-breaker.js';
import { CircuitOpenError } from './circuit-open-error.js';
import { systemClock, type Clock } from './clock.js';
import { ConsecutiveFailures, type FailureCount } from './failure-count.js';
import { stackless } from './stackless.js';
import type { Verdict } from './verdict.js';

/** What a circuit is, to be kept as JSON. A half-open circuit is kept as one that is open until now. */
export interface CircuitSnapshot {
  readonly state: 'closed' | 'open';
  /** How many calls are remembered; the failures since the last success, where there is no window. */
  readonly calls: number;
  /** How many of them failed. */
  readonly failures: number;
  /** How often the circuit opened since it was last closed: each time it waits twice as long. */
  readonly openings: number;
  /** In how many milliseconds a call may be let through. */
  readonly retryAfterMs: number;
}

/** A call that was let through. */
export interface Admission {
  /** What the circuit was when it started, by number: its result counts as long as that lasts. */
  readonly era: number;
  readonly startMs: number;
}

/**
 * The state machine of a circuit breaker, without promises or timers: whatever is due with time happens at the next
 * call, as if it had happened in time.
 */
export class Circuit {
  readonly name: string;
  readonly #options: CircuitBreakerOptions;
  readonly #parent: Circuit | undefined;
  readonly #clock: Clock;
  readonly #recoveryMs: number;
  #state: 'closed' | 'open' | 'half-open' = 'closed';
  #era = 0;
  #count: FailureCount;
  #openings = 0;
  #retryAtMs = 0;
  #error: unknown;
  #isolations = 0;
  /** The calls that a half-open circuit waits for, the oldest first. */
  readonly #probes = new Set<Admission>();
  #probesPassed = 0;

  /** @param parent Isolates this one too. */
  constructor(name: string, options: CircuitBreakerOptions, parent?: Circuit) {
    this.name = name;
    this.#options = options;
    this.#parent = parent;
    this.#clock = options.clock ?? systemClock;
    this.#recoveryMs = options.recoveryMs ?? 30_000;
    this.#count = this.#newCount();
  }

  get state(): CircuitState {
    return this.#isolations > 0 || this.#parent?.state === 'isolated' ? 'isolated' : this.#state;
  }

  /** Lets a call through, which must be settled. @throws {CircuitOpenError} */
  admit(): Admission {
    const { slowCallMs, halfOpenMax = 1 } = this.#options;
    if (this.state === 'isolated') throw this.#rejection(Infinity);
    const isTimed = this.#state !== 'closed' || slowCallMs !== undefined;
    const call = { era: this.#era, startMs: isTimed ? this.#clock.now() : 0 };
    if (this.#state === 'closed') return call;
    const probesEndMs = this.#giveUpProbes(call.startMs);
    if (this.#state === 'open') {
      if (call.startMs < this.#retryAtMs) throw this.#rejection(this.#retryAtMs - call.startMs);
      this.#enter('half-open');
      return this.admit(); // whatever the listeners have made of it
    }
    if (this.#probes.size >= halfOpenMax) throw this.#rejection(probesEndMs - call.startMs);
    this.#probes.add(call);
    return call;
  }

  /**
   * Takes the result of a call. That of an era before the present one changes nothing.
   *
   * @param error What was thrown, if anything.
   */
  settle(call: Admission, verdict: Verdict, error?: unknown): void {
    const { slowCallMs = Infinity, halfOpenMax = 1, failureThreshold = 5 } = this.#options;
    const isTimed = this.#state !== 'closed' || slowCallMs < Infinity;
    const nowMs = isTimed ? this.#clock.now() : 0;
    this.#giveUpProbes(nowMs);
    if (call.era !== this.#era) return;
    this.#probes.delete(call);
    if (verdict === 'ignored') return;
    const failed = verdict || nowMs - call.startMs >= slowCallMs;
    if (this.#state === 'closed') {
      this.#count.record(failed);
      if (failed && this.#count.isReached(failureThreshold)) this.#open(this.#clock.now(), error);
    } else if (failed) {
      this.#open(nowMs, error);
    } else if (++this.#probesPassed >= halfOpenMax) {
      this.#openings = 0;
      this.#error = undefined;
      this.#enter('closed');
    }
  }

  /** Rejects every call from now on. @returns A function that ends it. */
  isolate(): () => void {
    this.#isolate(1);
    let held = 1;
    return () => {
      this.#isolate(-held);
      held = 0;
    };
  }

  toSnapshot(): CircuitSnapshot {
    const { calls, failures } = this.#count;
    const leftMs = this.#state === 'open' ? this.#retryAtMs - this.#clock.now() : 0;
    const state = this.#state === 'closed' ? 'closed' : 'open';
    return { state, calls, failures, openings: this.#openings, retryAfterMs: Math.max(0, leftMs) };
  }

  restore({ state, calls, failures, openings, retryAfterMs }: CircuitSnapshot): void {
    this.#openings = openings;
    this.#retryAtMs = this.#clock.now() + retryAfterMs;
    this.#enter(state);
    this.#count.record(false, calls - failures);
    this.#count.record(true, failures);
  }

  /** A probe that hangs has failed at the end of its time. @returns When that is for the oldest. */
  #giveUpProbes(nowMs: number): number {
    const { probeTimeoutMs = this.#recoveryMs } = this.#options;
    const [oldest] = this.#probes;
    const endMs = oldest === undefined ? Infinity : oldest.startMs + probeTimeoutMs;
    if (nowMs >= endMs) this.#open(endMs);
    return endMs;
  }

  #open(atMs: number, error?: unknown): void {
    const { maxRecoveryMs = 8 * this.#recoveryMs } = this.#options;
    this.#retryAtMs = atMs + Math.min(this.#recoveryMs * 2 ** this.#openings++, maxRecoveryMs);
    this.#error = error ?? this.#error;
    this.#enter('open');
  }

  #enter(state: 'closed' | 'open' | 'half-open'): void {
    const before = this.state;
    this.#state = state;
    this.#era++;
    this.#count = this.#newCount();
    this.#probes.clear();
    this.#probesPassed = 0;
    this.#tell(before);
  }

  #isolate(by: number): void {
    const before = this.state;
    this.#isolations += by;
    this.#tell(before);
  }

  /** Comes last in a change, since listeners may call. */
  #tell(from: CircuitState): void {
    const change = { name: this.name, from, to: this.state, error: this.#error };
    if (from === change.to) return;
    publish('circuit-breaker:state-changed', change);
    try {
      this.#options.onStateChange?.(change);
    } catch {
      // A broken listener must not break the call.
    }
  }

  #rejection(retryAfterMs: number): CircuitOpenError {
    publish('circuit-breaker:rejected', { name: this.name, retryAfterMs });
    return stackless(() => new CircuitOpenError(this.name, retryAfterMs, this.#error));
  }

  #newCount(): FailureCount {
    return this.#options.window?.start(this.#clock) ?? new ConsecutiveFailures();
  }
}
