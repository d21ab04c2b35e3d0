import type { CircuitState, CircuitStateChangedMessage } from '../telemetry/channels.js';
import { Circuit, type CircuitSnapshot } from './circuit.js';
import type { Clock } from '../clock.js';
import { windowKind, type FailureWindow } from './failure-window.js';
import type { CallContext } from '../guarded-call.js';
import { callback, clockKind, duration, positiveInteger, requireOptions, text } from '../options.js';
import type { Outcome, Verdict } from './verdict.js';
import type { Wrap } from '../wrap.js';

/** When the circuit of a dependency opens, and when it is tried again. */
export interface CircuitBreakerOptions {
  /** The dependency that is called, for the error and the telemetry. */
  readonly name: string;
  /**
   * How many failures open the circuit: one after the other, or within the window if there is one.
   *
   * @default 5
   */
  readonly failureThreshold?: number | undefined;
  /**
   * Where the failures are counted: a `countWindow` or a `timeWindow`.
   *
   * @default undefined: they follow one another, without a success in between
   */
  readonly window?: FailureWindow | undefined;
  /**
   * How long the circuit stays open before a call is let through as a probe. Doubles each time that a probe fails.
   *
   * @default 30_000
   */
  readonly recoveryMs?: number | undefined;
  /**
   * What `recoveryMs` grows to at most. The same as `recoveryMs` for a time that stays as it is.
   *
   * @default 8 times recoveryMs
   */
  readonly maxRecoveryMs?: number | undefined;
  /**
   * How many probes may be under way at once, and how many must succeed to close the circuit. Further calls are
   * rejected at once.
   *
   * @default 1
   */
  readonly halfOpenMax?: number | undefined;
  /**
   * After how long a probe that has not settled has failed. The call itself goes on: bound it with `withTimeout`.
   *
   * @default recoveryMs
   */
  readonly probeTimeoutMs?: number | undefined;
  /**
   * From how long on a call that succeeded counts as a failure. Its answer is the caller's all the same.
   *
   * @default undefined
   */
  readonly slowCallMs?: number | undefined;
  /**
   * Whether a call says that the dependency is failing: `'ignored'` if it says nothing of it, `undefined` to leave it to
   * the default. If it throws, what was thrown counts as a failure and what was answered as a success.
   *
   * @default 5xx and 429 fail, thrown or answered, other 4xx, aborts and queries that a database refuses (a duplicate
   * key) are ignored, whatever else is thrown fails
   */
  readonly isFailure?: ((outcome: Outcome) => Verdict | undefined) | undefined;
  /**
   * Told of each change of the state. What it throws is dropped.
   *
   * @default undefined
   */
  readonly onStateChange?: ((change: CircuitStateChangedMessage) => void) | undefined;
  /**
   * How many breakers `for` keeps. The one that was asked for least recently is forgotten first.
   *
   * @default 1_000
   */
  readonly maxKeys?: number | undefined;
  /**
   * The time to live by.
   *
   * @default the host's clock
   */
  readonly clock?: Clock | undefined;
}

/** Who may give a call up. */
export interface CircuitRunOptions {
  /**
   * Gives the call up: it is not made if that has aborted before, and says nothing of the dependency otherwise.
   * `undefined` is welcome.
   *
   * @default undefined
   */
  readonly signal?: AbortSignal | undefined;
}

/** Calls a dependency as long as it answers. */
export interface CircuitBreaker {
  /** The name that it was given, and the key if it has one: `payments eu.example`. */
  readonly name: string;
  /** As of the last call: an open circuit is half-open from the first call after its time on. */
  readonly state: CircuitState;
  /**
   * Calls `fn`, unless the circuit is open.
   *
   * @param fn The call. May throw: that is a rejection.
   * @returns What `fn` answers with. Rejects with a `CircuitOpenError` without a call of `fn`; with `signal.reason` as it
   * is if the caller aborts; or with whatever `fn` rejects with.
   * @throws {TypeError} At once, if `fn` is no function or `options` no object.
   * @throws {RangeError} At once, if an option is not as documented; names it and the value received.
   */
  run<Value>(fn: (context: CallContext) => Value | PromiseLike<Value>, options?: CircuitRunOptions): Promise<Value>;
  /** Makes a function that is called through this circuit, with the same parameters and `this`. */
  readonly wrap: Wrap;
  /** The breaker of one host, shard or tenant, with the same options: the same one for the same key. */
  for(key: string): CircuitBreaker;
  /**
   * Rejects every call from now on, those of `for` too. What the circuit has learnt stays as it is.
   *
   * @returns A function that ends it; calling it twice does nothing.
   */
  isolate(): () => void;
  /** What to keep where the process does not live long. Breakers of `for` are kept each by itself. */
  toJSON(): CircuitSnapshot;
  /**
   * Goes on from a snapshot. The time since it was taken does not count.
   *
   * @throws {TypeError} If the snapshot is none.
   */
  hydrate(snapshot: CircuitSnapshot): void;
}

/**
 * Makes a circuit breaker: when a dependency fails again and again, calls are rejected at once with a `CircuitOpenError`
 * for a while, and then one is let through to see whether it answers again.
 *
 * Make one for each dependency, once, and one for each of its hosts with `for`: a breaker that is shared turns the
 * failure of a part into a failure of the whole. It bounds no call: put `withTimeout` inside.
 *
 * By default failures are counted that follow one another. With a `window` they are counted among the last calls
 * (`countWindow`), or those of the last milliseconds (`timeWindow`).
 *
 * @throws {TypeError} If `options` is no object.
 * @throws {RangeError} If an option is not as documented; names it and the value received.
 *
 * @example A dependency that is down is left alone
 * ```ts
 * import { circuitBreaker } from '@failsoft/runtime';
 * import assert from 'node:assert/strict';
 *
 * const stock = circuitBreaker({ name: 'stock', failureThreshold: 2, recoveryMs: 30_000 });
 * let calls = 0;
 * const ask = async () => {
 *   calls++;
 *   return new Response('overloaded', { status: 503 });
 * };
 *
 * await stock.run(ask);
 * await stock.run(ask);
 * assert.equal(stock.state, 'open');
 * await assert.rejects(stock.run(ask), { name: 'CircuitOpenError' });
 * assert.equal(calls, 2);
 * ```
 *
 * @example One circuit a host
 * ```ts
 * import { circuitBreaker } from '@failsoft/runtime';
 * import assert from 'node:assert/strict';
 *
 * const webhooks = circuitBreaker({ name: 'webhooks', failureThreshold: 1 });
 * const down = () => Promise.reject(new Error('connection refused'));
 *
 * await webhooks.for('a.example').run(down).catch(() => 'kept for later');
 * assert.equal(webhooks.for('a.example').state, 'open');
 * assert.equal(await webhooks.for('b.example').run(async () => 'delivered'), 'delivered');
 * ```
 */
export function circuitBreaker(options: CircuitBreakerOptions): CircuitBreaker {
  return createCircuit(options);
}

/** As a policy needs it. */
export function createCircuit(options: CircuitBreakerOptions): Circuit {
  requireOptions('Cannot create a circuit breaker', options, { name: text }, optional);
  return new Circuit(options);
}

const optional = {
  failureThreshold: positiveInteger,
  window: windowKind,
  recoveryMs: duration,
  maxRecoveryMs: duration,
  halfOpenMax: positiveInteger,
  probeTimeoutMs: duration,
  slowCallMs: duration,
  isFailure: callback,
  onStateChange: callback,
  maxKeys: positiveInteger,
  clock: clockKind,
};
