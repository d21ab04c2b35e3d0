import { Slots } from '../bulkhead/slots.js';
import { isEntry, type CacheEntry } from './cache-entry.js';
import { systemClock, type Clock } from '../clock.js';
import { guardedCall, type CallContext } from '../guarded-call.js';
import { missLog } from './miss-log.js';
import { abortSignal, callback, clockKind, duration, loggerKind, naturalNumber, positiveInteger, rate, requireArgument, requireOptions, text } from '../options.js';
import { isOutage } from '../retry/retryable.js';
import { publish } from '../telemetry/channels.js';
import { consoleLogger, type Logger } from '../telemetry/logger.js';
import { quietLog } from '../telemetry/quiet-log.js';

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
 * import { cacheAside } from '@failsoft/runtime';
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
  requireOptions('Cannot create a cache-aside', options, required, optional);
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
const optional = { staleIfErrorMs: duration, maxQueue: naturalNumber, jitter: rate, logger: loggerKind, clock: clockKind };
