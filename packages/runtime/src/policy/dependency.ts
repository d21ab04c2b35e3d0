import type { Bulkhead, BulkheadOptions } from '../bulkhead/bulkhead.js';
import type { CircuitBreaker, CircuitBreakerOptions } from '../circuit-breaker/circuit-breaker.js';
import type { Outcome } from '../circuit-breaker/verdict.js';
import type { Clock } from '../clock.js';
import type { Guarded } from '../guarded-call.js';
import { callback, clockKind, duration, plainObject, positiveInteger, requireOptions, text } from '../options.js';
import type { RetryBudget } from '../retry/retry-budget.js';
import type { RetryRules } from '../retry/retry-plan.js';
import { Policy } from './policy.js';
import { retryKinds } from '../retry/retry.js';
import type { Wrap } from '../wrap.js';

/** What calls of a dependency pass through. What is left out is not there; `{}` takes the defaults. */
export interface DependencyOptions<Fallback = never> {
  /** The dependency that is called, for errors and telemetry, and for the retry budget: calls of the same name share one. */
  readonly name: string;
  /**
   * How long a call may take, with all its attempts and waits: a positive finite number of milliseconds. Take the 99.9th
   * percentile of the latency, and somewhat more.
   */
  readonly timeoutMs: number;
  /**
   * How long each attempt may take, without the wait for a slot. Worth giving with `retry`: else an attempt that hangs
   * leaves no time for another.
   *
   * @default timeoutMs
   */
  readonly attemptTimeoutMs?: number | undefined;
  /**
   * Makes calls again that failed in a way that may pass, at most a tenth as many as calls. Only for what may be called
   * twice, and at one layer only.
   *
   * @default undefined
   */
  readonly retry?: DependencyRetry | undefined;
  /**
   * Leaves the dependency alone for a while when it fails again and again. One that was made by `circuitBreaker` may be
   * shared.
   *
   * @default undefined
   */
  readonly breaker?: CircuitBreaker | Unmade<CircuitBreakerOptions> | undefined;
  /**
   * Limits how many calls run at a time. One that was made by `bulkhead` may be shared. A slot is held until the call
   * settles, which may be after its timeout if it ignores its signal.
   *
   * @default undefined
   */
  readonly bulkhead?: Bulkhead | Unmade<BulkheadOptions> | undefined;
  /**
   * Answers when the dependency has not, whatever the reason, but for a caller who gives up, and for a 4xx or a query
   * that a database refuses, which are answers. Is handed how the call ended.
   *
   * @default undefined
   */
  readonly fallback?: ((outcome: Outcome) => Fallback | PromiseLike<Fallback>) | undefined;
  /**
   * How many dependencies `for` keeps. The one that was asked for least recently is forgotten first.
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

/** The options of a part, which has the name and the clock of the whole. */
type Unmade<Options> = Omit<Options, 'name' | 'clock'> & { readonly run?: undefined };

/** How the calls of a dependency are retried. */
export interface DependencyRetry extends Omit<RetryRules, 'name' | 'timeoutMs'> {
  /**
   * What retries are paid from: a `retryBudget`.
   *
   * @default the one of all calls of this name in the process, which lets a tenth as many retries be made as calls
   */
  readonly budget?: RetryBudget | undefined;
}

/** Who may give a call up, and what answers in its place. */
export interface DependencyRunOptions<Fallback = never> {
  /**
   * Gives the call up when it aborts. `undefined` is welcome.
   *
   * @default undefined
   */
  readonly signal?: AbortSignal | undefined;
  /**
   * Answers when the dependency has not, in place of the `fallback` of the dependency.
   *
   * @default the one of the dependency
   */
  readonly fallback?: ((outcome: Outcome) => Fallback | PromiseLike<Fallback>) | undefined;
}

/** Calls a dependency so that its failures stay its own. */
export interface Dependency<Fallback = never> {
  /** The name that it was given, and the key if it has one: `payments eu.example`. */
  readonly name: string;
  /** For its state, and to isolate it. */
  readonly breaker: CircuitBreaker | undefined;
  /** For how many calls run and wait. */
  readonly bulkhead: Bulkhead | undefined;
  /**
   * Calls `fn`. Hand its `signal` on to whatever takes one, and read the body of a `fetch` inside.
   *
   * @param fn The call. May ignore its argument, and may throw: that is a rejection.
   * @returns What `fn` answers with, or the fallback. Rejects with a `TimeoutError`, a `CircuitOpenError`, a
   * `BulkheadFullError`, with `signal.reason` as it is if the caller aborts, or with whatever `fn` rejects with; with a
   * `FallbackError` if the fallback fails too.
   * @throws {TypeError} At once, if `fn` is no function or `options` no object.
   * @throws {RangeError} At once, if an option is not as documented; names it and the value received.
   */
  run<Value, Other = never>(fn: Guarded<Value>, options?: DependencyRunOptions<Other>): Promise<Value | Fallback | Other>;
  /**
   * Makes a function that is called through all of this, with the same parameters and `this`. It is handed no signal, so
   * what it does goes on after a timeout: prefer `run` where the call takes one.
   */
  readonly wrap: Wrap<Fallback>;
  /** The same for one host, shard or tenant, with a circuit, slots and a retry budget of its own: the same one for the same key. */
  for(key: string): Dependency<Fallback>;
}

/**
 * Makes the one policy of a dependency: time limit, retries, circuit breaker, bulkhead and fallback, in the order that holds
 * together. The fallback stands outside; the time limit is that of all attempts; each attempt is told to the circuit, and
 * takes a slot, which it keeps until it settles; a call that the circuit or the bulkhead rejects is not made again.
 *
 * Make one for each dependency, once, and one for each of its hosts with `for`.
 *
 * @throws {TypeError} If `options` is no object.
 * @throws {RangeError} If an option is not as documented; names it and the value received.
 *
 * @example All of it
 * ```ts
 * import { dependency } from '@failsoft/runtime';
 * import assert from 'node:assert/strict';
 *
 * const rates = dependency({
 *   name: 'rates',
 *   timeoutMs: 2_000,
 *   attemptTimeoutMs: 800,
 *   retry: { attempts: 2 },
 *   breaker: {},
 *   bulkhead: { maxConcurrent: 20 },
 *   fallback: () => ({ EUR: 1 }),
 * });
 *
 * const latest = await rates.run(async ({ signal }) => {
 *   const response = await fetch('https://rates.example/latest', { signal });
 *   return response.json() as Promise<Record<string, number>>;
 * });
 * assert.deepEqual(latest, { EUR: 1, USD: 1.08 });
 * ```
 *
 * @example A method that is called through it
 * ```ts
 * import { dependency } from '@failsoft/runtime';
 * import assert from 'node:assert/strict';
 *
 * const users = dependency({ name: 'users', timeoutMs: 50, breaker: { failureThreshold: 3 } });
 * const findUser = users.wrap(async (id: string) => ({ id, name: 'Ada' }));
 *
 * assert.equal((await findUser('1')).name, 'Ada');
 * assert.equal(users.breaker?.state, 'closed');
 * ```
 */
export function dependency<Fallback = never>(options: DependencyOptions<Fallback>): Dependency<Fallback> {
  const action = 'Cannot create a dependency';
  requireOptions(action, options, { name: text, timeoutMs: duration }, optional);
  if (options.retry !== undefined) requireOptions(action, options.retry, {}, retryKinds, 'retry');
  return new Policy(options);
}

const optional = {
  attemptTimeoutMs: duration,
  retry: plainObject,
  breaker: plainObject,
  bulkhead: plainObject,
  fallback: callback,
  maxKeys: positiveInteger,
  clock: clockKind,
};
