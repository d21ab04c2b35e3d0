import type { CircuitBreaker, CircuitBreakerOptions, CircuitRunOptions } from './circuit-breaker.js';
import { CircuitOpenError } from './circuit-open-error.js';
import { systemClock, type Clock } from '../clock.js';
import { ConsecutiveFailures, type FailureCount } from './failure-count.js';
import { guardedCall, type Guarded, type Guards } from '../guarded-call.js';
import { isInteger, isPositive, requireArgument } from '../options.js';
import { RecentMap } from '../recent-map.js';
import { requireRunArguments } from '../run-arguments.js';
import { isObject } from '../shapes.js';
import { stackless } from '../stackless.js';
import { publish, type CircuitState } from '../telemetry/channels.js';
import { verdictOf, type Outcome, type Verdict } from './verdict.js';
import { wrapWith, type Wrap } from '../wrap.js';

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

/** What the circuit notes of a call. */
export interface Admission {
  /** What the circuit was when the call was let through, by number: its result counts as long as that lasts. */
  era: number;
  startMs: number;
}

/**
 * A circuit breaker. Its state machine has no promises or timers: whatever is due with time happens at the next call, as
 * if it had happened in time.
 */
export class Circuit implements CircuitBreaker {
  readonly name: string;
  readonly wrap: Wrap = wrapWith((fn) => this.run(fn));
  readonly #options: CircuitBreakerOptions;
  readonly #parent: Circuit | undefined;
  readonly #guards: Guards;
  readonly #keyed: RecentMap<Circuit>;
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
  constructor(options: CircuitBreakerOptions, name = options.name, parent?: Circuit) {
    this.name = name;
    this.#guards = { name, circuit: this };
    this.#options = options;
    this.#parent = parent;
    this.#clock = options.clock ?? systemClock;
    this.#recoveryMs = options.recoveryMs ?? 30_000;
    this.#count = this.#newCount();
    this.#keyed = new RecentMap((key) => new Circuit(options, `${name} ${key}`, this), options.maxKeys);
  }

  get state(): CircuitState {
    return this.#isolations > 0 || this.#parent?.state === 'isolated' ? 'isolated' : this.#state;
  }

  run<Value>(fn: Guarded<Value>, options?: CircuitRunOptions): Promise<Value> {
    requireRunArguments(fn, options);
    return guardedCall(fn, this.#guards, options?.signal);
  }

  for(key: string): Circuit {
    return this.#keyed.get(key);
  }

  /** Lets a call through, which must be settled then. @returns Why not, if not: a throw would take longer than all the rest. */
  admit(call: Admission): CircuitOpenError | undefined {
    const { slowCallMs, halfOpenMax = 1 } = this.#options;
    if (this.state === 'isolated') return this.#rejection(Infinity);
    call.era = this.#era;
    const isClosed = this.#state === 'closed';
    if (isClosed && slowCallMs === undefined) return undefined;
    call.startMs = this.#clock.now();
    if (isClosed) return undefined;
    const probesEndMs = this.#giveUpProbes(call.startMs);
    if (this.#state === 'open') {
      if (call.startMs < this.#retryAtMs) return this.#rejection(this.#retryAtMs - call.startMs);
      this.#enter('half-open');
      return this.admit(call); // whatever the listeners have made of it
    }
    if (this.#probes.size >= halfOpenMax) return this.#rejection(probesEndMs - call.startMs);
    this.#probes.add(call);
    return undefined;
  }

  /**
   * Takes the result of a call. That of an era before the present one changes nothing.
   *
   * @param outcome Left out for a call that says nothing of the dependency.
   */
  settle(call: Admission, outcome?: Outcome): void {
    const { slowCallMs = Infinity, halfOpenMax = 1, failureThreshold = 5 } = this.#options;
    const verdict = outcome === undefined ? 'ignored' : this.#verdictOf(outcome);
    const isClosed = this.#state === 'closed';
    const nowMs = isClosed && slowCallMs === Infinity ? 0 : this.#clock.now();
    if (!isClosed) this.#giveUpProbes(nowMs);
    if (call.era !== this.#era) return;
    if (!isClosed) this.#probes.delete(call);
    if (verdict === 'ignored') return;
    const failed = verdict || nowMs - call.startMs >= slowCallMs;
    if (isClosed) {
      this.#count.record(failed);
      if (failed && this.#count.isReached(failureThreshold)) this.#open(this.#clock.now(), outcome?.error);
    } else if (failed) {
      this.#open(nowMs, outcome?.error);
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

  toJSON(): CircuitSnapshot {
    const { calls, failures } = this.#count;
    const leftMs = this.#state === 'open' ? this.#retryAtMs - this.#clock.now() : 0;
    const state = this.#state === 'closed' ? 'closed' : 'open';
    return { state, calls, failures, openings: this.#openings, retryAfterMs: Math.max(0, leftMs) };
  }

  hydrate(snapshot: CircuitSnapshot): void {
    requireArgument('Cannot hydrate a circuit breaker', 'snapshot', snapshot, isSnapshot(snapshot) || 'what toJSON made');
    const { state, calls, failures, openings, retryAfterMs } = snapshot;
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

  #verdictOf(outcome: Outcome): Verdict {
    try {
      return this.#options.isFailure?.(outcome) ?? verdictOf(outcome);
    } catch {
      return 'error' in outcome;
    }
  }
}

/** Says so of whatever was kept. */
function isSnapshot(snapshot: CircuitSnapshot): boolean {
  if (!isObject(snapshot)) return false;
  const { state, calls, failures, openings, retryAfterMs } = snapshot;
  const counts = [openings, failures, calls - failures];
  return ['closed', 'open'].includes(state) && counts.every((count) => isInteger(count, 0)) && (retryAfterMs === 0 || isPositive(retryAfterMs));
}
