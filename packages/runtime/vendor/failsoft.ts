/* eslint-disable */
/*
 * @failsoft/runtime 0.1.0 in one file: small resilience patterns for calls that leave the process. No dependencies.
 * Generated from the sources of the package; `failsoft init --vendor` brings a newer one.
 *
 * MIT License
 *
 * Copyright (c) 2026 The Failsoft authors
 *
 * Permission is hereby granted, free of charge, to any person obtaining a copy
 * of this software and associated documentation files (the "Software"), to deal
 * in the Software without restriction, including without limitation the rights
 * to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
 * copies of the Software, and to permit persons to whom the Software is
 * furnished to do so, subject to the following conditions:
 *
 * The above copyright notice and this permission notice shall be included in all
 * copies or substantial portions of the Software.
 *
 * THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
 * IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
 * FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
 * AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
 * LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
 * OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
 * SOFTWARE.
 */

// clock.ts

/**
 * The time a policy lives by: a monotonic reading and one-shot timers.
 *
 * Every policy takes one as its `clock` option, so that a test can turn the hands itself. Under fake timers that
 * replace the global ones (vitest, sinon) no clock is needed.
 */
export interface Clock {
  /** Milliseconds since any fixed point. Must not step when the wall clock is set. */
  now(): number;
  /**
   * Calls `callback` once, after `delayMs`.
   *
   * @param delayMs Any positive finite number of milliseconds, also above 2^31-1.
   * @returns A function that gives the timer up; calling it late or twice does nothing.
   */
  schedule(callback: () => void, delayMs: number): () => void;
}

/** What a host's timer can count; it fires a longer delay after 1 ms. */
const longestTimerMs = 2 ** 31 - 1;

/** The host's own clock. Its timers keep the process alive while they are pending. */
const systemClock: Clock = {
  // The globals are read at each call, so that fake timers are seen whenever they are installed.
  now: () => performance.now(),
  schedule(callback, delayMs) {
    let timer: ReturnType<typeof setTimeout>;
    const wait = (leftMs: number): void => {
      const isLast = leftMs <= longestTimerMs;
      timer = isLast ? setTimeout(callback, leftMs) : setTimeout(() => wait(leftMs - longestTimerMs), longestTimerMs);
    };
    wait(delayMs);
    return () => clearTimeout(timer);
  },
};

// abort.ts

/** What waits for the abort of a signal. */
const waiting = /* @__PURE__ */ new WeakMap<AbortSignal, Waiters>();

interface Waiters {
  readonly callbacks: Set<() => void>;
  readonly listener: () => void;
}

/**
 * Calls `callback` when `signal` aborts.
 *
 * A signal gets one listener however many wait for it, and has none when nobody does: many calls may share the signal
 * of a request or of a shutdown, where Node warns of a leak at the eleventh listener, and takes a time that is
 * quadratic in their number to add them.
 *
 * @param signal One that has not aborted yet.
 * @returns A function that stops waiting; calling it late or twice does nothing.
 */
function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const { callbacks, listener } = waiting.get(signal) ?? listenTo(signal);
  callbacks.add(callback);
  return () => {
    if (!callbacks.delete(callback) || callbacks.size > 0) return;
    waiting.delete(signal);
    signal.removeEventListener('abort', listener);
  };
}

function listenTo(signal: AbortSignal): Waiters {
  const callbacks = new Set<() => void>();
  const listener = (): void => callbacks.forEach((callback) => callback());
  const waiters = { callbacks, listener };
  waiting.set(signal, waiters);
  signal.addEventListener('abort', listener);
  return waiters;
}

// bulkhead/bulkhead-full-error.ts

/**
 * A bulkhead has no place for a call, or had none in time, so the call was not made.
 *
 * `error.name === 'BulkheadFullError'` holds across copies of this module, where `instanceof` does not.
 *
 * @example
 * ```ts
 * import { bulkhead, BulkheadFullError } from './failsoft.js';
 * import assert from 'node:assert/strict';
 *
 * const reports = bulkhead({ name: 'reports', maxConcurrent: 1 });
 * void reports.run(() => new Promise<never>(() => {}));
 *
 * await reports.run(async () => 'report').catch((error: unknown) => {
 *   assert(error instanceof BulkheadFullError);
 *   assert.equal(error.message, 'reports was not called: its bulkhead is full (1 running, 0 queued)');
 *   assert.equal(error.dependency, 'reports');
 * });
 * ```
 */
export class BulkheadFullError extends Error {
  static {
    this.prototype.name = 'BulkheadFullError'; // as of a TimeoutError
  }

  /** The name of the bulkhead. */
  readonly dependency: string;
  /** How many calls were running. */
  readonly running: number;
  /** How many calls were queued, this one left aside. */
  readonly queued: number;

  constructor(dependency: string, running: number, queued: number) {
    super(`${dependency} was not called: its bulkhead is full (${running} running, ${queued} queued)`);
    this.dependency = dependency;
    this.running = running;
    this.queued = queued;
  }
}

// linked-list.ts

/** What stands in a list: at most in one at a time. */
interface Linked<Node> {
  before: Node | undefined;
  after: Node | undefined;
}

/** A list of things that are their own entries: joining the end and leaving from anywhere takes the same time in a long one. */
class LinkedList<Node extends Linked<Node>> {
  first: Node | undefined;
  #last: Node | undefined;
  size = 0;

  push(node: Node): void {
    const last = this.#last;
    node.before = last;
    if (last === undefined) this.first = node;
    else last.after = node;
    this.#last = node;
    this.size++;
  }

  /** @returns Whether it was in the list. */
  remove(node: Node): boolean {
    const { before, after } = node;
    if (before === undefined && this.first !== node) return false;
    if (before === undefined) this.first = after;
    else before.after = after;
    if (after === undefined) this.#last = before;
    else after.before = before;
    node.before = node.after = undefined;
    this.size--;
    return true;
  }
}

// shapes.ts

/** What a value can do: values of another realm, polyfills and fakes of tests are of no class that is known here. */

/** Whether `value` is an object or a function that has these methods. */
function hasMethods<Name extends PropertyKey>(value: unknown, ...methods: readonly Name[]): value is Record<Name, Method> {
  return methods.every((method) => isMethod(read(value, method)));
}

/** Whether `value` can have properties of its own. */
function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || isMethod(value);
}

/** A property of whatever may have one. */
function read(value: unknown, property: PropertyKey): unknown {
  return isObject(value) ? Reflect.get(value, property) : undefined;
}

/** Whether `value` can be called. */
function isMethod(value: unknown): value is Method {
  return typeof value === 'function';
}

type Method = (...args: readonly unknown[]) => unknown;

// options.ts
/**
 * Checks of what a caller handed over. A wrong argument is a `TypeError`, a wrong option a `RangeError`; both name
 * it and what was received. `action` starts the sentence: "Cannot set a timeout".
 */

/** `true` for a value that is as it should be; else what it should be, which ends the sentence "must be". */
type Fit = true | string;

/** What an option may be. */
type Kind = (value: unknown) => Fit;

type Kinds = Readonly<Record<string, Kind>>;

const duration: Kind = (value) => isPositive(value) || 'a positive finite number of milliseconds';

const positiveInteger: Kind = (value) => isInteger(value, 1) || 'a positive integer';

const naturalNumber: Kind = (value) => isInteger(value, 0) || 'an integer that is not negative';

const rate: Kind = (value) => (isPositive(value) && value <= 1) || 'a number above 0 and up to 1';

const text: Kind = (value) => (typeof value === 'string' && value !== '') || 'a string that is not empty';

const callback: Kind = (value) => isMethod(value) || 'a function';

const plainObject: Kind = (value) => isObject(value) || 'an object';

const clockKind: Kind = (value) => hasMethods(value, 'now', 'schedule') || 'a Clock with `now` and `schedule`';

const loggerKind: Kind = (value) => hasMethods(value, 'warn') || 'a Logger with `warn`';

const abortSignal: Kind = (value) => hasMethods(value, 'addEventListener', 'removeEventListener') || 'an AbortSignal';

/** An array of things that fit. */
function listOf(items: string, fits: (item: unknown) => boolean): Kind {
  return (value) => (Array.isArray(value) && value.every(fits)) || `a list of ${items}`;
}

/** Whether `value` is a number above 0, and below infinity. */
function isPositive(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value < Infinity;
}

/** Whether `value` is a safe integer in a range. */
function isInteger(value: unknown, min: number, max = Infinity): boolean {
  return Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max;
}

/** Throws unless `value` fits. */
function requireArgument(action: string, name: string, value: unknown, fit: Fit | undefined, Wrong: ErrorConstructor = TypeError): void {
  if (typeof fit === 'string') throw new Wrong(`${action}: \`${name}\` must be ${fit}, received ${describe(value)}`);
}

/** Throws unless `fn` can be called. */
function requireFunction(action: string, fn: unknown): void {
  requireArgument(action, 'fn', fn, callback(fn));
}

/** Throws unless `options` is an object with all of `required`, and with what it has of `optional`, as documented. */
function requireOptions(action: string, options: object, required: Kinds, optional: Kinds, argument = 'options'): void {
  requireArgument(action, argument, options, plainObject(options));
  // Loops without a list, since some options are checked at each call.
  for (const option in required) requireOption(action, option, Reflect.get(options, option), required[option]);
  for (const option in optional) {
    const value: unknown = Reflect.get(options, option);
    if (value !== undefined) requireOption(action, option, value, optional[option]);
  }
}

function requireOption(action: string, option: string, value: unknown, kind: Kind | undefined): void {
  requireArgument(action, option, value, kind?.(value), RangeError);
}

/** Never the content of an object: it may hold secrets. */
function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  return isObject(value) || typeof value === 'bigint' ? Object.prototype.toString.call(value) : String(value);
}

// run-arguments.ts

/** Throws unless a policy can run this: a mistake of the caller's is no failure of the dependency. Options are seldom given. */
function requireRunArguments(fn: unknown, options: object | undefined): void {
  const action = 'Cannot run a call';
  requireFunction(action, fn);
  if (options !== undefined) requireOptions(action, options, {}, optional);
}

const optional = { signal: abortSignal, fallback: callback };

// stackless.ts

/**
 * Makes an error without the lines of its stack, where the host lets one choose: they take most of the time of a
 * rejection, and a dependency that is left alone is rejected many times, at the same few places.
 */
function stackless<Made extends Error>(make: () => Made): Made {
  const limit: unknown = Reflect.get(Error, 'stackTraceLimit');
  Reflect.set(Error, 'stackTraceLimit', 0);
  const error = make();
  Reflect.set(Error, 'stackTraceLimit', limit);
  return error;
}

// error-name.ts

/** The `name` of an error, which holds across copies of this package, where `instanceof` does not. */
function nameOf(error: unknown): unknown {
  return read(error, 'name');
}

// response/part-warning.ts

/**
 * Why a part is not as it should be: it threw, it did not answer in time, it was not called since its circuit is open
 * or its bulkhead full, it is switched off, or it is there and out of date.
 */
export type PartReason = 'failed' | 'timed-out' | 'unavailable' | 'switched-off' | 'stale';

/** Tells a user what is missing, and why. Holds nothing of an error. */
export interface PartWarning {
  /** The name of the part. */
  readonly part: string;
  readonly reason: PartReason;
  readonly message: string;
}

const sentences: Readonly<Record<PartReason, string>> = {
  failed: 'could not be loaded',
  'timed-out': 'did not answer in time',
  unavailable: 'is not available for now',
  'switched-off': 'is switched off for now',
  stale: 'may be out of date',
};

/** @param wording Of the user. The default's stands in where it throws. */
function partWarning(
  part: string,
  reason: PartReason,
  wording?: string | ((reason: PartReason) => string),
): PartWarning {
  const fallback = `${part} ${sentences[reason]}`;
  try {
    return { part, reason, message: (typeof wording === 'function' ? wording(reason) : wording) ?? fallback };
  } catch {
    return { part, reason, message: fallback };
  }
}

/** What became of a part that threw. */
function reasonOf(error: unknown): PartReason {
  const name = nameOf(error);
  if (name === 'TimeoutError') return 'timed-out';
  return name === 'CircuitOpenError' || name === 'BulkheadFullError' ? 'unavailable' : 'failed';
}

// telemetry/channels.ts

/** Published on `failsoft:timeout:timed-out`: a call was given up because its time was up. */
export interface TimedOutMessage {
  /** The `name` that the call was given. */
  readonly name: string | undefined;
  readonly timeoutMs: number;
}

/** Published on `failsoft:cache:miss-on-error`: a cache failed or hung, and the caller was told of a miss. */
export interface CacheMissOnErrorMessage {
  /** The `name` of the soft cache. */
  readonly name: string;
  /** The client's method that failed or hung: `get`. */
  readonly method: string;
  /** Why, as it was thrown. Some libraries put keys and values into their errors. */
  readonly error: unknown;
}

/** The state of a circuit breaker, as of its last call. */
export type CircuitState = 'closed' | 'open' | 'half-open' | 'isolated';

/** Published on `failsoft:circuit-breaker:state-changed`. */
export interface CircuitStateChangedMessage {
  /** The name of the circuit breaker. */
  readonly name: string;
  readonly from: CircuitState;
  readonly to: CircuitState;
  /** What was last thrown by a call that failed; `undefined` when failures were answered or the circuit is closed. */
  readonly error: unknown;
}

/** Published on `failsoft:circuit-breaker:rejected`: a call was not made, since the circuit is open. */
export interface CircuitRejectedMessage {
  /** The name of the circuit breaker. */
  readonly name: string;
  /** As of the `CircuitOpenError`. */
  readonly retryAfterMs: number;
}

/** Published on `failsoft:bulkhead:rejected`: a call was not made, since the bulkhead is full. */
export interface BulkheadRejectedMessage {
  /** The name of the bulkhead. */
  readonly name: string;
  readonly running: number;
  readonly queued: number;
}

/** Published on `failsoft:retry:scheduled`: a call that failed will be made again. */
export interface RetryScheduledMessage {
  /** The `name` that the call was given. */
  readonly name: string | undefined;
  /** Which attempt it will be: 2 for the first retry. */
  readonly attempt: number;
  /** In how many milliseconds. */
  readonly delayMs: number;
  /** What was thrown; `undefined` when the failure was answered. */
  readonly error: unknown;
}

/** Published on `failsoft:retry:budget-exhausted`: a call was not made again, or not hedged, since too many were. */
export interface RetryBudgetExhaustedMessage {
  /** The `name` that the call was given. */
  readonly name: string | undefined;
  /** What was thrown; `undefined` when the failure was answered, and for a hedge that no failure called for. */
  readonly error: unknown;
}

/** Published on `failsoft:response:part-missing`: a partial response goes without one of its parts. */
export interface PartMissingMessage {
  /** The `name` of the response. */
  readonly name: string;
  readonly part: string;
  readonly reason: PartReason;
  /** Why, as it was thrown. */
  readonly error: unknown;
}

/** Published on `failsoft:hedge:started`: a call was made once more while the first is still under way, or since it failed. */
export interface HedgeStartedMessage {
  /** The `name` that the call was given. */
  readonly name: string | undefined;
  /** Which attempt it is: 2 for the first hedge. */
  readonly attempt: number;
}

/** Published on `failsoft:hedge:won`: another attempt than the first has answered. */
export interface HedgeWonMessage {
  /** The `name` that the call was given. */
  readonly name: string | undefined;
  /** Which attempt it was. */
  readonly attempt: number;
}

/** Published on `failsoft:fallback:source-failed`: the next source is asked, if there is one. */
export interface FallbackSourceFailedMessage {
  /** The `name` of the chain. */
  readonly name: string | undefined;
  readonly source: string;
  /** What was thrown, or what stands for an answer that is a failure. */
  readonly error: unknown;
}

/** Published on `failsoft:fallback:used`: the answer is not from the first source. */
export interface FallbackUsedMessage {
  /** The `name` of the chain. */
  readonly name: string | undefined;
  readonly source: string;
  readonly stale: boolean;
  /** Whether the source was asked first, to exercise it. */
  readonly exercised: boolean;
}

/** Published on `failsoft:health:level-changed`. */
export interface HealthLevelChangedMessage {
  /** The `name` of the service. */
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Whether the new level is forced. */
  readonly byHand: boolean;
}

/** Published on `failsoft:cache:stale-on-error`: a load failed, and the caller was given what is out of date. */
export interface CacheStaleOnErrorMessage {
  /** The `name` of the cache. */
  readonly name: string;
  /** How long ago the answer was loaded. */
  readonly ageMs: number;
  /** Why the load failed, as it was thrown. */
  readonly error: unknown;
}

/** Published on `failsoft:queue:rejected`: an item was not queued for later, so it is lost unless its caller keeps it. */
interface QueueRejectedMessage {
  /** The name of the queue. */
  readonly name: string;
  /** The name of the item. */
  readonly item: string;
  readonly idempotencyKey: string;
  readonly reason: 'full' | 'too-large' | 'failed' | 'timed-out';
  /** Why the queue failed, as it was thrown; `undefined` when it did not. */
  readonly error: unknown;
}

/** Published on `failsoft:queue:completed`: an item is done. */
interface QueueCompletedMessage {
  /** The name of the queue. */
  readonly name: string;
  /** The name of the item. */
  readonly item: string;
  readonly attempt: number;
  /** How long ago it was queued. */
  readonly ageMs: number;
}

