import { cacheMissOnError } from './channels.js';
import { systemClock, type Clock } from './clock.js';
import { consoleLogger, type Logger } from './logger.js';
import { MissLog } from './miss-log.js';
import { libraryOf, missOf, type CacheLibrary, type LoaderAnswer, type Miss } from './miss-values.js';
import { requireClock, requireName, requireObject, requirePositiveMs } from './options.js';
import { SoftLoader } from './soft-load.js';
import { withTimeout } from './timeout.js';

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
  readonly missValues?: { readonly [Method in keyof Client]?: unknown } | undefined;
  /**
   * Told of failures that were hidden: at most one line in a second, without keys and values.
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
 * @throws {TypeError} If an argument has the wrong type.
 * @throws {RangeError} If an option has a value that is out of range.
 *
 * @example A cache that hangs is a miss
 * ```ts
 * import { softCache } from '@failsoft/runtime';
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
 * import { softCache } from '@failsoft/runtime';
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
  checkArguments(client, options);
  return new SoftClient(client, options).proxy;
}

type Method = (...args: unknown[]) => unknown;

/** The handler of the proxy. */
class SoftClient<Client extends object> implements ProxyHandler<Client> {
  readonly proxy: Client;

  readonly #client: Client;
  readonly #library: CacheLibrary;
  readonly #missValues: { readonly [Method in keyof Client]?: unknown };
  readonly #limits: { readonly timeoutMs: number; readonly name: string; readonly clock: Clock };
  readonly #log: MissLog;
  readonly #loader: SoftLoader;
  readonly #wrapped = new Map<PropertyKey, { readonly method: Method; readonly wrapper: Method }>();

  constructor(client: Client, options: SoftCacheOptions<Client>) {
    const { timeoutMs, name = 'cache', missValues = {}, logger = consoleLogger, clock = systemClock } = options;
    this.#client = client;
    this.#library = libraryOf(client);
    this.#missValues = missValues;
    this.#limits = { timeoutMs, name, clock };
    this.#log = new MissLog(name, logger, clock);
    this.#loader = new SoftLoader(this.#limits);
    // Not a proxy of the client itself: one would have to hand out the client's frozen methods as they are.
    const shadow: Client = Object.create(Object.getPrototypeOf(client));
    this.proxy = new Proxy(shadow, this);
  }

  // Getters and setters run with the client as `this`: private fields are not to be had through a proxy.
  get(_shadow: Client, property: PropertyKey): unknown {
    const value: unknown = Reflect.get(this.#client, property, this.#client);
    if (!isMethod(value) || property === 'constructor') return value;
    const known = this.#wrapped.get(property);
    if (known?.method === value) return known.wrapper;
    // A proxy, so that a method keeps its name, its length and what a test's spy has put on it.
    const wrapper = new Proxy(value, { apply: this.#callOf(property) });
    this.#wrapped.set(property, { method: value, wrapper });
    return wrapper;
  }

  set(_shadow: Client, property: PropertyKey, value: unknown): boolean {
    return Reflect.set(this.#client, property, value, this.#client);
  }

  has(_shadow: Client, property: PropertyKey): boolean {
    return Reflect.has(this.#client, property);
  }

  ownKeys(): (string | symbol)[] {
    return Reflect.ownKeys(this.#client);
  }

  getOwnPropertyDescriptor(_shadow: Client, property: PropertyKey): PropertyDescriptor | undefined {
    const descriptor = Reflect.getOwnPropertyDescriptor(this.#client, property);
    return descriptor && { ...descriptor, configurable: true }; // what the shadow lacks can't be fixed
  }

  defineProperty(_shadow: Client, property: PropertyKey, descriptor: PropertyDescriptor): boolean {
    return Reflect.defineProperty(this.#client, property, descriptor);
  }

  deleteProperty(_shadow: Client, property: PropertyKey): boolean {
    return Reflect.deleteProperty(this.#client, property);
  }

  /** How a method is called, decided once. */
  #callOf(property: PropertyKey): (method: Method, self: unknown, args: unknown[]) => unknown {
    if (typeof property === 'string') {
      const miss = this.#missOf(property);
      if (miss !== undefined) return (method, _self, args) => this.#callSoftly(property, method, args, miss);
      const answerWith = this.#library.loaders.get(property);
      if (answerWith !== undefined) return (method, _self, args) => this.#loadSoftly(property, method, args, answerWith);
    }
    if (property === 'connect') return (method, _self, args) => this.#connect(method, args);
    return (method, _self, args) => this.#orProxy(Reflect.apply(method, this.#client, args));
  }

  #missOf(property: string): Miss | undefined {
    if (!Object.hasOwn(this.#missValues, property)) return missOf(this.#library, property);
    const value: unknown = Reflect.get(this.#missValues, property);
    return isMethod(value) ? (args) => value(...args) : () => value;
  }

  #callSoftly(property: string, method: Method, args: unknown[], miss: Miss): unknown {
    const answerMiss = (error: unknown): unknown => {
      this.#tell(property, args, error);
      return miss(args);
    };
    try {
      const answer = Reflect.apply(method, this.#client, args);
      if (!isThenable(answer)) return this.#orProxy(answer);
      return withTimeout(() => answer, this.#limits).catch(answerMiss);
    } catch (error) {
      return Promise.resolve(answerMiss(error));
    }
  }

  #loadSoftly(property: string, method: Method, args: unknown[], answerWith: LoaderAnswer): unknown {
    const [key, load, ...rest] = args;
    if (!isMethod(load)) return Reflect.apply(method, this.#client, args);
    return this.#loader.read(
      key,
      load,
      (loadOnce) => Reflect.apply(method, this.#client, [key, loadOnce, ...rest]),
      (loaded) => answerWith(loaded, args),
      (error) => this.#tell(property, args, error),
    );
  }

  #connect(method: Method, args: unknown[]): unknown {
    const answer = Reflect.apply(method, this.#client, args);
    return answer instanceof Promise ? answer.then((value: unknown) => this.#orProxy(value)) : this.#orProxy(answer);
  }

  /** A client that hands out itself, for chaining or when it has connected, hands out the proxy. */
  #orProxy(value: unknown): unknown {
    return value === this.#client ? this.proxy : value;
  }

  #tell(method: string, args: readonly unknown[], error: unknown): void {
    cacheMissOnError.publish({ name: this.#limits.name, method, error });
    this.#log.write(method, error, args);
  }
}

function isMethod(value: unknown): value is Method {
  return typeof value === 'function';
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

function checkArguments(client: object, options: SoftCacheOptions): void {
  const action = 'Cannot create a soft cache';
  requireObject(action, 'client', client, 'a cache client');
  if (isThenable(client)) {
    throw new TypeError(`${action}: \`client\` must be a cache client, received a promise; await it first`);
  }
  requireObject(action, 'options', options);
  requirePositiveMs(action, 'timeoutMs', options.timeoutMs);
  requireName(action, options.name);
  if (options.missValues !== undefined) requireObject(action, 'missValues', options.missValues);
  if (options.logger !== undefined) requireObject(action, 'logger', options.logger, 'an object with `warn`', 'warn');
  requireClock(action, options.clock);
}
