import type { Clock } from '../clock.js';
import type { Logger } from '../telemetry/logger.js';
import { clockKind, duration, loggerKind, plainObject, requireArgument, requireOptions, text } from '../options.js';
import { hasMethods, isObject } from '../shapes.js';
import { softClient } from './soft-client.js';

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
  return softClient(client, options);
}

function checkArguments(client: object, options: SoftCacheOptions): void {
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