/** Published on `failsoft:queue:attempt-failed`: an item will be tried again. */
interface QueueAttemptFailedMessage {
  /** The name of the queue. */
  readonly name: string;
  /** The name of the item. */
  readonly item: string;
  readonly idempotencyKey: string;
  readonly attempt: number;
  /** In how many milliseconds it is due. */
  readonly delayMs: number;
  /** Why, as it was thrown. */
  readonly error: unknown;
}

/** Published on `failsoft:queue:dead`: an item is not tried any more. It stays in the queue's dead items. */
interface QueueDeadMessage {
  /** The name of the queue. */
  readonly name: string;
  /** The name of the item. */
  readonly item: string;
  readonly idempotencyKey: string;
  readonly attempt: number;
  readonly reason: string;
  /** What its handler threw, if that is why. */
  readonly error: unknown;
}

/** Published on `failsoft:queue:store-failed`: the queue itself failed or hung while it was drained. */
interface QueueStoreFailedMessage {
  /** The name of the queue. */
  readonly name: string;
  /** What it did not do. */
  readonly operation: 'reserve' | 'complete' | 'release' | 'bury';
  /** Why, as it was thrown. */
  readonly error: unknown;
}

/** Every telemetry channel of the runtime, named `<concept>:<event>`, and what is published on it. */
interface Messages {
  readonly 'queue:rejected': QueueRejectedMessage;
  readonly 'queue:completed': QueueCompletedMessage;
  readonly 'queue:attempt-failed': QueueAttemptFailedMessage;
  readonly 'queue:dead': QueueDeadMessage;
  readonly 'queue:store-failed': QueueStoreFailedMessage;
  readonly 'retry:scheduled': RetryScheduledMessage;
  readonly 'retry:budget-exhausted': RetryBudgetExhaustedMessage;
  readonly 'hedge:started': HedgeStartedMessage;
  readonly 'hedge:won': HedgeWonMessage;
  readonly 'fallback:source-failed': FallbackSourceFailedMessage;
  readonly 'fallback:used': FallbackUsedMessage;
  readonly 'timeout:timed-out': TimedOutMessage;
  readonly 'cache:miss-on-error': CacheMissOnErrorMessage;
  readonly 'circuit-breaker:state-changed': CircuitStateChangedMessage;
  readonly 'circuit-breaker:rejected': CircuitRejectedMessage;
  readonly 'bulkhead:rejected': BulkheadRejectedMessage;
  readonly 'response:part-missing': PartMissingMessage;
  readonly 'health:level-changed': HealthLevelChangedMessage;
  readonly 'cache:stale-on-error': CacheStaleOnErrorMessage;
}

/**
 * Publishes on the channel `failsoft:<concept>:<event>` of Node's `diagnostics_channel` (Bun and Deno have it too),
 * which is reached without an import of a `node:` module; on a host that has none, nothing happens.
 *
 * A subscriber that throws is an uncaught exception of the process, as on every such channel; the call goes on.
 */
function publish<Event extends keyof Messages>(event: Event, message: Messages[Event]): void {
  channelOf(event)?.publish(message);
}

/** Whether anybody is told of what is published. */
function isObserved(event: keyof Messages): boolean {
  return read(channelOf(event), 'hasSubscribers') === true;
}

type Channel = Record<'publish', Method>;

const channels = /* @__PURE__ */ new Map<string, Channel>();

/** Looked up at the first message: importing this module then does nothing. */
function channelOf(event: string): Channel | undefined {
  const known = channels.get(event);
  if (known !== undefined) return known;
  const process: unknown = Reflect.get(globalThis, 'process');
  const diagnostics = hasMethods(process, 'getBuiltinModule') && process.getBuiltinModule('node:diagnostics_channel');
  const channel = hasMethods(diagnostics, 'channel') && diagnostics.channel(`failsoft:${event}`);
  if (!hasMethods(channel, 'publish')) return undefined;
  channels.set(event, channel);
  return channel;
}

// wrap.ts

/** Makes a function that is called through a policy, with the same parameters and `this`; `Other` may answer in its place. */
export interface Wrap<Other = never> {
  /** One that answers with a promise keeps its type, with its overloads and type parameters. */
  <Fn extends (this: never, ...args: never) => Promise<unknown>>(fn: Fn & Wrappable<Fn, Other>): Fn;
  <This, Args extends unknown[], Value>(
    fn: (this: This, ...args: Args) => Value | PromiseLike<Value>,
  ): (this: This, ...args: Args) => Promise<Value | Other>;
}

/** Not one that has properties, nor one that answers with more than a promise: what comes out has none of that. */
type Wrappable<Fn extends (this: never, ...args: never) => unknown, Other> =
  [keyof Fn, Other, Promise<Awaited<ReturnType<Fn>>>] extends [never, never, ReturnType<Fn>] ? Fn : never;

function wrapWith<Other = never>(run: <Value>(call: () => Value | PromiseLike<Value>) => Promise<Value | Other>): Wrap<Other> {
  return <This, Args extends unknown[], Value>(fn: (this: This, ...args: Args) => Value | PromiseLike<Value>) => {
    requireFunction('Cannot wrap a function', fn);
    return function (this: This, ...args: Args): Promise<Value | Other> {
      return run(() => fn.apply(this, args));
    };
  };
}

// bulkhead/slots.ts

interface Place extends Linked<Place> {
  readonly onTurn: () => void;
}

/** The slots of a bulkhead and the queue for them, first come, first served. */
class Slots implements Bulkhead {
  running = 0;
  readonly wrap: Wrap = wrapWith((fn) => this.run(fn));
  readonly #options: BulkheadOptions;
  readonly #queue = new LinkedList<Place>();
  readonly #guards: Guards;

  constructor(options: BulkheadOptions) {
    this.#options = options;
    this.#guards = { name: options.name, slots: this };
  }

  get name(): string {
    return this.#options.name;
  }

  get queued(): number {
    return this.#queue.size;
  }

  run<Value>(fn: Guarded<Value>, options?: BulkheadRunOptions): Promise<Value> {
    requireRunArguments(fn, options);
    return guardedCall(fn, this.#guards, options?.signal);
  }

  /** @returns Whether there was one to take. */
  take(): boolean {
    if (this.running >= this.#options.maxConcurrent) return false;
    this.running++;
    return true;
  }

  /** A slot that is handed on stays taken: nobody can come in between. */
  free(): void {
    const { first } = this.#queue;
    if (first === undefined) {
      this.running--;
    } else {
      this.#queue.remove(first);
      first.onTurn();
    }
  }

  /**
   * Waits for a slot.
   *
   * @param onTurn Called with a slot that is taken.
   * @param onFull Called, maybe at once, if there is no place or no turn in time.
   * @returns A function that leaves the queue; calling it late or twice does nothing.
   */
  join(onTurn: () => void, onFull: (error: BulkheadFullError) => void): (() => void) | undefined {
    const { maxQueue = 0, queueTimeoutMs, clock = systemClock } = this.#options;
    if (this.queued >= maxQueue) {
      onFull(this.fullError());
      return undefined;
    }
    const place: Place = {
      before: undefined,
      after: undefined,
      onTurn: () => {
        stopTimer?.();
        onTurn();
      },
    };
    const giveUp = (): void => {
      // A clock of somebody's own may fire what was given up.
      if (this.#queue.remove(place)) onFull(this.fullError());
    };
    const stopTimer = queueTimeoutMs === undefined ? undefined : clock.schedule(giveUp, queueTimeoutMs);
    this.#queue.push(place);
    return () => {
      stopTimer?.();
      this.#queue.remove(place);
    };
  }

  /** Published, and made. */
  fullError(): BulkheadFullError {
    const { name, running, queued } = this;
    publish('bulkhead:rejected', { name, running, queued });
    return stackless(() => new BulkheadFullError(name, running, queued));
  }
}

// circuit-breaker/failure-count.ts

/** What a circuit breaker remembers of the calls, in constant time a call. */
export interface FailureCount {
  /** How many calls are remembered. */
  readonly calls: number;
  /** How many of them failed. */
  readonly failures: number;
  /** @param times For so many calls; 1 if left out. */
  record(failed: boolean, times?: number): void;
  /** Whether the circuit is to open. */
  isReached(failureThreshold: number): boolean;
}

/** Remembers the failures since the last success. */
class ConsecutiveFailures implements FailureCount {
  failures = 0;

  get calls(): number {
    return this.failures;
  }

  record(failed: boolean, times = 1): void {
    this.failures = failed ? this.failures + times : 0;
  }

  isReached(failureThreshold: number): boolean {
    return this.failures >= failureThreshold;
  }
}

// circuit-breaker/failure-window.ts

/** Among which calls a circuit breaker counts the failures: made by `countWindow` or `timeWindow`. */
export interface FailureWindow {
  /** Makes what one circuit remembers. */
  start(clock: Clock): FailureCount;
}

/** What a circuit breaker takes for a window. */
const windowKind: Kind = (value) => hasMethods(value, 'start') || 'a countWindow or a timeWindow';

interface WindowOptions {
  /**
   * Which part of the calls in the window must have failed, besides the `failureThreshold`: above 0, and 1 at most.
   *
   * @default 0.5
   */
  readonly failureRate?: number | undefined;
  /**
   * How many calls the window must have seen, besides the `failureThreshold`. Ignored ones don't count.
   *
   * @default 1
   */
  readonly minimumThroughput?: number | undefined;
}

/** How many calls are looked back on. */
export interface CountWindowOptions extends WindowOptions {
  /** A positive integer. A `failureThreshold` above it counts as it. */
  readonly calls: number;
}

/** How long is looked back. */
export interface TimeWindowOptions extends WindowOptions {
  /** A positive finite number of milliseconds. What is older is forgotten, in steps of a tenth. */
  readonly windowMs: number;
}

const ratios = { failureRate: rate, minimumThroughput: positiveInteger };

/**
 * Makes a circuit breaker count the failures among the last calls.
 *
 * @throws {TypeError} If `options` is no object.
 * @throws {RangeError} If an option is not as documented; names it and the value received.
 *
 * @example
 * ```ts
 * import { circuitBreaker, countWindow } from './failsoft.js';
 * import assert from 'node:assert/strict';
 *
 * const search = circuitBreaker({ name: 'search', window: countWindow({ calls: 100, minimumThroughput: 20 }) });
 * const down = () => Promise.reject(new Error('connection refused'));
 *
 * for (let call = 1; call <= 19; call++) await search.run(down).catch(() => 'no results');
 * assert.equal(search.state, 'closed');
 * await search.run(down).catch(() => 'no results');
 * assert.equal(search.state, 'open');
 * ```
 */
export function countWindow(options: CountWindowOptions): FailureWindow {
  const action = 'Cannot create a count window';
  requireOptions(action, options, { calls: positiveInteger }, ratios);
  requireOptions(action, options, {}, { minimumThroughput: (value) => Number(value) <= options.calls || 'at most the calls' });
  return { start: () => new CountWindow(options) };
}

/**
 * Makes a circuit breaker count the failures among the calls of the last milliseconds.
 *
 * @throws {TypeError} If `options` is no object.
 * @throws {RangeError} If an option is not as documented; names it and the value received.
 *
 * @example
 * ```ts
 * import { circuitBreaker, timeWindow } from './failsoft.js';
 * import assert from 'node:assert/strict';
 *
 * const search = circuitBreaker({ name: 'search', window: timeWindow({ windowMs: 10_000, failureRate: 0.2 }) });
 *
 * assert.equal(await search.run(async () => 'results'), 'results');
 * ```
 */
export function timeWindow(options: TimeWindowOptions): FailureWindow {
  requireOptions('Cannot create a time window', options, { windowMs: duration }, ratios);
  return { start: (clock) => new TimeWindow(options, clock) };
}

function isFailing({ calls, failures }: Counted, failureThreshold: number, { failureRate = 0.5, minimumThroughput = 1 }: WindowOptions): boolean {
  return failures >= failureThreshold && calls >= minimumThroughput && failures >= failureRate * calls;
}

interface Counted {
  calls: number;
  failures: number;
}

/** Remembers the last calls: a ring. */
class CountWindow implements FailureCount {
  calls = 0;
  failures = 0;
  readonly #options: CountWindowOptions;
  readonly #outcomes: Uint8Array;
  #next = 0;

  constructor(options: CountWindowOptions) {
    this.#options = options;
    this.#outcomes = new Uint8Array(options.calls);
  }

  record(failed: boolean, times = 1): void {
    const size = this.#outcomes.length;
    for (let left = Math.min(times, size); left > 0; left--) {
      this.failures += Number(failed) - (this.#outcomes[this.#next] ?? 0);
      this.#outcomes[this.#next] = Number(failed);
      this.#next = (this.#next + 1) % size;
      this.calls = Math.min(this.calls + 1, size);
    }
  }

  isReached(failureThreshold: number): boolean {
    return isFailing(this, Math.min(failureThreshold, this.#options.calls), this.#options);
  }
}

const slices = 10;

/** Remembers the calls of the last milliseconds: ten slices of time, of which the oldest goes as a whole. */
class TimeWindow implements FailureCount {
  readonly #options: TimeWindowOptions;
  readonly #clock: Clock;
  readonly #startMs: number;
  /** By their number, counted from the start. */
  readonly #slices = new Map<number, Counted>();
  readonly #sum: Counted = { calls: 0, failures: 0 };

  constructor(options: TimeWindowOptions, clock: Clock) {
    this.#options = options;
    this.#clock = clock;
    this.#startMs = clock.now();
  }

  get calls(): number {
    this.#forget();
    return this.#sum.calls;
  }

  get failures(): number {
    this.#forget();
    return this.#sum.failures;
  }

  record(failed: boolean, times = 1): void {
    const now = this.#forget();
    const slice = this.#slices.get(now) ?? { calls: 0, failures: 0 };
    this.#slices.set(now, slice);
    for (const counted of [slice, this.#sum]) {
      counted.calls += times;
      if (failed) counted.failures += times;
    }
  }

  isReached(failureThreshold: number): boolean {
    this.#forget();
    return isFailing(this.#sum, failureThreshold, this.#options);
  }

  /** @returns The number of the slice of now. */
  #forget(): number {
    // Multiplied first: the quotient of whole milliseconds is then exact at the edge of a slice.
    const now = Math.floor(((this.#clock.now() - this.#startMs) * slices) / this.#options.windowMs);
    for (const [number, { calls, failures }] of this.#slices) {
      if (number > now - slices) break;
      this.#slices.delete(number);
      this.#sum.calls -= calls;
      this.#sum.failures -= failures;
    }
    return now;
  }
}

// circuit-breaker/verdict.ts

/** How a call ended: with what it threw, or with what it answered. */
export type Outcome<Value = unknown> =
  | { readonly error: unknown; readonly value?: undefined }
  | { readonly error?: undefined; readonly value: Value };

/** Whether a call says that the dependency is failing; `'ignored'` if it says nothing of it. */
export type Verdict = boolean | 'ignored';

/** Errors of the caller's own side: an abort (`CanceledError` is axios's), and calls that were never made. */
const ownErrors: readonly unknown[] = ['AbortError', 'CanceledError', 'CircuitOpenError', 'BulkheadFullError'];

/**
 * A query that a database refuses: SQLSTATE classes 22 (data), 23 (constraints) and 42 (the query itself), and what Prisma makes
 * of them. Not 42000, which MySQL also gives to a user with too many connections, nor P2010 and P2024, which may be the database.
 */
const refusedQuery = /^(2[23][\dA-Z]{3}|42(?!000)[\dA-Z]{3}|P20(0\d|1[1-9]|2[0-35]))$/;

/** What client libraries call the status of an HTTP answer, in the error, its `response` or its `$metadata`. */
const statusNames = ['status', 'statusCode', 'httpStatusCode'];

/**
 * The default verdict. A 5xx and a 429 are failures, other 4xx are ignored, whether thrown or answered; so are an abort
 * by the caller and a query that a database refuses. Whatever else is thrown is a failure, whatever else is answered a success.
 */
function verdictOf(outcome: Outcome): Verdict {
  const { error, value } = outcome;
  const isThrown = 'error' in outcome;
  if (!isThrown && !isResponse(value)) return false;
  const status = statusOf(error ?? value) ?? 0;
  if (ownErrors.includes(read(error, 'name'))) return 'ignored';
  return status >= 500 || status === 429 || (status >= 400 ? 'ignored' : isThrown);
}

/** The status of HTTP that an error or an answer tells of: 400 for a query that a database refuses, which says the same. */
function statusOf(result: unknown): number | undefined {
  for (const holder of [result, read(result, 'response'), read(result, '$metadata')]) {
    for (const name of statusNames) {
      const status = read(holder, name);
      if (typeof status === 'number') return status;
    }
  }
  return isRefusedQuery(result) || isRefusedQuery(read(result, 'cause')) ? 400 : undefined;
}

/** `sqlState` is mysql2's; query builders hand an error on as the `cause` of their own. */
function isRefusedQuery(error: unknown): boolean {
  return ['code', 'sqlState'].some((name) => {
    const code = read(error, name);
    return typeof code === 'string' && refusedQuery.test(code);
  });
}

/** Of `fetch`, axios, node-fetch, `request` of undici: a record with a `status` is no answer of HTTP yet. */
function isResponse(value: unknown): boolean {
  return typeof read(value, 'ok') === 'boolean' || isObject(read(value, 'headers'));
}

// circuit-breaker/circuit-breaker.ts

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
 * import { circuitBreaker } from './failsoft.js';
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
 * import { circuitBreaker } from './failsoft.js';
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
function createCircuit(options: CircuitBreakerOptions): Circuit {
  requireOptions('Cannot create a circuit breaker', options, { name: text }, optionalOfCircuitBreaker);
  return new Circuit(options);
}

const optionalOfCircuitBreaker = {
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

// circuit-breaker/circuit-open-error.ts

/**
 * The circuit of a dependency is open, so it was not called. `cause` is the error that opened it, if one was thrown.
 *
 * `error.name === 'CircuitOpenError'` holds across copies of this module, where `instanceof` does not.
 *
 * @example
 * ```ts
 * import { circuitBreaker, CircuitOpenError } from './failsoft.js';
 * import assert from 'node:assert/strict';
 *
 * const payments = circuitBreaker({ name: 'payments' });
 * payments.hydrate({ state: 'open', calls: 0, failures: 0, openings: 1, retryAfterMs: 30_000 });
 *
 * await payments.run(async () => 'paid').catch((error: unknown) => {
 *   assert(error instanceof CircuitOpenError);
 *   assert.match(error.message, /^payments was not called: its circuit is open for another \d+ ms$/);
 *   assert.equal(error.dependency, 'payments');
 *   assert(error.retryAfterMs > 0 && error.retryAfterMs <= 30_000);
 * });
 * ```
 */
export class CircuitOpenError extends Error {
  static {
    this.prototype.name = 'CircuitOpenError'; // as of a TimeoutError
  }

  /** The name of the circuit breaker. */
  readonly dependency: string;
  /**
   * In how many milliseconds a call may be let through; `Infinity` while the circuit is isolated by hand. While
   * probes are under way it is when they are given up: it may be sooner.
   */
  readonly retryAfterMs: number;

  constructor(dependency: string, retryAfterMs: number, cause?: unknown) {
    const until = retryAfterMs < Infinity ? `open for another ${Math.ceil(retryAfterMs)} ms` : 'isolated';
    super(`${dependency} was not called: its circuit is ${until}`, cause === undefined ? undefined : { cause });
    this.dependency = dependency;
    this.retryAfterMs = retryAfterMs;
  }
}

// recent-map.ts

/** Makes a value for each key that is asked for, and keeps those of the keys that were asked for last. */
class RecentMap<Value> {
  readonly #make: (key: string) => Value;
  readonly #maxKeys: number;
  /** The one that was asked for least recently first. */
  readonly #values = new Map<string, Value>();

  constructor(make: (key: string) => Value, maxKeys = 1_000) {
    this.#make = make;
    this.#maxKeys = maxKeys;
  }

  get(key: string): Value {
    const value = this.#values.get(key) ?? this.#make(key);
    this.#values.delete(key);
    this.#values.set(key, value);
    const [oldest] = this.#values.keys();
    if (this.#values.size > this.#maxKeys && oldest !== undefined) this.#values.delete(oldest);
    return value;
  }
}

// circuit-breaker/circuit.ts

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
interface Admission {
  /** What the circuit was when the call was let through, by number: its result counts as long as that lasts. */
  era: number;
  startMs: number;
}

/**
 * A circuit breaker. Its state machine has no promises or timers: whatever is due with time happens at the next call, as
 * if it had happened in time.
 */
class Circuit implements CircuitBreaker {
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

// deadlines.ts
/**
 * Deadlines of calls. Nearly every call is over long before its own, and a timer of the host for each would cost more
 * than all the rest of a call: those of one length stand in one list, the first due first, with one timer.
 */

/** What has a deadline: one at a time. */
interface Deadline extends Linked<Deadline> {
  dueMs: number;
  /** What calls `onDue`, and is to be stopped before that if the deadline is given up. */
  timer: { stop(deadline: Deadline): void } | undefined;
  onDue(): void;
}

/**
 * @param clock Somebody's own, if any.
 * @returns Whether the timer is one for many.
 */
function startDeadline(deadline: Deadline, delayMs: number, clock: Clock | undefined): boolean {
  if (clock === undefined && host.isShared && setTimeout === host.setTimeout) {
    const list = lists.get(delayMs) ?? new DeadlineList(delayMs);
    list.start(deadline);
    return true;
  }
  deadline.timer = { stop: (clock ?? systemClock).schedule(() => deadline.onDue(), delayMs) };
  return false;
}

const lists = /* @__PURE__ */ new Map<number, DeadlineList>();

/** The host as it was when this module was loaded: under fake timers that were installed since, each deadline has a timer. */
const host = /* @__PURE__ */ hostNow();

function hostNow() {
  const agent = read(Reflect.get(globalThis, 'navigator'), 'userAgent');
  // On the edge a timer belongs to the request that set it, and goes with it.
  const isShared = agent !== 'Cloudflare-Workers' && !('EdgeRuntime' in globalThis);
  return { setTimeout, clearTimeout, now: performance.now.bind(performance), isShared };
}

/**
 * How late a timer is when the event loop was busy. Node runs timers before it looks at what has arrived in the meantime: the
 * calls that were answered in time would be given up, and open a circuit. They get one turn of the loop to be settled in.
 */
const lateMs = 5;

/** How long a list goes on without a deadline, rather than set and clear a timer for each of a row of short calls. */
const idleMs = 1;

class DeadlineList {
  readonly #delayMs: number;
  readonly #deadlines = new LinkedList<Deadline>();
  #timer: ReturnType<typeof setTimeout>;
  #isIdleSoon = true;

  constructor(delayMs: number) {
    this.#delayMs = delayMs;
    this.#timer = this.#wait(idleMs);
    lists.set(delayMs, this);
  }

  start(deadline: Deadline): void {
    deadline.timer = this;
    deadline.dueMs = host.now() + this.#delayMs;
    this.#deadlines.push(deadline);
  }

  stop(deadline: Deadline): void {
    if (!this.#deadlines.remove(deadline) || this.#deadlines.size > 0 || this.#isIdleSoon) return;
    const { clearTimeout: clear } = host; // a browser's refuses to be called as a method
    clear(this.#timer);
    lists.delete(this.#delayMs);
  }

  #wait(ms: number, onTimer = () => this.#wake()): ReturnType<typeof setTimeout> {
    const { setTimeout: start } = host;
    return start(onTimer, Math.min(Math.ceil(ms), longestTimerMs));
  }

  #wake(): void {
    const nowMs = host.now();
    const { first } = this.#deadlines;
    if (first !== undefined && first.dueMs < nowMs - lateMs) this.#timer = this.#wait(0, () => this.#fire(nowMs));
    else this.#fire(nowMs);
  }

  /** @param nowMs Of this turn of the loop or the one before. */
  #fire(nowMs: number): void {
    this.#isIdleSoon = true;
    let first = this.#deadlines.first;
    // A timer of the host may be early by a part of a millisecond: then there is a little left to wait.
    for (; first !== undefined && first.dueMs <= nowMs; first = this.#deadlines.first) {
      this.#deadlines.remove(first);
      first.onDue();
    }
    if (first === undefined) {
      lists.delete(this.#delayMs);
    } else {
      this.#isIdleSoon = false;
      this.#timer = this.#wait(first.dueMs - host.now());
    }
  }
}

// faults.ts

/** What a guarded call calls. */
type GuardedOfFaults<Value> = (context: CallContext) => Value | PromiseLike<Value>;

/**
 * Where `@failsoft/runtime/chaos` gets in: it may have something else called in place of a dependency. Nobody else sets
 * it, so that nothing of it is in a program that does not import that.
 */
const faults: { inject: (<Value>(fn: GuardedOfFaults<Value>, guards: Guards) => GuardedOfFaults<Value>) | undefined } = { inject: undefined };

// lazy-signal.ts

/** A signal that is made when it is first read, since a signal is dear. */
class LazySignal {
  #controller: AbortController | undefined;
  #abort: { readonly reason: unknown } | undefined;

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#abort !== undefined) this.#controller.abort(this.#abort.reason);
    }
    return this.#controller.signal;
  }

  abort(reason: unknown): void {
    this.#abort ??= { reason };
    this.#controller?.abort(reason);
  }
}

// timeout/timeout-error.ts

/**
 * A dependency did not answer in time. Not to be mixed up with an abort by the caller, which rejects with the
 * caller's own `signal.reason`.
 *
 * `error.name === 'TimeoutError'` holds across copies of this module (and for `AbortSignal.timeout`), where
 * `instanceof` does not.
 *
 * @example
 * ```ts
 * import { TimeoutError, withTimeout } from './failsoft.js';
 * import assert from 'node:assert/strict';
 *
 * const silent = () => new Promise<never>(() => {});
 *
 * await withTimeout(silent, { timeoutMs: 20, name: 'payments' }).catch((error: unknown) => {
 *   assert(error instanceof TimeoutError);
 *   assert.equal(error.message, 'payments did not answer within 20 ms');
 *   assert.equal(error.dependency, 'payments');
 *   assert.equal(error.timeoutMs, 20);
 * });
 * ```
 */
export class TimeoutError extends Error {
  static {
    // On the prototype: an own `name` would be printed twice, and a class name does not survive a minifier.
    this.prototype.name = 'TimeoutError';
  }

  /** How long the call was given, in milliseconds. */
  readonly timeoutMs: number;
  /** The `name` that the call was given. */
  readonly dependency: string | undefined;

  constructor(timeoutMs: number, dependency?: string, cause?: unknown) {
    super(`${dependency ?? 'The call'} did not answer within ${timeoutMs} ms`, cause === undefined ? undefined : { cause });
    this.timeoutMs = timeoutMs;
    this.dependency = dependency;
  }
}

// guarded-call.ts

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
interface Guards {
  readonly name?: string | undefined;
  readonly timeoutMs?: number | undefined;
  readonly circuit?: Circuit | undefined;
  readonly slots?: Slots | undefined;
  /** Without the wait for a slot. */
  readonly attemptTimeoutMs?: number | undefined;
  readonly clock?: Clock | undefined;
}

/** Calls `fn` through all of the guards at once: a promise for each of them would cost more than what they do. */
function guardedCall<Value>(fn: Guarded<Value>, guards: Guards, signal: AbortSignal | undefined): Promise<Value> {
  return new Promise((resolve, reject) => new GuardedCall(fn, guards, resolve, reject).start(signal));
}

/** One attempt: what `fn` is handed, its deadline, its admission and the settling in one object, since calls are many. */
class GuardedCall<Value> extends LazySignal implements CallContext, Deadline, Admission {
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

// bulkhead/bulkhead.ts

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
 * import { bulkhead } from './failsoft.js';
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
function createSlots(options: BulkheadOptions): Slots {
  const required = { name: text, maxConcurrent: positiveInteger };
  const optional = { maxQueue: naturalNumber, queueTimeoutMs: duration, clock: clockKind };
  requireOptions('Cannot create a bulkhead', options, required, optional);
  return new Slots(options);
}

// fallback/fallback-error.ts

/**
 * No source of a chain had an answer. `errors` holds what each failed with, in the order in which they were asked, and
 * `cause` the first of them.
 *
 * `error.name === 'FallbackError'` holds across copies of this module, where `instanceof` does not.
 *
 * @example
 * ```ts
 * import { fallbackChain, FallbackError } from './failsoft.js';
 * import assert from 'node:assert/strict';
 *
 * const down = (what: string) => () => Promise.reject(new Error(`no ${what}`));
 * const sources = [{ name: 'live', run: down('route') }, { name: 'copy', run: down('file') }];
 *
 * await fallbackChain(sources, { name: 'prices', logger: { warn() {} } }).catch((error: unknown) => {
 *   assert(error instanceof FallbackError);
 *   assert.equal(error.message, 'prices has no answer: live failed with Error, copy failed with Error');
 *   assert.deepEqual(error.errors.map(String), ['Error: no route', 'Error: no file']);
 *   assert.equal(error.cause, error.errors[0]);
 * });
 * ```
 */
export class FallbackError extends AggregateError {
  static {
    this.prototype.name = 'FallbackError'; // as of a TimeoutError
  }

  /** The name of the chain. */
  readonly dependency: string | undefined;

  constructor(dependency: string | undefined, failures: readonly SourceFailure[]) {
    // Names of errors alone: messages may hold what was asked for.
    const told = failures.map(({ source, error }) => `${source} failed with ${error instanceof Error ? error.name : typeof error}`);
    super(
      failures.map(({ error }) => error),
      `${dependency ?? 'The call'} has no answer: ${told.join(', ')}`,
      { cause: failures[0]?.error },
    );
    this.dependency = dependency;
  }
}

/** What a source failed with. */
interface SourceFailure {
  readonly source: string;
  readonly error: unknown;
}

// discard.ts

/** Cancels the body of an answer that nobody will read: it would keep its connection. */
function discard(answer: unknown): void {
  const body = read(answer, 'body');
  if (!hasMethods(body, 'cancel')) return;
  // Rejects if somebody reads it already.
  new Promise((resolve) => resolve(body.cancel())).catch(() => undefined);
}

// telemetry/logger.ts

/** Where the runtime tells of failures that it hides from the caller. `console`, pino and winston fit as they are. */
export interface Logger {
  warn(message: string): void;
}

/** The default. Reads the global at each call, so that a replaced `console` is seen. */
const consoleLogger: Logger = {
  warn: (message) => console.warn(message),
};

// fallback/fallback-chain.ts

/** One place that an answer may come from. */
export interface FallbackSource<Value = unknown> {
  /** For the answer, the log and the telemetry. */
  readonly name: string;
  /** Asks it. Bound it with `withTimeout`: a source that hangs keeps the next from being asked. May throw. */
  readonly run: () => Value;
  /**
   * Whether what it answers may be out of date.
   *
   * @default false
   */
  readonly stale?: boolean | undefined;
}

/** An answer, and where it is from. */
export interface FallbackAnswer<Value> {
  readonly value: Value;
  /** The name of the source that gave it. */
  readonly source: string;
  /** Whether that source is marked as one whose answers may be out of date. */
  readonly stale: boolean;
}

/** When the next source is asked, and who is told. */
export interface FallbackChainOptions {
  /**
   * What the sources stand for, for the error, the log and the telemetry.
   *
   * @default undefined
   */
  readonly name?: string | undefined;
  /**
   * The signal that the caller gives up by: no further source is asked once it has aborted. Hand it to the sources
   * yourself. `undefined` is welcome.
   *
   * @default undefined
   */
  readonly signal?: AbortSignal | undefined;
  /**
   * Whether the next source is asked when one has ended like this; `undefined` to leave it to the default. If it throws,
   * the default decides.
   *
   * @default unless the first source says that the call itself is wrong, with a 4xx other than 408 and 429: it would be an
   * answer that is hidden
   */
  readonly shouldFallBack?: ((outcome: Outcome) => boolean | undefined) | undefined;
  /**
   * For which share of the calls the second source is asked first, so that it is known to work before it is needed. Those
   * callers get its answer; if it fails, the first is asked.
   *
   * @default 0
   */
  readonly exerciseRate?: number | undefined;
  /**
   * A number from 0 up to 1 for each call.
   *
   * @default Math.random
   */
  readonly random?: (() => number) | undefined;
  /**
   * Told of each source that fails: a line a second at most for each, without what the error quotes.
   *
   * @default console
   */
  readonly logger?: Logger | undefined;
}

/**
 * Asks one source after the other until one answers, and says which one it was. Each failure is logged and published.
 *
 * An answer of HTTP that is a failure, as `fetch` gives it, counts as one, unless it is all there is.
 *
 * @returns The answer. Rejects with what a source threw, as it is, if that is all there is; with a `FallbackError` that
 * holds them all if several failed; or with the reason of a signal that has aborted.
 * @throws {TypeError} At once, if `sources` is no array of sources or `options` no object.
 * @throws {RangeError} At once, if an option is not as documented; names it and the value received.
 *
 * @example A copy that may be old is better than nothing
 * ```ts
 * import { fallbackChain } from './failsoft.js';
 * import assert from 'node:assert/strict';
 *
 * const live = async (): Promise<number> => { throw new Error('connection refused'); };
 *
 * const answer = await fallbackChain(
 *   [
 *     { name: 'live', run: live },
 *     { name: 'last known', run: () => 1.08, stale: true },
 *   ],
 *   { name: 'rates', logger: { warn: (line) => assert.equal(line, 'rates: live failed, last known is asked: Error: connection refused') } },
 * );
 * assert.deepEqual(answer, { value: 1.08, source: 'last known', stale: true });
 * ```
 */
export function fallbackChain<Values extends readonly unknown[]>(
  sources: readonly [...{ [Index in keyof Values]: FallbackSource<Values[Index]> }],
  options: FallbackChainOptions = {},
): Promise<FallbackAnswer<Awaited<Values[number]>>> {
  const action = 'Cannot fall back';
  requireArgument(action, 'sources', sources, (Array.isArray(sources) && sources.length > 0) || 'an array of sources');
  for (const source of sources) requireOptions(action, source, { name: text, run: callback }, { stale: boolean }, 'source');
  requireOptions(action, options, {}, optionalOfFallbackChain);
  return askInOrder<Values[number]>(sources, options);
}

const boolean: Kind = (value) => typeof value === 'boolean' || 'true or false';

const share: Kind = (value) => value === 0 || rate(value) === true || 'a number from 0 to 1';

const optionalOfFallbackChain = {
  name: text,
  signal: abortSignal,
  shouldFallBack: callback,
  exerciseRate: share,
  random: callback,
  logger: loggerKind,
};

async function askInOrder<Value>(sources: readonly FallbackSource<Value>[], options: FallbackChainOptions): Promise<FallbackAnswer<Awaited<Value>>> {
  const { signal, exerciseRate = 0, random = Math.random, shouldFallBack } = options;
  signal?.throwIfAborted();
  const [primary, second, ...rest] = sources;
  const isExercised = primary !== undefined && second !== undefined && random() < exerciseRate;
  const order = isExercised ? [second, primary, ...rest] : sources;
  return askInTurn(order, options, primary, (outcome, isPrimary) => {
    let decision: boolean | undefined;
    try {
      decision = shouldFallBack?.(outcome);
    } catch {
      // The default decides.
    }
    return decision ?? isNoAnswer(outcome, isPrimary);
  });
}

// retry/retryable.ts

/** Request Timeout and Too Early say "not now" though they are 4xx. */
const temporary: readonly unknown[] = [408, 425];

/** Not Implemented and HTTP Version Not Supported stay what they are though they are 5xx. */
const lasting: readonly unknown[] = [501, 505];

/** Whether the same call may turn out better: what a circuit breaker counts as a failure, and what is temporary. */
function isRetryable(outcome: Outcome): boolean {
  const verdict = verdictOf(outcome);
  if (verdict === 'ignored') return isTemporary(outcome);
  return verdict && !lasting.includes(statusOf(outcome.error ?? outcome.value));
}

/** Whether a 4xx says "not now". `$retryable` is the mark of the AWS SDK, also for a throttling with 400. */
function isTemporary({ error, value }: Outcome): boolean {
  return temporary.includes(statusOf(error ?? value)) || isObject(read(error, '$retryable'));
}

/**
 * Whether a call was not answered, or with "not now": any other 4xx is an answer, and must not be hidden by something that
 * stands in. An abort is none, of which nobody knows whose it was.
 */
function isOutage(outcome: Outcome): boolean {
  const verdict = verdictOf(outcome);
  if (verdict !== 'ignored') return verdict;
  return isTemporary(outcome) || ('error' in outcome && statusOf(outcome.error) === undefined);
}

// telemetry/quiet-log.ts

const quietMs = 1_000;

/** Tells whichever logger there is now. */
type QuietLog = (logger: Logger, event: string, error: unknown) => void;

/**
 * Makes a log of failures that come in swarms: at most one line in a second, which says how many had none since the
 * last. A line says what happened and what the error says.
 */
function quietLog(clock: Clock): QuietLog {
  let quietUntil = -Infinity;
  let unlogged = 0;
  return (logger, event, error) => {
    const now = clock.now();
    if (now < quietUntil) {
      unlogged++;
      return;
    }
    const more = unlogged > 0 ? ` (and ${unlogged} more since the last line)` : '';
    quietUntil = now + quietMs;
    unlogged = 0;
    try {
      logger.warn(`${event}: ${textOf(error)}${more}`);
    } catch {
      // A broken logger must not break the call, nor an error whose causes go in a circle.
    }
  };
}

/** What an error says, without what it quotes: Redis and `JSON.parse` quote keys and values in their messages. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return 'a value that is no Error';
  // A refused connection is an AggregateError whose only text is its code.
  const said = error.message || ('code' in error ? String(error.code) : 'no message');
  const cause = error.cause === undefined ? '' : `, caused by ${textOf(error.cause)}`;
  return `${error.name}: ${said.replace(/(?<!\w)["'`].*/s, '…')}${cause}`;
}

// fallback/ask-in-turn.ts

/** How calls fall back; that the next source is to be asked is decided by whoever calls. */
type Telling = Pick<FallbackChainOptions, 'name' | 'signal' | 'logger'>;

/**
 * Asks one source after the other until one answers.
 *
 * @param primary The one that the caller wants the answer of, which may not be the first.
 * @param isPassedOver Whether the next source is asked when one has ended like this.
 */
async function askInTurn<Value>(
  sources: readonly FallbackSource<Value>[],
  options: Telling,
  primary = sources[0],
  isPassedOver = isNoAnswer,
): Promise<FallbackAnswer<Awaited<Value>>> {
  const { name, signal } = options;
  const failures: SourceFailure[] = [];
  for (const [index, source] of sources.entries()) {
    const next = sources[index + 1];
    const outcome = await outcomeOf(source);
    const goesOn = isPassedOver(outcome, source === primary);
    const isThrown = 'error' in outcome;
    if (isThrown || goesOn) {
      if (signal?.aborted) throw signal.reason;
      const failure = { source: source.name, error: isThrown ? outcome.error : unaccepted(outcome.value) };
      failures.push(failure);
      if (goesOn) tell(failure, next, options);
      else if (source === primary) throw failure.error; // whatever became of one that was exercised before
      else break;
    }
    if (!isThrown && (!goesOn || next === undefined)) {
      const { name: from, stale = false } = source;
      if (source !== primary) publish('fallback:used', { name, source: from, stale, exercised: index === 0 });
      return { value: outcome.value, source: from, stale };
    }
    discard(outcome.value);
  }
  throw failures.length === 1 ? failures[0]?.error : new FallbackError(name, failures);
}

/** Of a later source a 4xx that is thrown says nothing of the call: the first was asked the same and did not say it. */
function isNoAnswer(outcome: Outcome, isPrimary: boolean): boolean {
  return (!isPrimary && 'error' in outcome) || isOutage(outcome);
}

async function outcomeOf<Value>(source: FallbackSource<Value>): Promise<Outcome<Awaited<Value>>> {
  try {
    return { value: await source.run() };
  } catch (error) {
    return { error };
  }
}

/** Stands for an answer that is a failure. */
function unaccepted(value: unknown): Error {
  const status = statusOf(value);
  return new Error(`answered with ${status === undefined ? 'what is not accepted' : `status ${status}`}`);
}

function tell({ source, error }: SourceFailure, next: FallbackSource | undefined, { name, logger = consoleLogger }: Telling): void {
  const event = `${name ?? 'Fallback'}: ${source} failed, ${next?.name ?? 'no source'} is ${next === undefined ? 'left' : 'asked'}`;
  publish('fallback:source-failed', { name, source, error });
  logsOfAskInTurn.get(event)(logger, event, error);
}

/** A line a second at most for what befalls a source, whichever logger a call brings: many have one for each request. */
const logsOfAskInTurn = /* @__PURE__ */ new RecentMap(() => quietLog(systemClock));

// fallback/fallback.ts

/**
 * Calls one function after the other until one answers. Each failure is logged to the console and published; see
 * `fallbackChain` for names, for where the answer is from, and for what is no reason to go on: a 4xx of the first.
 *
 * For what a caller can do without: for what it can't, a fallback is one more way to fail, and one that is seldom tried. Bound
 * each function with `withTimeout`: one that hangs keeps the next from being called.
 *
 * @returns The first answer. Rejects with what a function threw, as it is, if that is all there is, or with a
 * `FallbackError` that holds them all.
 * @throws {TypeError} At once, if one of them is no function.
 *
 * @example
 * ```ts
 * import { fallback, withTimeout } from './failsoft.js';
 * import assert from 'node:assert/strict';
 *
 * const recommend = () => new Promise<string[]>(() => {}); // hangs
 *
 * const books = await fallback(
 *   () => withTimeout(recommend, { timeoutMs: 20, name: 'recommendations' }),
 *   () => [],
 * );
 * assert.deepEqual(books, []);
 * ```
 */
export function fallback<Values extends readonly unknown[]>(
  ...sources: readonly [...{ [Index in keyof Values]: () => Values[Index] }]
): Promise<Awaited<Values[number]>> {
  const functions: readonly (() => Values[number])[] = sources;
  const action = 'Cannot fall back';
  requireFunction(action, functions[0]);
  const chain = functions.map((run, index): FallbackSource<Values[number]> => {
    requireFunction(action, run);
    return { name: run.name || (index === 0 ? 'the first source' : `fallback ${index}`), run };
  });
  return askInTurn(chain, {}).then(({ value }) => value);
}

// retry/attempt-errors.ts

const errorsOf = /* @__PURE__ */ new WeakMap<object, readonly unknown[]>();

/**
 * What every attempt of a `retry` or a `hedge` failed with, in order, told by the error that it rejected with. That is
 * the error of the last attempt, as it was thrown; nothing is added to it.
 *
 * @returns `undefined` for anything that neither has rejected with, and for a thrown value that is no object.
 *
 * @example
 * ```ts
 * import { attemptErrors, retry } from './failsoft.js';
 * import assert from 'node:assert/strict';
 *
 * let call = 0;
 * const down = async () => {
 *   throw new Error(`failure ${++call}`);
 * };
 *
 * await retry(down, { attempts: 3, baseDelayMs: 1, name: 'reports' }).catch((error: Error) => {
 *   assert.equal(error.message, 'failure 3');
 *   assert.deepEqual(attemptErrors(error)?.map(String), ['Error: failure 1', 'Error: failure 2', 'Error: failure 3']);
 * });
 * ```
 */
export function attemptErrors(error: unknown): readonly unknown[] | undefined {
  return isObject(error) ? errorsOf.get(error) : undefined;
}

/** Makes them known, for as long as `error` is held by somebody. */
function noteAttempts(error: unknown, errors: readonly unknown[]): void {
  if (isObject(error)) errorsOf.set(error, errors);
}

// retry/retry-after.ts

/**
 * How long the dependency asks to be left alone, in milliseconds; 0 if it does not ask. It says so in a header of its
 * answer (of `fetch`, axios, got, undici, the AWS SDK), or its client does in a property of the error.
 */
function retryAfterMs({ error, value }: Outcome): number {
  const told = error ?? value;
  for (const holder of [told, read(told, 'response'), read(told, '$response')]) {
    const headers = read(holder, 'headers');
    const asked = header(headers, 'retry-after');
    const ms = milliseconds(read(holder, 'retryAfterMs') ?? header(headers, 'retry-after-ms'))
      || milliseconds(read(holder, 'retryAfterSeconds') ?? asked, 1_000)
      // The clock that the date is of is the server's, so its own `Date` is what to reckon from.
      || timeOf(asked) - (timeOf(header(headers, 'date')) || Date.now());
    if (ms > 0) return ms;
  }
  return 0;
}

function milliseconds(count: unknown, unitMs = 1): number {
  const isCount = typeof count === 'number' || (typeof count === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(count));
  return isCount ? Number(count) * unitMs : NaN;
}

/** Dates of HTTP end like this; `Date.parse` takes much else for a date. */
function timeOf(date: unknown): number {
  return typeof date === 'string' && / GMT\s*$/.test(date) ? Date.parse(date) : NaN;
}

/** Of `Headers` and the like, or of a record, whose names may be in any case. */
function header(headers: unknown, name: string): unknown {
  if (hasMethods(headers, 'get')) return headers.get(name);
  return isObject(headers) ? Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1] : undefined;
}

// retry/retry-budget.ts

/** How many retries a dependency may be sent, measured by the calls that are made to it. */
export interface RetryBudgetOptions {
  /**
   * How many retries each call earns. 0.1 keeps the load on a dependency that fails altogether below 1.1 times that of the
   * calls; one less than the `attempts` limits nothing.
   *
   * @default 0.1
   */
  readonly ratio?: number | undefined;
  /**
   * How many retries a second are earned at least, however few the calls. It counts where less than `minPerSecond / ratio`
   * calls are made in a second: one, by default.
   *
   * @default 0.1
   */
  readonly minPerSecond?: number | undefined;
  /**
   * How many retries can be saved up. A new budget has as many.
   *
   * @default 10
   */
  readonly burst?: number | undefined;
}

/** What retries and hedges of a dependency are paid from. */
export interface RetryBudget {
  /** How many retries could be made now. */
  readonly balance: number;
  /**
   * A call is made, which is no retry.
   *
   * @param nowMs The reading of a monotonic clock.
   */
  deposit(nowMs: number): void;
  /** A retry is to be made. @returns Whether it may. */
  withdraw(): boolean;
}

/**
 * Makes a budget for `retry` and `hedge`: a token bucket that each call fills by a tenth of a retry.
 *
 * Without one in their options all calls of the same `name` share a budget in this process, and so do all without a name.
 * Make one where dependencies of several names fail together, since they are one server.
 *
 * @throws {TypeError} If `options` is no object.
 * @throws {RangeError} If an option is not as documented; names it and the value received.
 *
 * @example Ten calls pay for one retry
 * ```ts
 * import { retry, retryBudget } from './failsoft.js';
 * import assert from 'node:assert/strict';
 *
 * const budget = retryBudget({ ratio: 0.1, minPerSecond: 0, burst: 1 });
 * let calls = 0;
 * const down = async () => {
 *   calls++;
 *   throw new Error('connection refused');
 * };
 *
 * for (let call = 0; call < 100; call++) {
 *   await retry(down, { attempts: 3, baseDelayMs: 1, name: 'stock', budget }).catch(() => 'sold out');
 * }
 * assert.equal(calls, 110);
 * ```
 */
export function retryBudget(options: RetryBudgetOptions = {}): RetryBudget {
  requireOptions('Cannot create a retry budget', options, {}, { ratio: positive, minPerSecond: notNegative, burst: positiveInteger });
  return tokenBucket(options);
}

/** What `retry`, `hedge` and a dependency take for one. */
const budgetKind: Kind = (value) => hasMethods(value, 'deposit', 'withdraw') || 'a retryBudget';

const positive: Kind = (value) => isPositive(value) || 'a positive finite number';

const notNegative: Kind = (value) => value === 0 || isPositive(value) || 'a finite number that is not negative';

/** The budget of all calls of one name in this process. */
function budgetOf(name = ''): RetryBudget {
  return budgets.get(name);
}

/** Bounded, since names may be made of what a user sends. One that was forgotten starts anew. */
const budgets = /* @__PURE__ */ new RecentMap(() => tokenBucket({}));

/** Counts calls, not retries: 10 times 0.1 is less than 1. */
function tokenBucket({ ratio = 0.1, minPerSecond = 0.1, burst = 10 }: RetryBudgetOptions): RetryBudget {
  const callsPerRetry = 1 / ratio;
  const maxCalls = burst / ratio;
  let calls = maxCalls;
  let lastMs = Infinity;
  return {
    get balance() {
      return calls / callsPerRetry;
    },
    deposit(nowMs) {
      const idleMs = Math.max(0, nowMs - lastMs);
      const earnedByTime = (idleMs * minPerSecond * callsPerRetry) / 1_000;
      lastMs = nowMs;
      calls = Math.min(maxCalls, calls + Math.max(1, earnedByTime));
    },
    withdraw() {
      if (calls < callsPerRetry) return false;
      calls -= callsPerRetry;
      return true;
    },
  };
}

// hedge/hedge.ts

/** When a call is made once more while the first is under way, and what pays for it. */
export interface HedgeOptions {
  /** How long to wait for an answer before the call is made once more: the latency that 95 % of the calls stay below. */
  readonly delayMs: number;
  /**
   * How many calls may be made, the first one included.
   *
   * @default 2
   */
  readonly max?: number | undefined;
  /**
   * The dependency that is called, for the telemetry and for the budget: calls of the same name share one, retries included.
   *
   * @default undefined
   */
  readonly name?: string | undefined;
  /**
   * Gives the call up when it aborts. `undefined` is welcome.
   *
   * @default undefined
   */
  readonly signal?: AbortSignal | undefined;
  /**
   * What hedges are paid from: a `retryBudget`.
   *
   * @default the one of all calls of this name in the process, which lets a tenth as many hedges be made as calls
   */
  readonly budget?: RetryBudget | undefined;
  /**
   * The time to live by.
   *
   * @default the host's clock
   */
  readonly clock?: Clock | undefined;
}

/**
 * Calls `fn`, and once more when there is no answer after `delayMs`, or at once when it fails in a way that may pass. The
 * first answer wins, and the others are aborted through their signals.
 *
 * For reads that are idempotent and seldom slow, where a few are served by a replica in trouble. Against a dependency that
 * is slow for all it does nothing but add load, so that hedges are paid from a budget: a tenth of the calls.
 *
 * @param fn The call. Must hand on its `signal`, or losers go on. May throw: that is a rejection.
 * @returns What the first attempt to succeed answers with. Rejects with the last failure, as it is (`attemptErrors` has the
 * others), or at once with an error that says that the call itself is wrong (a 404); with `signal.reason` as it is, at
 * once, if the caller aborts.
 * @throws {TypeError} At once, if `fn` is no function or `options` no object.
 * @throws {RangeError} At once, if an option is not as documented; names it and the value received.
 *
 * @example One replica hangs
 * ```ts
 * import { hedge } from './failsoft.js';
 * import assert from 'node:assert/strict';
 *
 * const aborted: number[] = [];
 * const read = ({ signal, attempt }: { signal: AbortSignal; attempt: number }) =>
 *   new Promise<string>((resolve) => {
 *     signal.addEventListener('abort', () => aborted.push(attempt));
 *     if (attempt === 2) resolve('12 EUR');
 *   });
 *
 * assert.equal(await hedge(read, { delayMs: 20, name: 'prices' }), '12 EUR');
 * assert.deepEqual(aborted, [1]);
 * ```
 */
export function hedge<Value>(fn: Guarded<Value>, options: HedgeOptions): Promise<Value> {
  const action = 'Cannot hedge';
  requireFunction(action, fn);
  requireOptions(action, options, { delayMs: duration }, optionalOfHedge);
  return new Promise<Value>((resolve, reject) => hedgedCall(fn, options, resolve, reject));
}

const optionalOfHedge = {
  max: positiveInteger,
  name: text,
  signal: abortSignal,
  budget: budgetKind,
  clock: clockKind,
};

function hedgedCall<Value>(
  fn: Guarded<Value>,
  options: HedgeOptions,
  resolve: (value: Value) => void,
  reject: (reason: unknown) => void,
): void {
  const { delayMs, name, signal, budget = budgetOf(name), clock = systemClock } = options;
  const errors: unknown[] = [];
  /** The attempts under way. */
  const running = new Set<LazySignal>();
  /** How many attempts may be made; less from the moment on from which more would not help. */
  let { max = 2 } = options;
  let attempts = 0;
  let isOver = false;
  let cancelTimer: (() => void) | undefined;
  let stopListening: (() => void) | undefined;

  if (signal?.aborted) {
    reject(signal.reason);
    return;
  }
  budget.deposit(clock.now());
  if (signal !== undefined) stopListening = onAbort(signal, () => giveUp(signal.reason));
  start();

  function start(): void {
    const attempt = Object.assign(new LazySignal(), { attempt: ++attempts });
    running.add(attempt);
    cancelTimer?.();
    try {
      cancelTimer = attempts < max ? clock.schedule(() => startAnother(undefined), delayMs) : undefined;
    } catch (error) {
      fail(error); // a clock of somebody's own may throw
      return;
    }
    new Promise<Value>((resolveAttempt) => resolveAttempt(fn(attempt))).then(
      (value) => ended(attempt, { value }),
      (error: unknown) => ended(attempt, { error }),
    );
  }

  function startAnother(error: unknown): void {
    if (isOver || attempts >= max) return; // a clock of somebody's own may fire what was given up
    if (budget.withdraw()) {
      publish('hedge:started', { name, attempt: attempts + 1 });
      start();
    } else {
      startNoMore();
      publish('retry:budget-exhausted', { name, error });
    }
  }

  function ended(call: LazySignal & { readonly attempt: number }, outcome: Outcome<Value>): void {
    if (isOver) {
      discard(outcome.value);
      return;
    }
    running.delete(call);
    if ('error' in outcome) errors.push(outcome.error);
    const isAnswer = isFinal(outcome);
    if (!isAnswer) {
      if (isRetryable(outcome) && retryAfterMs(outcome) === 0) startAnother(outcome.error);
      else startNoMore();
      if (running.size > 0) {
        discard(outcome.value);
        return;
      }
    }
    if ('error' in outcome) {
      fail(outcome.error);
    } else {
      resolve(outcome.value);
      if (isAnswer && call.attempt > 1) publish('hedge:won', { name, attempt: call.attempt });
      settle(running.size > 0 ? stackless(lost) : undefined);
    }
  }

  function startNoMore(): void {
    max = attempts;
    cancelTimer?.();
  }

  function fail(error: unknown): void {
    noteAttempts(error, errors);
    giveUp(error);
  }

  function giveUp(reason: unknown): void {
    reject(reason);
    settle(reason);
  }

  function settle(reason: unknown): void {
    isOver = true;
    cancelTimer?.();
    stopListening?.();
    for (const attempt of running) attempt.abort(reason);
  }
}

/** Whether this is the answer, however the other attempts end. A call that was not made (a full bulkhead) is none. */
function isFinal(outcome: Outcome): boolean {
  if (isRetryable(outcome)) return false;
  return !('error' in outcome) || statusOf(outcome.error) !== undefined;
}

/** The name keeps circuit breakers further in from counting it as a failure. */
function lost(): Error {
  return Object.assign(new Error('Another attempt answered first'), { name: 'AbortError' });
}

// retry/retry-plan.ts

/** When a call is made again. */
export interface RetryRules {
  /**
   * The dependency that is called, for the telemetry and for the budget: calls of the same name share one.
   *
   * @default undefined
   */
  readonly name?: string | undefined;
  /**
   * How many calls may be made, the first one included.
   *
   * @default 3
   */
  readonly attempts?: number | undefined;
  /**
   * What the first wait is below. It doubles with each attempt, and the wait is drawn at random from below it.
   *
   * @default 100
   */
  readonly baseDelayMs?: number | undefined;
  /**
   * What every wait is below. A dependency that asks to be left alone for longer, with a `Retry-After`, is not called again.
   *
   * @default 10_000
   */
  readonly maxDelayMs?: number | undefined;
  /**
   * How long all attempts and the waits between them may take. No wait is begun that would not end before.
   *
   * @default undefined
   */
  readonly timeoutMs?: number | undefined;
  /**
   * Whether a call that ended like this should be made again; `undefined` to leave it to the default. If it throws, the
   * call is not made again.
   *
   * @default network errors, timeouts, 5xx, 429 and 408 are, thrown or answered; other 4xx, queries that a database refuses, aborts,
   * `CircuitOpenError` and `BulkheadFullError` are not; whatever else is thrown is
   */
  readonly isRetryable?: ((outcome: Outcome) => boolean | undefined) | undefined;
  /**
   * A number from 0 up to 1 for each wait.
   *
   * @default Math.random
   */
  readonly random?: (() => number) | undefined;
}

/** What one call has come to, and whether it is made again. No promises and no timers: whoever makes the calls has those. */
class RetryPlan {
  readonly #rules: RetryRules;
  readonly #budget: RetryBudget;
  readonly #deadlineMs: number;
  /** What was thrown by the attempts that failed, in order. */
  readonly errors: unknown[] = [];
  #failed = 0;

  /** @param startMs When the first attempt began, which the budget must have been told of. */
  constructor(rules: RetryRules, budget: RetryBudget, startMs: number) {
    this.#rules = rules;
    this.#budget = budget;
    this.#deadlineMs = startMs + (rules.timeoutMs ?? Infinity);
  }

  /**
   * An attempt has ended.
   *
   * @returns In how many milliseconds to make the next; `undefined` if this is how the call ends.
   */
  next(outcome: Outcome, nowMs: number): number | undefined {
    const { error } = outcome;
    if ('error' in outcome) this.errors.push(error);
    const delayMs = this.#delay(outcome, nowMs);
    if (delayMs === undefined) {
      noteAttempts(error, this.errors);
    } else {
      publish('retry:scheduled', { name: this.#rules.name, attempt: this.#failed + 1, delayMs, error });
      discard(outcome.value);
    }
    return delayMs;
  }

  #delay(outcome: Outcome, nowMs: number): number | undefined {
    const { attempts = 3, baseDelayMs = 100, maxDelayMs = 10_000, random = Math.random, name } = this.#rules;
    if (++this.#failed >= attempts || !this.#isRetryable(outcome)) return undefined;
    const askedMs = retryAfterMs(outcome);
    // "Full jitter": those who failed together don't come back together, also where they are told when to.
    const delayMs = askedMs + random() * Math.min(maxDelayMs, baseDelayMs * 2 ** (this.#failed - 1));
    if (askedMs > maxDelayMs || nowMs + delayMs >= this.#deadlineMs) return undefined;
    if (this.#budget.withdraw()) return delayMs;
    publish('retry:budget-exhausted', { name, error: outcome.error });
    return undefined;
  }

  #isRetryable(outcome: Outcome): boolean {
    try {
      return this.#rules.isRetryable?.(outcome) ?? isRetryable(outcome);
    } catch {
      return false;
    }
  }
}

// retry/retried-call.ts

/** What a call that is retried passes through: for each attempt, and around them all. */
interface RetryGuards extends Guards {
  readonly rules: RetryRules;
  readonly budget: RetryBudget;
}

/** Calls `fn` through the guards, and again as the rules and the budget allow. */
function retriedCall<Value>(fn: Guarded<Value>, guards: RetryGuards, signal: AbortSignal | undefined): Promise<Value> {
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

// policy/policy.ts

/** What calls of one dependency pass through, whose checked options these are. */
class Policy<Fallback> implements Dependency<Fallback> {
  readonly name: string;
  readonly breaker: Circuit | undefined;
  readonly bulkhead: Slots | undefined;
  readonly wrap: Wrap<Fallback> = wrapWith((fn) => this.run(fn));
  readonly #options: DependencyOptions<Fallback>;
  readonly #guards: Guards;
  readonly #retryGuards: RetryGuards | undefined;
  readonly #keyed: RecentMap<Policy<Fallback>>;

  constructor(options: DependencyOptions<Fallback>) {
    const { name, timeoutMs, attemptTimeoutMs, retry, clock } = options;
    this.name = name;
    this.breaker = circuitOf(options);
    this.bulkhead = slotsOf(options);
    this.#options = options;
    this.#guards = { name, timeoutMs, circuit: this.breaker, slots: this.bulkhead, attemptTimeoutMs, clock };
    this.#retryGuards = retry && { ...this.#guards, rules: { ...retry, name, timeoutMs }, budget: retry.budget ?? budgetOf(name) };
    this.#keyed = new RecentMap((key) => this.#make(key), options.maxKeys);
  }

  run<Value, Other = never>(fn: Guarded<Value>, options?: DependencyRunOptions<Other>): Promise<Value | Fallback | Other> {
    requireRunArguments(fn, options);
    const signal = options?.signal;
    const call = this.#retryGuards === undefined ? guardedCall(fn, this.#guards, signal) : retriedCall(fn, this.#retryGuards, signal);
    const answer = options?.fallback ?? this.#options.fallback;
    if (answer === undefined) return call;
    return fallBack<Value | Fallback | Other>(call, answer, { name: this.name, signal });
  }

  for(key: string): Policy<Fallback> {
    return this.#keyed.get(key);
  }

  #make(key: string): Policy<Fallback> {
    const { breaker } = this;
    return new Policy({ ...this.#options, name: `${this.name} ${key}`, breaker: breaker?.for(key) });
  }
}

type Options = DependencyOptions<unknown>;

function circuitOf({ name, breaker, clock }: Options): Circuit | undefined {
  if (breaker === undefined || breaker instanceof Circuit) return breaker;
  if (breaker.run === undefined) return createCircuit({ ...breaker, name, clock });
  throw foreign('breaker');
}

function slotsOf({ name, bulkhead, clock }: Options): Slots | undefined {
  if (bulkhead === undefined || bulkhead instanceof Slots) return bulkhead;
  if (bulkhead.run === undefined) return createSlots({ ...bulkhead, name, clock });
  throw foreign('bulkhead');
}

function foreign(option: string): RangeError {
  return new RangeError(`Cannot create a dependency: \`${option}\` must be options or made by this copy of the package`);
}

async function fallBack<Value>(
  call: Promise<Value>,
  answer: (ended: Outcome) => Value | PromiseLike<Value>,
  options: FallbackChainOptions,
): Promise<Value> {
  let ended: Outcome<Awaited<Value | PromiseLike<Value>>>;
  try {
    const value = await call;
    ended = { value };
    if (verdictOf(ended) === false) return value;
  } catch (error) {
    ended = { error };
  }
  const sources = [{ name: 'call', run: () => call }, { name: 'fallback', run: () => answer(ended) }];
  const { value } = await askInTurn<Value | PromiseLike<Value>>(sources, options);
  return value;
}

// retry/retry.ts

/** When a call is made again, what pays for it, and who may give it up. */
export interface RetryOptions extends RetryRules {
  /**
   * Gives the call up when it aborts, whether an attempt is under way or the next is waited for. `undefined` is welcome.
   *
   * @default undefined
   */
  readonly signal?: AbortSignal | undefined;
  /**
   * What retries are paid from: a `retryBudget`.
   *
   * @default the one of all calls of this name in the process, which lets a tenth as many retries be made as calls
   */
  readonly budget?: RetryBudget | undefined;
  /**
   * The time to live by.
   *
   * @default the host's clock
   */
  readonly clock?: Clock | undefined;
}

/**
 * Calls `fn`, and again when it fails in a way that may pass: after a random wait that doubles, or as long as the
 * dependency asks for with a `Retry-After`, and as long as the budget lasts.
 *
 * Only for calls that may be made twice: reads, and writes that carry an idempotency key. At one layer only: three
 * attempts at each of five layers are 243. It bounds no attempt by itself: put `withTimeout` inside.
 *
 * An answer of HTTP that is a failure, as `fetch` gives it, counts as one: of those that are not the last the body is
 * cancelled.
 *
 * @param fn The call. May ignore its argument, and may throw: that is a rejection.
 * @returns What the last attempt answers with. Rejects with what it rejects with, as it is (`attemptErrors` has the others);
 * with a `TimeoutError` when `timeoutMs` have passed; or with `signal.reason` as it is, at once, if the caller aborts.
 * @throws {TypeError} At once, if `fn` is no function or `options` no object.
 * @throws {RangeError} At once, if an option is not as documented; names it and the value received.
 *
 * @example A failure that passes
 * ```ts
 * import { retry, withTimeout } from './failsoft.js';
 * import assert from 'node:assert/strict';
 *
 * const answers = [new Response('', { status: 503 }), Response.json({ EUR: 1 })];
 * const ask = async (signal: AbortSignal) => (signal.throwIfAborted(), answers.shift()!);
 *
 * const response = await retry(
 *   (call) => withTimeout(({ signal }) => ask(signal), { timeoutMs: 1_000, signal: call.signal, name: 'rates' }),
 *   { attempts: 3, timeoutMs: 2_500, name: 'rates' },
 * );
 * assert.deepEqual(await response.json(), { EUR: 1 });
 * ```
 */
export function retry<Value>(fn: Guarded<Value>, options: RetryOptions = {}): Promise<Value> {
  const action = 'Cannot retry';
  requireFunction(action, fn);
  requireOptions(action, options, {}, retryKinds);
  requireOptions(action, options, {}, callerKinds);
  const { name, timeoutMs, clock, signal, budget = budgetOf(name) } = options;
  return retriedCall(fn, { name, timeoutMs, clock, rules: options, budget }, signal);
}

const callerKinds = { signal: abortSignal };

/** Of `retry`, and of the retries of a dependency. */
const retryKinds = {
  name: text,
  attempts: positiveInteger,
  baseDelayMs: duration,
  maxDelayMs: duration,
  timeoutMs: duration,
  isRetryable: callback,
  random: callback,
  budget: budgetKind,
  clock: clockKind,
};

// policy/dependency.ts

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
 * import { dependency } from './failsoft.js';
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
 * import { dependency } from './failsoft.js';
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
  requireOptions(action, options, { name: text, timeoutMs: duration }, optionalOfDependency);
  if (options.retry !== undefined) requireOptions(action, options.retry, {}, retryKinds, 'retry');
  return new Policy(options);
}

const optionalOfDependency = {
  attemptTimeoutMs: duration,
  retry: plainObject,
  breaker: plainObject,
  bulkhead: plainObject,
  fallback: callback,
  maxKeys: positiveInteger,
  clock: clockKind,
};

// bulkhead/map-with-limit.ts

/**
 * Calls `fn` for each item, with at most `limit` calls running at a time, as `Promise.all(items.map(fn))` does without a
 * limit. Items are taken one by one, when there is room for the next.
 *
 * @param items Any iterable.
 * @param fn Is handed the item and its index. May throw: that is a rejection.
 * @returns The answers in the order of the items. Rejects with the first failure, after which no further call is made;
 * those that are running go on, and what comes of them is dropped.
 * @throws {TypeError} At once, if `items` is no iterable or `fn` no function.
 * @throws {RangeError} At once, if `limit` is no positive integer.
 *
 * @example
 * ```ts
 * import { mapWithLimit } from './failsoft.js';
 * import assert from 'node:assert/strict';
 *
 * const ids = ['1', '2', '3'];
 * const statuses = await mapWithLimit(ids, 2, async (id) => {
 *   const response = await fetch(`https://products.example/${id}`);
 *   return response.status;
 * });
 * assert.deepEqual(statuses, [200, 404, 404]);
 * ```
 */
export function mapWithLimit<Item, Value>(
  items: Iterable<Item>,
  limit: number,
  fn: (item: Item, index: number) => Value | PromiseLike<Value>,
): Promise<Value[]> {
  const action = 'Cannot map with a limit';
  requireArgument(action, 'items', items, typeof items === 'string' || hasMethods(items, Symbol.iterator) || 'an iterable');
  requireFunction(action, fn);
  requireOptions(action, { limit }, { limit: positiveInteger }, {});
  return mapAll(items, limit, fn);
}

async function mapAll<Item, Value>(
  items: Iterable<Item>,
  limit: number,
  fn: (item: Item, index: number) => Value | PromiseLike<Value>,
): Promise<Value[]> {
  const values: Value[] = [];
  const workers: Promise<void>[] = [];
  const entries = indexed(items);
  const taken = { all: false };

  /** Ends the common iteration if a call fails, as leaving a loop does, so that nobody takes another item. */
  async function work(): Promise<void> {
    for (const [item, index] of entries) values[index] = await fn(item, index);
    taken.all = true;
  }

  while (workers.length < limit && !taken.all) workers.push(work());
  await Promise.all(workers);
  return values;
}

function* indexed<Item>(items: Iterable<Item>): Generator<readonly [Item, number]> {
  let index = 0;
  for (const item of items) yield [item, index++];
}

// timeout/timeout.ts

/** How long a call may take, and who may give it up sooner. */
export interface TimeoutOptions {
  /** How long the call may take: a positive finite number of milliseconds. */
  readonly timeoutMs: number;
  /**
   * Gives the call up when it aborts. `undefined` is welcome, so that an optional signal can be handed on.
   *
   * @default undefined
   */
  readonly signal?: AbortSignal | undefined;
  /**
   * The dependency that is called, for the error and the telemetry.
   *
   * @default undefined
   */
  readonly name?: string | undefined;
  /**
   * The time to live by.
   *
   * @default the host's clock
   */
  readonly clock?: Clock | undefined;
}

/**
 * Calls `fn` and rejects with a `TimeoutError` if it has not settled within `timeoutMs` of the call.
 *
 * Hand `signal` on to whatever takes one: a promise can't be stopped from outside, so work that ignores the signal
 * goes on after the timeout, and only its result is dropped.
 *
 * Read the body of a `fetch` inside `fn`. A `fetch` settles with the headers; a body read outside can stall for ever.
 *
 * @param fn The call. May ignore its argument, and may throw: that is a rejection.
 * @returns What `fn` answers with. Rejects with a `TimeoutError`; with `signal.reason` as it is if the caller aborts
 * (if it has aborted already, `fn` is not called); or with whatever `fn` rejects with.
 * @throws {TypeError} At once, if `fn` is no function or `options` no object.
 * @throws {RangeError} At once, if an option is not as documented; names it and the value received.
 *
 * @example A deadline for a request, body included
 * ```ts
 * import { withTimeout } from './failsoft.js';
 * import assert from 'node:assert/strict';
 *
 * const rates = await withTimeout(
 *   async ({ signal }) => {
 *     const response = await fetch('https://rates.example/latest', { signal });
 *     return response.json();
 *   },
 *   { timeoutMs: 5_000, name: 'rates' },
 * );
 * assert.deepEqual(rates, { EUR: 1, USD: 1.08 });
 * ```
 *
 * @example A caller who gives up is told apart from a timeout
 * ```ts
 * import { withTimeout } from './failsoft.js';
 * import assert from 'node:assert/strict';
 *
 * const caller = new AbortController();
 * const silent = () => new Promise<never>(() => {});
 *
 * const call = withTimeout(silent, { timeoutMs: 5_000, signal: caller.signal });
 * caller.abort(new Error('the user closed the page'));
 *
 * await assert.rejects(call, { name: 'Error', message: 'the user closed the page' });
 * ```
 */
export function withTimeout<Value>(
  fn: (context: CallContext) => Value | PromiseLike<Value>,
  options: TimeoutOptions,
): Promise<Value> {
  checkArguments(fn, options);
  return guardedCall(fn, options, options.signal);
}

function checkArguments(fn: unknown, options: TimeoutOptions): void {
  const action = 'Cannot set a timeout';
  requireFunction(action, fn);
  requireOptions(action, options, { timeoutMs: duration }, { name: text, clock: clockKind, signal: abortSignal });
}

// response/partial-response.ts

/** What holds for all parts of a response. */
export interface PartialResponseOptions {
  /**
   * What is answered, for the log and the telemetry: `product page`.
   *
   * @default 'response'
   */
  readonly name?: string | undefined;
  /**
   * How long each part may take, where it does not say so itself.
   *
   * @default 5_000
   */
  readonly timeoutMs?: number | undefined;
  /**
   * Gives everything up when it aborts. `undefined` is welcome.
   *
   * @default undefined
   */
  readonly signal?: AbortSignal | undefined;
  /**
   * Told of parts that failed: at most one line in a second, without what an error quotes.
   *
   * @default console
   */
  readonly logger?: Logger | undefined;
  /**
   * The time to live by.
   *
   * @default the host's clock
   */
  readonly clock?: Clock | undefined;
}

/** A part that the response can't do without. */
export interface RequiredPartOptions {
  /**
   * How long the part may take.
   *
   * @default timeoutMs of the response
   */
  readonly timeoutMs?: number | undefined;
}

/** A part that the response can do without. */
export interface PartOptions<Value, Fallback> extends RequiredPartOptions {
  /** Stands in where the part is missing: what shows that there is nothing, not what looks real. */
  readonly fallback: Fallback;
  /**
   * What users are told: a text, or a function that makes one of the reason.
   *
   * @default a sentence of the part's name and the reason: `reviews did not answer in time`
   */
  readonly warning?: string | ((reason: PartReason) => string) | undefined;
  /**
   * Whether the part is to be asked for at all: `() => health.allows('reviews')`.
   *
   * @default undefined, always
   */
  readonly enabled?: (() => boolean) | undefined;
  /**
   * Whether an answer is out of date, which is a warning too: `({ stale }) => stale`.
   *
   * @default undefined, never
   */
  readonly isStale?: ((value: NoInfer<Value>) => boolean) | undefined;
}

/** What stands in the response: a fallback that is one of the values, as `[]` is, adds nothing to their type. */
export type PartValue<Value, Fallback> = [Fallback] extends [Value] ? Value : Value | Fallback;

/** What there is, and what is missing. */
export interface PartialResponse<Data> {
  /** Every part by its name: what it answered with, or its fallback. */
  readonly data: { readonly [Name in keyof Data]: Data[Name] };
  /** One for each part that is not as it should be, in the order of the parts. */
  readonly warnings: readonly PartWarning[];
  /** Whether there are warnings. */
  readonly degraded: boolean;
}

/** A response under construction. Each method makes a new one; nothing is called before `gather`. */
export interface PartialResponseBuilder<Data extends object> {
  /**
   * Adds a part that the response can do without.
   *
   * @param fn Its call. May throw: that is a rejection. Is handed a `signal` that aborts when its time is up.
   * @throws {TypeError} If the response has a part of this name.
   */
  part<const Name extends string, Value, Fallback>(
    name: Name extends keyof Data ? never : Name,
    fn: (context: CallContext) => Value | PromiseLike<Value>,
    options: PartOptions<Value, Fallback>,
  ): PartialResponseBuilder<Data & Readonly<Record<Name, PartValue<Value, Fallback>>>>;
  /**
   * Adds a part that the response can't do without: if it fails, so does the response.
   *
   * @param fn As of `part`.
   * @throws {TypeError} If the response has a part of this name.
   */
  required<const Name extends string, Value>(
    name: Name extends keyof Data ? never : Name,
    fn: (context: CallContext) => Value | PromiseLike<Value>,
    options?: RequiredPartOptions,
  ): PartialResponseBuilder<Data & Readonly<Record<Name, PartValue<Value, never>>>>;
  /**
   * Calls all parts at once, and waits for them.
   *
   * @returns What there is. Rejects with whatever a required part rejects with, at once; or with `signal.reason` as it
   * is if the caller aborts.
   */
  gather(): Promise<PartialResponse<Data>>;
}

/**
 * Puts a response together of parts, some of which it can do without: one that fails, or that does not answer in time,
 * is replaced by its fallback, and the response says so.
 *
 * Don't use it for writes, or where a user would take a fallback for the truth: an empty list of allergies is no
 * answer. Such parts are `required`.
 *
 * @throws {TypeError} If `options` is no object.
 * @throws {RangeError} If an option is not as documented; names it and the value received.
 *
 * @example A page without its reviews
 * ```ts
 * import { partialResponse } from './failsoft.js';
 * import assert from 'node:assert/strict';
 *
 * const { data, warnings, degraded } = await partialResponse({ name: 'product page', logger: { warn: () => {} } })
 *   .required('product', async () => ({ name: 'Tea' }))
 *   .part('stock', async () => 12, { fallback: null })
 *   .part('reviews', () => new Promise<string[]>(() => {}), {
 *     fallback: [],
 *     timeoutMs: 20,
 *     warning: 'Reviews are not available at the moment.',
 *   })
 *   .gather();
 *
 * assert.deepEqual(data, { product: { name: 'Tea' }, stock: 12, reviews: [] });
 * assert.deepEqual(warnings, [{ part: 'reviews', reason: 'timed-out', message: 'Reviews are not available at the moment.' }]);
 * assert.equal(degraded, true);
 * ```
 */
export function partialResponse(options: PartialResponseOptions = {}): PartialResponseBuilder<object> {
  const optional = { name: text, timeoutMs: duration, signal: abortSignal, logger: loggerKind, clock: clockKind };
  requireOptions('Cannot create a partial response', options, {}, optional);
  return new Builder(options, [], () => Promise.resolve({ data: {}, warnings: [] }));
}

type Part<Value> = (context: CallContext) => Value | PromiseLike<Value>;

interface Gathered<Data> {
  readonly data: Data;
  readonly warnings: readonly PartWarning[];
}

class Builder<Data extends object> implements PartialResponseBuilder<Data> {
  readonly #gather: () => Promise<Gathered<Data>>;
  readonly #options: PartialResponseOptions;
  readonly #names: readonly string[];

  constructor(options: PartialResponseOptions, names: readonly string[], gather: () => Promise<Gathered<Data>>) {
    this.#options = options;
    this.#names = names;
    this.#gather = gather;
  }

  async gather(): Promise<PartialResponse<Data>> {
    const { data, warnings } = await this.#gather();
    return { data, warnings, degraded: warnings.length > 0 };
  }

  part<const Name extends string, Value, Fallback>(
    name: Name extends keyof Data ? never : Name,
    fn: Part<Value>,
    options: PartOptions<Value, Fallback>,
  ): PartialResponseBuilder<Data & Readonly<Record<Name, PartValue<Value, Fallback>>>> {
    const call = this.#bounded(name, fn, options);
    const { fallback, warning, enabled, isStale } = options;
    const missing = (reason: PartReason): Gathered<Value | Fallback> => ({ data: fallback, warnings: [partWarning(name, reason, warning)] });
    const ask = async (): Promise<Gathered<Value | Fallback>> => {
      if (enabled?.() === false) return missing('switched-off');
      return call().then((data) => ({ data, warnings: isStale?.(data) ? [partWarning(name, 'stale', warning)] : [] }));
    };
    return this.#with<Name, Value, Fallback>(name, () =>
      ask().catch((error: unknown) => {
        this.#options.signal?.throwIfAborted();
        const reason = reasonOf(error);
        this.#tell(name, reason, error);
        return missing(reason);
      }),
    );
  }

  required<const Name extends string, Value>(
    name: Name extends keyof Data ? never : Name,
    fn: Part<Value>,
    options: RequiredPartOptions = {},
  ): PartialResponseBuilder<Data & Readonly<Record<Name, PartValue<Value, never>>>> {
    const call = this.#bounded(name, fn, options);
    return this.#with<Name, Value, never>(name, () => call().then((data) => ({ data, warnings: [] })));
  }

  #with<Name extends string, Value, Fallback>(
    name: Name,
    gather: () => Promise<Gathered<Value | Fallback>>,
  ): PartialResponseBuilder<Data & Readonly<Record<Name, PartValue<Value, Fallback>>>> {
    return new Builder(this.#options, [...this.#names, name], async () => {
      const [before, part] = await Promise.all([this.#gather(), gather()]);
      return { data: withPart<Data, Name, Value, Fallback>(before.data, name, part.data), warnings: [...before.warnings, ...part.warnings] };
    });
  }

  #bounded<Value>(name: string, fn: Part<Value>, options: RequiredPartOptions): () => Promise<Value> {
    const action = `Cannot add the part ${name}`;
    requireArgument(action, 'name', name, (text(name) === true && !this.#names.includes(name)) || 'a string that no other part is named');
    requireFunction(action, fn);
    requireOptions(action, options, {}, { timeoutMs: duration, warning: wording, enabled: callback, isStale: callback });
    const { timeoutMs = this.#options.timeoutMs ?? 5_000 } = options;
    return () => withTimeout(fn, { ...this.#options, name, timeoutMs });
  }

  #tell(part: string, reason: PartReason, error: unknown): void {
    const { name = 'response', logger = consoleLogger, clock = systemClock } = this.#options;
    publish('response:part-missing', { name, part, reason, error });
    const log = logs.get(logger) ?? quietLog(clock);
    logs.set(logger, log);
    log(logger, `${name}: goes without its part ${part}`, error);
  }
}

const wording: Kind = (value) => text(value) === true || isMethod(value) || 'a text or a function';

/** A response lives for one request; the line a second is the logger's. */
const logs = /* @__PURE__ */ new WeakMap<Logger, QuietLog>();

function withPart<Data, Name extends string, Value, Fallback>(
  data: Data,
  name: Name,
  value: Value | Fallback,
): Data & Readonly<Record<Name, PartValue<Value, Fallback>>>;

function withPart(data: object, name: string, value: unknown): object {
  return { ...data, [name]: value };
}

// health/level-rule.ts

/** What is seen of a circuit breaker. */
export type ObservedBreaker = Pick<CircuitBreaker, 'name' | 'state' | 'toJSON'>;

const breakerList: Kind = /* @__PURE__ */ listOf('circuit breakers', (value) => hasMethods(value, 'toJSON'));

/** When a level is called for: as long as one of these circuits is open, or as long as the function says so. */
export type LevelCondition = readonly ObservedBreaker[] | (() => boolean);

/** For how long a condition must hold, or not hold, without a break, before it counts. */
interface Hysteresis {
  readonly enterAfterMs: number;
  readonly leaveAfterMs: number;
}

/** Makes a function that looks at the condition, and says whether the level is called for. */
function levelRule(condition: LevelCondition, { enterAfterMs, leaveAfterMs }: Hysteresis): (nowMs: number) => boolean {
  let holds = false;
  let sinceMs = 0;
  let isActive = false;

  /** A condition that throws says nothing new. */
  function look(): boolean {
    try {
      return typeof condition === 'function' ? condition() : condition.some(isDown);
    } catch {
      return holds;
    }
  }

  return (nowMs) => {
    const held = holds;
    holds = look();
    if (holds !== held) sinceMs = nowMs;
    if (holds !== isActive && nowMs - sinceMs >= (holds ? enterAfterMs : leaveAfterMs)) isActive = holds;
    return isActive;
  };
}

/**
 * Not one that would let a call through as a probe: if what the breaker guards is switched off because it is open,
 * nobody calls, and it would stay open for ever.
 */
function isDown(breaker: ObservedBreaker): boolean {
  return breaker.state === 'isolated' || (breaker.state === 'open' && breaker.toJSON().retryAfterMs > 0);
}

// health/service-health.ts

/** What a level takes away, and when. */
export type HealthLevel<Feature extends string> = (
  | {
      /** Features that are off. */
      readonly disable: readonly Feature[];
      readonly only?: undefined;
    }
  | {
      /** Features that are on: all others are off. */
      readonly only: readonly Feature[];
      readonly disable?: undefined;
    }
) & {
  /**
   * Circuit breakers, one of which is open; or a function that says whether the level is called for.
   *
   * @default undefined, by hand only
   */
  readonly when?: LevelCondition | undefined;
};

/** What a service can do without, and when. */
export interface ServiceHealthOptions<Feature extends string, Level extends string> {
  /**
   * The service, for the telemetry.
   *
   * @default 'service'
   */
  readonly name?: string | undefined;
  /** Everything that can be asked for with `allows`. */
  readonly features: readonly Feature[];
  /** By name, from the mildest to the most severe. Each also takes away what those before it do. */
  readonly levels: Readonly<Record<Level, HealthLevel<NoInfer<Feature>>>>;
  /**
   * For how long a level must be called for, without a break, before it is entered. Less than the `recoveryMs` of the
   * breakers that call for it.
   *
   * @default undefined, it is entered at once
   */
  readonly enterAfterMs?: number | undefined;
  /**
   * For how long a level must not have been called for, without a break, before it is left.
   *
   * @default 30_000
   */
  readonly leaveAfterMs?: number | undefined;
  /**
   * Told of each change of the level. What it throws is dropped.
   *
   * @default undefined
   */
  readonly onChange?: ((change: HealthLevelChangedMessage) => void) | undefined;
  /**
   * The time to live by.
   *
   * @default the host's clock
   */
  readonly clock?: Clock | undefined;
}

/** How well a service is, and what it does without. It looks when it is asked, and has no timers. */
export interface ServiceHealth<Feature extends string = string, Level extends string = string> {
  readonly name: string;
  /** What holds now: `normal`, or one of the levels. */
  readonly level: Level | 'normal';
  /** What is off at this level. */
  readonly disabled: readonly Feature[];
  /**
   * Whether a feature is on.
   *
   * @throws {TypeError} If there is no feature of this name, at every level.
   */
  allows(feature: Feature): boolean;
  /**
   * Sets the level by hand, whatever the conditions say; `normal` switches degradation off. The last to force wins.
   *
   * @returns A function that ends it; calling it twice does nothing.
   * @throws {TypeError} If there is no level of this name.
   */
  force(level: Level | 'normal'): () => void;
}

/**
 * Makes the degradation levels of a service: what it stops doing while a dependency is down or the service is
 * overloaded, so that what matters most goes on.
 *
 * A way of working that is seldom used is seldom tested: have few levels, force each now and then, and be told of each
 * change. A breaker calls for its level until it would let a call through to see whether the dependency is back.
 *
 * @throws {TypeError} If `options` or a level is no object.
 * @throws {RangeError} If an option is not as documented; names it and the value received.
 *
 * @example Recommendations go first
 * ```ts
 * import { circuitBreaker, serviceHealth } from './failsoft.js';
 * import assert from 'node:assert/strict';
 *
 * const recommender = circuitBreaker({ name: 'recommender', failureThreshold: 1 });
 * const health = serviceHealth({
 *   name: 'shop',
 *   features: ['recommendations', 'reviews', 'search', 'checkout'],
 *   levels: {
 *     degraded: { disable: ['recommendations'], when: [recommender] },
 *     critical: { only: ['checkout'] },
 *   },
 * });
 * assert.equal(health.level, 'normal');
 *
 * await recommender.run(() => Promise.reject(new Error('down'))).catch(() => []);
 * assert.equal(health.level, 'degraded');
 * assert.equal(health.allows('recommendations'), false);
 * assert.equal(health.allows('search'), true);
 *
 * const undo = health.force('critical');
 * assert.deepEqual(health.disabled, ['recommendations', 'reviews', 'search']);
 * undo();
 * assert.equal(health.level, 'degraded');
 * ```
 */
export function serviceHealth<const Feature extends string, Level extends string>(
  options: ServiceHealthOptions<Feature, Level>,
): ServiceHealth<Feature, Level> {
  checkOptions(options);
  return createHealth(options);
}

function createHealth<const Feature extends string, Level extends string>(
  options: ServiceHealthOptions<Feature, Level>,
): ServiceHealth<Feature, Level> {
  const { name = 'service', features, levels, enterAfterMs = 0, leaveAfterMs = 30_000, onChange, clock = systemClock } = options;
  const disabled = new Map<Level | 'normal', readonly Feature[]>([['normal', []]]);
  let off: readonly Feature[] = [];
  /** The mildest first. */
  const rules = namesOf(levels).map((level) => {
    const { disable, only, when } = levels[level];
    const before = off;
    off = features.filter((feature) => before.includes(feature) || (disable?.includes(feature) ?? !only?.includes(feature)));
    disabled.set(level, off);
    return { level, isActive: when && levelRule(when, { enterAfterMs, leaveAfterMs }) };
  });
  let forced: readonly { readonly level: Level | 'normal' }[] = [];
  let current: Level | 'normal' = 'normal';

  return {
    name,
    get level() {
      return look();
    },
    get disabled() {
      return disabledNow();
    },
    allows(feature) {
      requireArgument('Cannot look up a feature', 'feature', feature, features.includes(feature) || oneOf(features));
      return !disabledNow().includes(feature);
    },
    force(level) {
      requireArgument('Cannot force a level', 'level', level, disabled.has(level) || oneOf([...disabled.keys()]));
      const force = { level };
      forced = [...forced, force];
      look();
      return () => {
        forced = forced.filter((other) => other !== force);
        look();
      };
    },
  };

  function disabledNow(): readonly Feature[] {
    return disabled.get(look()) ?? [];
  }

  /** Every rule has to look, also while a more severe one, or a hand, decides. */
  function look(): Level | 'normal' {
    const nowMs = clock.now();
    const active = rules.filter(({ isActive }) => isActive?.(nowMs));
    const force = forced.at(-1);
    const { level } = force ?? active.at(-1) ?? { level: 'normal' };
    if (level !== current) enter(level, force !== undefined);
    return current;
  }

  function enter(to: Level | 'normal', byHand: boolean): void {
    const change: HealthLevelChangedMessage = { name, from: current, to, byHand };
    current = to;
    publish('health:level-changed', change);
    try {
      onChange?.(change);
    } catch {
      // A listener that throws must not break the call.
    }
  }
}

function oneOf(names: readonly string[]): string {
  return `one of ${names.join(', ')}`;
}

function checkOptions<Feature extends string, Level extends string>(options: ServiceHealthOptions<Feature, Level>): void {
  const action = 'Cannot create service health';
  requireOptions(
    action,
    options,
    { features: listOf('names', (name) => text(name) === true), levels: plainObject },
    { name: text, enterAfterMs: duration, leaveAfterMs: duration, onChange: callback, clock: clockKind },
  );
  const { features, levels } = options;
  const some = listOf(`some of ${features.join(', ')}`, (value) => features.some((feature) => feature === value));
  for (const name of namesOf(levels)) {
    const level = levels[name];
    const argument = `levels.${name}`;
    requireOptions(action, level, {}, { disable: some, only: some, when: condition }, argument);
    const isOne = name !== 'normal' && (level.disable === undefined) !== (level.only === undefined);
    requireArgument(action, argument, level, isOne || 'one level other than `normal`, with either `disable` or `only`');
  }
}

function namesOf<Level extends string>(levels: Readonly<Record<Level, unknown>>): readonly Level[] {
  const isLevel = (name: string): name is Level => name in levels;
  return Object.keys(levels).filter(isLevel);
}

const condition: Kind = (value) => isMethod(value) || breakerList(value) === true || 'a function or a list of circuit breakers';

// health/health-snapshot.ts

/** What to look at. */
export interface HealthSnapshotSources {
  /** @default [] */
  readonly breakers?: readonly ObservedBreaker[] | undefined;
  /** @default [] */
  readonly bulkheads?: readonly Pick<Bulkhead, 'name' | 'running' | 'queued'>[] | undefined;
  /** @default [] */
  readonly services?: readonly Pick<ServiceHealth, 'name' | 'level' | 'disabled'>[] | undefined;
}

/** What a service has to say of its dependencies, as plain JSON: names, states and numbers, and nothing of any call. */
export interface HealthSnapshot {
  /** Whether a circuit is not closed, or a level not normal. */
  readonly degraded: boolean;
  readonly breakers: readonly {
    readonly name: string;
    readonly state: CircuitState;
    /** In how many milliseconds a call may be let through; 0 if it may now, or if nobody knows. */
    readonly retryAfterMs: number;
  }[];
  readonly bulkheads: readonly { readonly name: string; readonly running: number; readonly queued: number }[];
  readonly services: readonly { readonly name: string; readonly level: string; readonly disabled: readonly string[] }[];
}

/**
 * Makes a picture of how things are, for a `/health` route and for people. It calls no dependency.
 *
 * Don't make a liveness probe of it: a dependency that is down is no reason to restart what goes on without it.
 *
 * @throws {TypeError} If `sources` is no object.
 * @throws {RangeError} If one of them is not as documented; names it and the value received.
 *
 * @example
 * ```ts
 * import { bulkhead, circuitBreaker, healthSnapshot } from './failsoft.js';
 * import assert from 'node:assert/strict';
 *
 * const stock = circuitBreaker({ name: 'stock', failureThreshold: 1 });
 * const reports = bulkhead({ name: 'reports', maxConcurrent: 5 });
 * stock.isolate();
 *
 * assert.deepEqual(healthSnapshot({ breakers: [stock], bulkheads: [reports] }), {
 *   degraded: true,
 *   breakers: [{ name: 'stock', state: 'isolated', retryAfterMs: 0 }],
 *   bulkheads: [{ name: 'reports', running: 0, queued: 0 }],
 *   services: [],
 * });
 * ```
 */
export function healthSnapshot(sources: HealthSnapshotSources): HealthSnapshot {
  const optional = { breakers: breakerList, bulkheads: listOf('bulkheads', isObject), services: listOf('services', isObject) };
  requireOptions('Cannot take a health snapshot', sources, {}, optional, 'sources');
  const { breakers = [], bulkheads = [], services = [] } = sources;
  const circuits = breakers.map((breaker) => {
    const { name, state } = breaker;
    return { name, state, retryAfterMs: Math.ceil(breaker.toJSON().retryAfterMs) };
  });
  const levels = services.map(({ name, level, disabled }) => ({ name, level, disabled }));
  return {
    degraded: circuits.some(({ state }) => state !== 'closed') || levels.some(({ level }) => level !== 'normal'),
    breakers: circuits,
    bulkheads: bulkheads.map(({ name, running, queued }) => ({ name, running, queued })),
    services: levels,
  };
}

// cache/cache-entry.ts

/**
 * What a cache-aside keeps in the cache. JSON says it as it is, if it does so with the value. Processes share it, so
 * its times are those of the wall clock.
 */
export interface CacheEntry<Value> {
  readonly value: Value;
  /** When it was loaded: milliseconds since 1970. */
  readonly loadedAt: number;
  /** Until when it is fresh. */
  readonly freshUntil: number;
}

/** Whether a cache handed out an entry: it may hold what another version of the program wrote. */
function isEntry<Value>(found: CacheEntry<Value> | null | undefined): found is CacheEntry<Value> {
  return isObject(found) && 'value' in found && [found.loadedAt, found.freshUntil].every(Number.isFinite);
}

// cache/miss-log.ts

/** Tells of misses that were failures. A line names the method and the error. */
function missLog(name: string, logger: Logger, clock: Clock): (method: string, error: unknown) => void {
  const log = quietLog(clock);
  return (method, error) => {
    publish('cache:miss-on-error', { name, method, error });
    log(logger, `${name}: ${method} failed, treated as a miss`, error);
  };
}

// cache/cache-aside.ts

/** Where to look first, where to load from, and how long what was loaded is good for. */
export interface CacheAsideOptions<Value> {
  /** What is cached, for the log and the telemetry: `products`. */
  readonly name: string;
  /** Reads from the cache what `set` wrote; `null` or `undefined` if there is nothing. Whatever it throws is a miss. */
  readonly get: (key: string) => Found<NoInfer<Value>> | PromiseLike<Found<NoInfer<Value>>>;
  /** Writes to the cache, which may forget it after `expiryMs`, an integer. */
  readonly set: (key: string, entry: CacheEntry<NoInfer<Value>>, expiryMs: number) => unknown;
  /** Loads from what stands behind the cache. Is handed a `signal` that aborts when its time is up. */
  readonly load: (key: string, context: CallContext) => Value | PromiseLike<Value>;
  /** For how long what was loaded is fresh. */
  readonly ttlMs: number;
  /**
   * For how long after that it may stand in where a load fails.
   *
   * @default undefined, not at all
   */
  readonly staleIfErrorMs?: number | undefined;
  /** How long the cache may take to answer, a read and a write each. */
  readonly timeoutMs: number;
  /** How long a load may take, its wait for its turn included. */
  readonly loadTimeoutMs: number;
  /** How many loads may run at a time: what the store can take when the cache is empty. */
  readonly maxLoads: number;
  /**
   * How many loads may wait for their turn. Further ones fail at once, with a `BulkheadFullError`.
   *
   * @default 100
   */
  readonly maxQueue?: number | undefined;
  /**
   * The share of `ttlMs` by which an entry may be fresh for less, by chance, so that what was loaded at once is not
   * loaded again at once.
   *
   * @default 0.1
   */
  readonly jitter?: number | undefined;
  /**
   * Told of failures that were hidden: at most one line in a second, without what an error quotes (keys and values).
   *
   * @default console
   */
  readonly logger?: Logger | undefined;
  /**
   * The time that limits live by. (What is fresh is told by the wall clock, which processes share.)
   *
   * @default the host's clock
   */
  readonly clock?: Clock | undefined;
}

type Found<Value> = CacheEntry<Value> | null | undefined;

/** A value, and how good it is. */
export type CacheAsideAnswer<Value> =
  | { readonly value: Value; readonly stale: false; readonly ageMs: number }
  | {
      readonly value: Value;
      /** It is out of date, and could not be loaded. */
      readonly stale: true;
      /** How long ago it was loaded. */
      readonly ageMs: number;
      /** Why the load failed, as it was thrown. */
      readonly error: unknown;
    };

/** Who may give a call up. */
export interface CacheAsideGetOptions {
  /**
   * Gives this call up; the load goes on for the others. `undefined` is welcome.
   *
   * @default undefined
   */
  readonly signal?: AbortSignal | undefined;
}

/** Values by key, from a cache or from what stands behind it. */
export interface CacheAside<Value> {
  readonly name: string;
  /** The limit to loads, for a health snapshot. */
  readonly loads: { readonly name: string; readonly running: number; readonly queued: number };
  /**
   * Gets a value. Calls for the same key at the same time share one look-up and one load.
   *
   * @returns The value. Rejects with whatever `load` rejects with, with a `TimeoutError` if it is not done in time, or
   * with a `BulkheadFullError` if too many wait, where there is nothing stale to stand in; or with `signal.reason`.
   */
  get(key: string, options?: CacheAsideGetOptions): Promise<CacheAsideAnswer<Value>>;
}

/**
 * Puts a cache in front of a store so that neither takes the program down. A cache that fails or hangs is a miss. Calls
 * for one key share one load. Only so many loads run at a time, so that an empty cache does not bring the store down.
 * Where a load fails, what is out of date stands in for a while, and says so.
 *
 * An answer is no outage: after a 4xx, such as a 404, nothing stale stands in.
 *
 * @throws {TypeError} If `options` is no object.
 * @throws {RangeError} If an option is not as documented; names it and the value received.
 *
 * @example A store that is down
 * ```ts
 * import { cacheAside } from './failsoft.js';
 * import assert from 'node:assert/strict';
 *
 * const cache = new Map();
 * let load = async (key: string) => ({ name: `product ${key}` });
 *
 * const products = cacheAside({
 *   name: 'products',
 *   get: (key) => cache.get(key),
 *   set: (key, entry, expiryMs) => cache.set(key, entry),
 *   load: (key) => load(key),
 *   ttlMs: 10,
 *   staleIfErrorMs: 60_000,
 *   timeoutMs: 50,
 *   loadTimeoutMs: 2_000,
 *   maxLoads: 10,
 *   logger: { warn: () => {} },
 * });
 * assert.deepEqual(await products.get('1'), { value: { name: 'product 1' }, stale: false, ageMs: 0 });
 *
 * load = () => Promise.reject(new Error('no connection'));
 * await new Promise((resolve) => setTimeout(resolve, 15));
 * const { value, stale } = await products.get('1');
 * assert.deepEqual({ value, stale }, { value: { name: 'product 1' }, stale: true });
 * ```
 */
export function cacheAside<Value>(options: CacheAsideOptions<Value>): CacheAside<Value> {
  requireOptions('Cannot create a cache-aside', options, required, optionalOfCacheAside);
  return createAside(options);
}

function createAside<Value>(options: CacheAsideOptions<Value>): CacheAside<Value> {
  const { name, ttlMs, staleIfErrorMs = 0, jitter = 0.1, maxQueue = 100, logger = consoleLogger, clock = systemClock } = options;
  const loads = new Slots({ name, maxConcurrent: options.maxLoads, maxQueue });
  const loadLimits = { name, timeoutMs: options.loadTimeoutMs, clock, slots: loads };
  const cacheLimits = { name: `${name} cache`, timeoutMs: options.timeoutMs, clock };
  const tellMiss = missLog(name, logger, clock);
  const logStale = quietLog(clock);
  /** What is looked up or loaded now. Each is gone in time, since all its steps are bounded. */
  const flights = new Map<string, Promise<CacheAsideAnswer<Value>>>();

  return {
    name,
    loads,
    get(key, caller = {}) {
      const action = 'Cannot get a value';
      requireArgument(action, 'key', key, typeof key === 'string' || 'a string');
      requireOptions(action, caller, {}, { signal: abortSignal });
      const join = (): Promise<CacheAsideAnswer<Value>> => flights.get(key) ?? start(key);
      return caller.signal === undefined ? join() : guardedCall(join, {}, caller.signal);
    },
  };

  function start(key: string): Promise<CacheAsideAnswer<Value>> {
    const flight = answer(key).finally(() => flights.delete(key));
    flights.set(key, flight);
    return flight;
  }

  async function answer(key: string): Promise<CacheAsideAnswer<Value>> {
    const found = await ask('get', () => options.get(key));
    const entry = isEntry(found) ? found : undefined;
    if (entry !== undefined && isFresh(entry)) return { value: entry.value, stale: false, ageMs: ageOf(entry) };
    let value: Value;
    try {
      value = await guardedCall((context) => options.load(key, context), loadLimits, undefined);
    } catch (error) {
      return standIn(entry, error);
    }
    const loadedAt = Date.now();
    const freshMs = ttlMs * (1 - jitter * Math.random());
    const newEntry = { value, loadedAt, freshUntil: loadedAt + freshMs };
    await ask('set', () => options.set(key, newEntry, Math.ceil(freshMs + staleIfErrorMs)));
    return { value, stale: false, ageMs: 0 };
  }

  /** Asks the cache, of which nothing depends. */
  function ask<Answer>(method: string, call: () => Answer | PromiseLike<Answer>): Promise<Answer | undefined> {
    return guardedCall<Answer | undefined>(call, cacheLimits, undefined).catch((error: unknown) => {
      tellMiss(method, error);
      return undefined;
    });
  }

  /** One of the future is from before a wall clock was set back. */
  function isFresh({ loadedAt, freshUntil }: CacheEntry<Value>): boolean {
    const nowMs = Date.now();
    return nowMs < freshUntil && nowMs > loadedAt - ttlMs;
  }

  function standIn(entry: CacheEntry<Value> | undefined, error: unknown): CacheAsideAnswer<Value> {
    if (entry === undefined || Date.now() >= entry.freshUntil + staleIfErrorMs || !isOutage({ error })) throw error;
    const ageMs = ageOf(entry);
    publish('cache:stale-on-error', { name, ageMs, error });
    logStale(logger, `${name}: load failed, answered with what is ${Math.round(ageMs / 1_000)} s old`, error);
    return { value: entry.value, stale: true, ageMs, error };
  }
}

/** Clocks of processes are never quite the same. */
function ageOf({ loadedAt }: CacheEntry<unknown>): number {
  return Math.max(0, Date.now() - loadedAt);
}

const required = { name: text, get: callback, set: callback, load: callback, ttlMs: duration, timeoutMs: duration, loadTimeoutMs: duration, maxLoads: positiveInteger };

const optionalOfCacheAside = { staleIfErrorMs: duration, maxQueue: naturalNumber, jitter: rate, logger: loggerKind, clock: clockKind };

// cache/miss-values.ts

/** Makes the answer of a miss from the arguments of the call, anew for each call. */
type Miss = (args: readonly unknown[]) => unknown;

/** The misses of a library by method, in lower case. */
type Misses = ReadonlyMap<string, Miss>;

const nullAnswer: Miss = () => null;

const undefinedAnswer: Miss = () => undefined;

const no: Miss = () => false;

const zero: Miss = () => 0;

const emptyList: Miss = () => [];

const emptyObject: Miss = () => ({});

const emptySet: Miss = () => new Set();

const firstArgument: Miss = (args) => args[0];

const secondArgument: Miss = (args) => args[1];

/** `SRANDMEMBER key` answers with one member or null, `SRANDMEMBER key count` with a list. */
const nullOrEmptyList: Miss = (args) => (isName(args[1]) ? [] : null);

/** For each name from argument `first` on, whether they are listed or in an array: `mget('a', 'b')`, `mget(['a', 'b'])`. */
function perName(first: number, answer: unknown): Miss {
  return (args) => args.slice(first).flat().filter(isName).map(() => answer);
}

/** For each item of the first argument; as `single` if that is no array. */
function perItem(answer: unknown, single?: Miss): Miss {
  return (args) => (Array.isArray(args[0]) ? args[0].map(() => answer) : single?.(args));
}

/** A key, field or member, or a count; options and callbacks stand among them in some libraries. */
function isName(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || ArrayBuffer.isView(value);
}

// cache/cache-libraries.ts
/**
 * What each cache library answers when it holds nothing: data, to be checked against the library's manual.
 *
 * A method stands here only if one of its own ordinary answers means "nothing there" or "nothing done". What has no
 * such answer is left alone, because any value would be made up: counters (`incr` hands out ids), queues (`lpush`,
 * `rpop`, streams), scripts, transactions, scans, publish and subscribe, blocking commands, administration, and
 * whatever manages the connection. So is what a cache is not made for: bitmaps, HyperLogLogs, places.
 */

/** Makes the answer of a read-through method from what its loader loaded. */
type LoaderAnswer = (loaded: unknown, args: readonly unknown[]) => unknown;

interface CacheLibrary {
  /** The library is recognised by having all these methods, which survive a minifier as class names do not. */
  readonly methods: readonly string[];
  readonly misses: Misses;
  /** Methods that take a key and a loader and load what they miss; how such a method answers with what was loaded. */
  readonly loaders?: ReadonlyMap<string, LoaderAnswer>;
}

/** Redis, as ioredis and node-redis 5 and later answer. https://redis.io/docs/latest/commands/ */
const redis = missTable([
  [nullAnswer, 'get getex getdel getset hget lindex zscore zrank zrevrank'],
  [nullAnswer, 'set setex psetex mset hmset'], // null is what SET answers when it stored nothing
  [nullOrEmptyList, 'srandmember hrandfield zrandmember'],
  [perName(0, null), 'mget'],
  [perName(1, null), 'hmget zmscore'],
  [perName(1, 0), 'smismember'],
  [zero, 'exists del unlink touch setnx strlen expire pexpire expireat pexpireat persist'],
  [zero, 'hset hsetnx hdel hexists hlen llen sadd srem smove sismember scard zadd zrem zcard zcount'],
  [() => -2, 'ttl pttl expiretime pexpiretime'], // no such key
  [emptyObject, 'hgetall'],
  [emptyList, 'keys hkeys hvals lrange smembers sinter sunion sdiff zinter zunion zdiff'],
  [emptyList, 'zrange zrangebyscore zrevrange zrevrangebyscore'],
]);

/** Of node-redis 4 and Valkey GLIDE, which answer these with a boolean. */
const booleans: readonly Row[] = [
  [no, 'expire pexpire expireat pexpireat persist setnx hsetnx hexists sismember smove'],
  [perName(1, false), 'smismember'],
];

const glide = missTable(
  [...booleans, [emptyList, 'hgetall'], [emptySet, 'smembers sinter sunion sdiff']],
  redis,
);

/** In the order in which they are tried. */
const libraries: readonly CacheLibrary[] = [
  { methods: ['hGetAll', 'commandsExecutor'], misses: missTable(booleans, redis) }, // node-redis 4
  { methods: ['hGetAll'], misses: redis }, // node-redis 5 and later
  { methods: ['hgetall', 'customCommand'], misses: glide }, // Valkey GLIDE
  { methods: ['hgetall', 'createScript'], misses: missTable([[nullAnswer, 'hgetall hmget']], redis) }, // @upstash/redis
  { methods: ['hgetall'], misses: redis }, // ioredis, iovalkey
  {
    // https://cachemanager.org
    methods: ['del', 'wrap'],
    misses: missTable([
      [undefinedAnswer, 'get ttl reset'],
      [perItem(undefined), 'mget'],
      [secondArgument, 'set'], // both answer with what they were handed
      [firstArgument, 'mset'],
      [no, 'del mdel clear'],
    ]),
    loaders: new Map([['wrap', (loaded, args) => (wantsRaw(args[2]) ? { value: loaded } : loaded)]]),
  },
  {
    // https://keyv.org
    methods: ['getMany', 'setMany', 'deleteMany'],
    misses: missTable([
      [perItem(undefined, undefinedAnswer), 'get getMany getManyRaw'],
      [perItem(false, no), 'has hasMany setMany setManyRaw'],
      [undefinedAnswer, 'getRaw clear'],
      [no, 'set setRaw delete deleteMany'],
    ]),
  },
  {
    // https://github.com/memcachier/memjs
    methods: ['statsWithKey'],
    misses: missTable([
      [() => ({ value: null, flags: null }), 'get'],
      [no, 'set add replace delete append prepend touch'],
    ]),
  },
];

/** Any other client is taken to answer as a `Map` does. */
const unknownLibrary: CacheLibrary = {
  methods: [],
  misses: missTable([
    [undefinedAnswer, 'get set clear'],
    [perItem(undefined), 'getMany mget'],
    [no, 'has delete del'],
  ]),
};

/** The library that `client` belongs to. */
function libraryOf(client: object): CacheLibrary {
  return libraries.find(({ methods }) => hasMethods(client, ...methods)) ?? unknownLibrary;
}

/**
 * What is in the name of a method besides its command. ioredis has `getBuffer` for `get` with an answer in bytes, node-redis
 * `HGETALL` for `hGetAll` and `SRANDMEMBER_COUNT` for `sRandMemberCount`; Valkey GLIDE has `zrangeWithScores` for `zrange`.
 */
const variant = /buffer$|(?<=member|field)count|(?<=^z\w+|count)with(scores?|values|count)/g;

/** The miss of `method`, or `undefined` if it has none. */
function missOf({ misses }: CacheLibrary, method: string): Miss | undefined {
  return misses.get(method.toLowerCase().replaceAll('_', '').replace(variant, ''));
}

type Row = readonly [miss: Miss, methods: string];

function missTable(rows: readonly Row[], base: Misses = new Map()): Misses {
  const table = new Map(base);
  for (const [miss, methods] of rows) {
    for (const method of methods.toLowerCase().split(' ')) table.set(method, miss);
  }
  return table;
}

/** cache-manager's `wrap(key, load, { raw: true })` answers with the stored record. */
function wantsRaw(options: unknown): boolean {
  return isObject(options) && 'raw' in options && options.raw === true;
}

// cache/soft-load.ts

const begun = Symbol('the load has begun');

/** A call of a cache's own read-through method. */
interface ReadThrough {
  readonly key: unknown;
  readonly load: () => unknown;
  /** Calls the cache with the loader to use. */
  readonly read: (load: () => Promise<unknown>) => unknown;
  /** Turns what was loaded into an answer of the cache. */
  readonly answerWith: (loaded: unknown) => unknown;
  /** Told why the cache was of no use. */
  readonly onMiss: (error: unknown) => void;
}

/**
 * Makes a function that calls a cache's own read-through method, such as cache-manager's `wrap(key, load)`, so that a
 * cache that fails or hangs costs no more than its time limit, once before the load and once after: a loader that the
 * cache has not called by then is called here, and what it loaded is the answer if the cache has none after it. The
 * loader itself is not bounded, runs once at most, and its failure is the caller's unless the cache has an answer.
 */
function softLoader(limits: TimeoutOptions): (call: ReadThrough) => Promise<unknown> {
  /** By key: libraries share a load among calls, and one that waits for another's must not start a second. */
  const loads = new Map<unknown, Promise<unknown>>();

  return async ({ key, load, read, answerWith, onMiss }) => {
    let loading: Promise<unknown> | undefined;
    let answer: Promise<unknown> | undefined;
    const loadOnce = (): Promise<unknown> => (loading ??= begin(key, load));
    try {
      const first = await withTimeout(
        () =>
          new Promise((resolve, reject) => {
            const loadAndTell = (): Promise<unknown> => {
              resolve(begun);
              return loadOnce();
            };
            answer = new Promise((resolveAnswer) => resolveAnswer(read(loadAndTell)));
            answer.then(resolve, reject);
          }),
        limits,
      );
      if (first !== begun) return first;
    } catch (error) {
      loading ??= loads.get(key);
      if (loading === undefined) {
        onMiss(error);
        return answerWith(await loadOnce());
      }
    }

    // The answer may come before the load ends, where the cache only refreshes what it has.
    await Promise.allSettled([Promise.race([answer, loading])]);
    try {
      return await withTimeout(() => answer, limits);
    } catch (error) {
      const loaded = await loading;
      onMiss(error);
      return answerWith(loaded);
    }
  };

  function begin(key: unknown, load: () => unknown): Promise<unknown> {
    const loading = new Promise((resolve) => resolve(load()));
    const end = (): void => {
      if (loads.get(key) === loading) loads.delete(key);
    };
    loads.set(key, loading);
    loading.then(end, end);
    return loading;
  }
}

// cache/soft-client.ts

/** Calls a method of the client. */
type Call = (args: readonly unknown[]) => unknown;

/** Makes what `softCache` hands out: the proxy of a client, whose checked options these are. */
function softClient<Client extends object>(client: Client, options: SoftCacheOptions): Client {
  const { timeoutMs, name = 'cache', missValues = {}, logger = consoleLogger, clock = systemClock } = options;
  const library = libraryOf(client);
  const origin = originOf(client);
  const limits = { timeoutMs, name, clock };
  const tell = missLog(name, logger, clock);
  const readThrough = softLoader(limits);
  return proxyOf(client);

  /** @param target The client or a view of it. */
  function proxyOf<Target extends object>(target: Target): Target {
    const wrapped = new Map<PropertyKey, { readonly method: unknown; readonly wrapper: unknown }>();
    // A proxy has to hand out the methods of a frozen object as they are.
    const proxy = new Proxy(Object.isFrozen(target) ? thawedCopy(target) : target, {
      // Getters, setters and methods run with the client as `this`: private fields are not to be had through a proxy.
      set: (_, property, value) => Reflect.set(target, property, value),
      get(_, property) {
        const method: unknown = Reflect.get(target, property);
        if (!isMethod(method) || property === 'constructor') return method;
        const known = wrapped.get(property);
        if (known?.method === method) return known.wrapper;
        const soften = softenerOf(property);
        const call: Call = (args) => {
          const answer: unknown = Reflect.apply(method, target, args);
          return property === 'connect' && answer instanceof Promise ? answer.then(toProxy) : toProxy(answer);
        };
        // A proxy, so that a method keeps its name, its length and what a test's spy has put on it.
        const wrapper = new Proxy(method, { apply: (_method, _self, args) => soften(call, args) });
        wrapped.set(property, { method, wrapper });
        return wrapper;
      },
    });
    return proxy;

    /** A client hands out itself, for chaining and when it has connected; node-redis also views with other options. */
    function toProxy(value: unknown): unknown {
      if (value === target) return proxy;
      if (!isObject(value)) return value;
      return value === origin || Object.prototype.isPrototypeOf.call(origin, value) ? proxyOf(value) : value;
    }
  }

  /** How a method is called, decided once. */
  function softenerOf(property: PropertyKey): (call: Call, args: readonly unknown[]) => unknown {
    const method = String(property);
    const miss = missOfMethod(method);
    if (miss !== undefined) return (call, args) => callSoftly(method, miss, call, args);
    const answerWith = library.loaders?.get(method);
    if (answerWith === undefined) return (call, args) => call(args);
    return (call, args) => {
      const [key, load, ...rest] = args;
      if (!isMethod(load)) return call(args);
      return readThrough({
        key,
        load,
        read: (loadOnce) => call([key, loadOnce, ...rest]),
        answerWith: (loaded) => answerWith(loaded, args),
        onMiss: (error) => tell(method, error),
      });
    };
  }

  function missOfMethod(method: string): Miss | undefined {
    if (!Object.hasOwn(missValues, method)) return missOf(library, method);
    const value: unknown = Reflect.get(missValues, method);
    return (args) => (isMethod(value) ? value(...args) : value);
  }

  function callSoftly(method: string, miss: Miss, call: Call, args: readonly unknown[]): unknown {
    const answerMiss = (error: unknown): unknown => {
      tell(method, error);
      return miss(args);
    };
    try {
      const answer = call(args);
      return hasMethods(answer, 'then') ? withTimeout(() => answer, limits).catch(answerMiss) : answer;
    } catch (error) {
      return Promise.resolve(answerMiss(error));
    }
  }
}

/** What the views of a client inherit from: the client, or what it is a view of itself, as in node-redis. */
function originOf(client: object): object {
  const prototype = Reflect.getPrototypeOf(client);
  return prototype === null || Object.hasOwn(prototype, 'constructor') ? client : originOf(prototype);
}

function thawedCopy<Target extends object>(frozen: Target): Target {
  const copy = { ...frozen };
  Reflect.setPrototypeOf(copy, Reflect.getPrototypeOf(frozen));
  return copy;
}

// cache/soft-cache.ts

/** What stands in for the answer of a method, or makes it from the arguments of the call. */
export type MissValue<Method> = Method extends (...args: infer Args) => infer Answer
  ? Awaited<Answer> | ((...args: Args) => Awaited<Answer>)
  : never;

/** How long a cache may take, and what stands in for its answers. */
export interface SoftCacheOptions<Client extends object = object> {
  /** How long the cache may take to answer a call: a positive finite number of milliseconds. */
  readonly timeoutMs: number;
  /**
   * The cache, for the log and the telemetry.
   *
   * @default 'cache'
   */
  readonly name?: string | undefined;
  /**
   * The answer of a miss by method, for a class of your own and for methods that are left alone otherwise. Give a
   * function of the call's arguments for a value that must be made anew each time, such as a list.
   *
   * @default what the library itself answers on a miss
   */
  readonly missValues?: { readonly [Method in keyof Client]?: MissValue<Client[Method]> } | undefined;
  /**
   * Told of failures that were hidden: at most one line in a second, without what an error quotes (keys and values).
   *
   * @default console
   */
  readonly logger?: Logger | undefined;
  /**
   * The time to live by.
   *
   * @default the host's clock
   */
  readonly clock?: Clock | undefined;
}

/**
 * Wraps a cache client so that the program goes on without its cache: a call that fails, or that is not answered
 * within `timeoutMs`, is answered as a miss, logged, and published on `failsoft:cache:miss-on-error`.
 *
 * Knows what ioredis (and iovalkey), node-redis, Valkey GLIDE, @upstash/redis, keyv, cache-manager and memjs answer
 * on a miss; any other class is taken to answer as a `Map` does (`get`, `getMany`, `mget`, `set`, `has`, `delete`,
 * `del`, `clear`). See `missValues` for more.
 *
 * Left alone: what has no answer that means "nothing there" (counters, queues, locks by script, transactions,
 * blocking commands, publish and subscribe), what manages the connection, whatever is not answered with a promise
 * (in-memory caches, callbacks), and clients within the client (`json`, `multi()`, `duplicate()`).
 *
 * For a cache only. A write that failed is hidden too: a `del` that did not arrive leaves the old value there until
 * it expires, so give every entry an expiry. Don't use it for data that is kept nowhere else, or for locks.
 *
 * @param client Any cache client. It is not changed, and its methods run with it as `this`.
 * @returns A proxy of the same type. It is an `instanceof` the same classes.
 * @throws {TypeError} If `client` is no object or a promise, or `options` no object.
 * @throws {RangeError} If an option is not as documented; names it and the value received.
 *
 * @example A cache that hangs is a miss
 * ```ts
 * import { softCache } from './failsoft.js';
 * import { Redis } from 'ioredis';
 * import assert from 'node:assert/strict';
 *
 * const cache = softCache(new Redis('redis://unreachable'), { timeoutMs: 20, name: 'product cache' });
 *
 * assert.equal(await cache.get('product:1'), null);
 * assert.deepEqual(await cache.mget('product:1', 'product:2'), [null, null]);
 * ```
 *
 * @example A class of your own
 * ```ts
 * import { softCache } from './failsoft.js';
 * import assert from 'node:assert/strict';
 *
 * class Prices {
 *   async latest(currencies: string[]): Promise<number[]> {
 *     throw new Error(`no connection, so no ${currencies.join()}`);
 *   }
 * }
 *
 * const prices = softCache(new Prices(), { timeoutMs: 100, missValues: { latest: () => [] } });
 *
 * assert.deepEqual(await prices.latest(['EUR', 'USD']), []);
 * ```
 */
export function softCache<Client extends object>(
  client: Client,
  options: SoftCacheOptions<NoInfer<Client>>,
): Client {
  checkArgumentsOfSoftCache(client, options);
  return softClient(client, options);
}

function checkArgumentsOfSoftCache(client: object, options: SoftCacheOptions): void {
  const action = 'Cannot create a soft cache';
  const isClient = isObject(client) && typeof client === 'object' && !hasMethods(client, 'then');
  requireArgument(action, 'client', client, isClient || 'a cache client, not a promise of one');
  requireOptions(
    action,
    options,
    { timeoutMs: duration },
    { name: text, clock: clockKind, missValues: plainObject, logger: loggerKind },
  );
}
