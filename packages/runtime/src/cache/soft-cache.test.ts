import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { fail, hang, ignore, silentLogger } from '../../test/broken.js';
import { ManualClock, promisesSettled } from '../../test/manual-clock.js';
import { softCache, TimeoutError, type CacheMissOnErrorMessage } from '../index.js';

/** A class that no library claims, on top of a store that can be broken. */
class OwnCache {
  readonly #values = new Map<string, unknown>([['zero', 0]]);
  broken: (() => Promise<never>) | undefined;
  prefix = '';

  get(key: string): Promise<unknown> {
    return this.broken?.() ?? Promise.resolve(this.#values.get(this.prefix + key));
  }

  set(key: string, value: unknown): Promise<unknown> {
    return this.broken?.() ?? Promise.resolve(this.#values.set(this.prefix + key, value));
  }

  incr(): Promise<number> {
    return this.broken?.() ?? Promise.resolve(1);
  }

  get size(): number {
    return this.#values.size;
  }

  set firstLetter(letter: string) {
    this.prefix = `${letter}${this.#values.size}`;
  }
}

describe('softCache', () => {
  it('hands on what the cache answers, falsy values too', async () => {
    const cache = softCache(new OwnCache(), { timeoutMs: 100, logger: silentLogger });

    expect(await cache.get('zero')).toBe(0);
    expect(await cache.get('nothing')).toBeUndefined();
  });

  it('answers a failure as a miss, in the same turn', async () => {
    const clock = new ManualClock();
    const client = new OwnCache();
    client.broken = fail;
    const cache = softCache(client, { timeoutMs: 100, logger: silentLogger, clock });

    await expect(cache.get('zero')).resolves.toBeUndefined();
    expect(clock.pending).toBe(0);
  });

  it('answers silence as a miss when the time is up, not before', async () => {
    const clock = new ManualClock();
    const client = new OwnCache();
    client.broken = hang;
    const settled = vi.fn();
    void softCache(client, { timeoutMs: 100, logger: silentLogger, clock }).get('zero').then(settled);
    await clock.advance(99);
    expect(settled).not.toHaveBeenCalled();
    await clock.advance(1);

    expect(settled).toHaveBeenCalledExactlyOnceWith(undefined);
  });

  it('answers a synchronous throw as a miss', async () => {
    const cache = softCache({ get: (): Promise<string> => { throw new Error('closed'); } }, { timeoutMs: 100, logger: silentLogger });

    await expect(cache.get()).resolves.toBeUndefined();
  });

  it('never lets a late failure be unhandled', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const clock = new ManualClock();
    const get = (): Promise<string> => new Promise((_, reject) => clock.schedule(() => reject(new Error('late')), 200));
    const answer = softCache({ get }, { timeoutMs: 100, logger: silentLogger, clock }).get();
    await clock.advance(300);

    expect(await answer).toBeUndefined();
    await promisesSettled();
    expect(unhandled).not.toHaveBeenCalled();
    process.off('unhandledRejection', unhandled);
  });

  it('leaves a method alone that has no answer which means a miss', async () => {
    const client = new OwnCache();
    client.broken = fail;

    await expect(softCache(client, { timeoutMs: 100, logger: silentLogger }).incr()).rejects.toThrow('down');
  });

  it('leaves an answer alone that is no promise', () => {
    expect(softCache(new Map([['a', 1]]), { timeoutMs: 100 }).get('a')).toBe(1);
  });

  it('answers with what `missValues` says, or makes of the arguments, for methods it knows nothing of', async () => {
    const clock = new ManualClock();
    interface Prices {
      latest(...currencies: string[]): Promise<number[]>;
      stock(): Promise<number | null>;
      source(): Promise<string | undefined>;
    }
    const client: Prices = { latest: hang, stock: hang, source: hang };
    const prices = softCache(client, {
      timeoutMs: 10,
      logger: silentLogger,
      clock,
      missValues: { latest: (...currencies) => currencies.map(() => 0), stock: null, source: undefined },
    });
    const answers = Promise.all([prices.latest('EUR', 'USD'), prices.latest(), prices.stock(), prices.source()]);
    await clock.advance(10);

    expect(await answers).toEqual([[0, 0], [], null, undefined]);
  });

  it('prefers `missValues` to what it knows', async () => {
    const client = new OwnCache();
    client.broken = fail;

    expect(await softCache(client, { timeoutMs: 10, logger: silentLogger, missValues: { get: 'none' } }).get('a')).toBe('none');
  });

  it('publishes each miss, and nothing for a hit', async () => {
    const messages: unknown[] = [];
    const note = (message: unknown): void => void messages.push(message);
    subscribe('failsoft:cache:miss-on-error', note);
    const client = new OwnCache();
    const cache = softCache(client, { timeoutMs: 5, logger: silentLogger, name: 'prices' });
    await cache.get('zero');
    const error = new Error('down');
    client.broken = () => Promise.reject(error);
    await cache.get('a');
    client.broken = hang;
    await cache.set('a', 1);
    unsubscribe('failsoft:cache:miss-on-error', note);

    expect(messages).toEqual([
      { name: 'prices', method: 'get', error } satisfies CacheMissOnErrorMessage,
      { name: 'prices', method: 'set', error: new TimeoutError(5, 'prices') },
    ]);
  });

  it('goes on with a logger that is broken', async () => {
    const client = new OwnCache();
    client.broken = fail;
    const logger = { warn: (): never => { throw new Error('disk full'); } };

    await expect(softCache(client, { timeoutMs: 10, logger }).get('a')).resolves.toBeUndefined();
  });

  it('logs to the console if nothing else is given', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(ignore);
    const client = new OwnCache();
    client.broken = fail;
    await softCache(client, { timeoutMs: 10 }).get('a');

    expect(warn).toHaveBeenCalledExactlyOnceWith('cache: get failed, treated as a miss: Error: down');
    warn.mockRestore();
  });
});

class Broken {
  readonly get = fail;

  has(): Promise<boolean> {
    return fail();
  }
}

describe('the proxy of a soft cache', () => {
  it('is an instance of the same class, and reaches its private fields', async () => {
    const client = new OwnCache();
    const cache = softCache(client, { timeoutMs: 100 });

    expect(cache).toBeInstanceOf(OwnCache);
    expect(cache.constructor).toBe(OwnCache);
    expect(cache.size).toBe(1);
    cache.firstLetter = 'k';
    expect(client.prefix).toBe('k1');
    await cache.set('a', 7);
    expect(await client.get('a')).toBe(7);
  });

  it('hands out the same function at each reading, until the client has another', () => {
    const client = new OwnCache();
    const cache = softCache(client, { timeoutMs: 100 });
    const get = methodOf(cache, 'get');
    expect(methodOf(cache, 'get')).toBe(get);
    expect(get).toHaveProperty('name', 'get');
    expect(get).toHaveLength(1);
    client.get = () => Promise.resolve('other');

    expect(methodOf(cache, 'get')).not.toBe(get);
  });

  it('works taken apart and spread', async () => {
    const cache = softCache({ get: fail }, { timeoutMs: 100, logger: silentLogger });
    const { get } = cache;

    expect(await get()).toBeUndefined();
    expect(await { ...cache, more: 1 }.get()).toBeUndefined();
  });

  it('can be spied on', async () => {
    const cache = softCache(new OwnCache(), { timeoutMs: 100, logger: silentLogger });
    const get = vi.spyOn(cache, 'get').mockRejectedValue(new Error('down'));

    expect(await cache.get('a')).toBeUndefined();
    expect(get).toHaveBeenCalledExactlyOnceWith('a');
    expect(methodOf(cache, 'get')).toHaveBeenCalledTimes(1);
  });

  it('is handed out where the client hands out itself', async () => {
    class Connectable extends EventEmitter {
      readonly get = fail;
      connect(): Promise<this> {
        return Promise.resolve(this);
      }
    }
    const client = new Connectable();
    const cache = softCache(client, { timeoutMs: 100, logger: silentLogger });

    expect(cache.on('error', ignore)).toBe(cache);
    expect(await cache.connect()).toBe(cache);
    expect(client.listenerCount('error')).toBe(1);
  });

  describe('of a client that hands out views of itself, as node-redis does', () => {
    interface Client {
      readonly ttlMs: number;
      get(): Promise<number>;
      withTtl(ttlMs: number): Client;
      duplicate(): Client;
    }

    function newClient(): Client {
      const origin: Client = {
        ttlMs: 0,
        get: fail,
        withTtl(ttlMs) {
          const view = { ...origin, ttlMs };
          Reflect.setPrototypeOf(view, origin);
          return view;
        },
        duplicate: newClient,
      };
      return origin;
    }

    it.each([
      ['the client', newClient()],
      ['a view of it', newClient().withTtl(1)],
    ])('softens the views, handed %s', async (_title, client) => {
      const view = softCache(client, { timeoutMs: 100, logger: silentLogger }).withTtl(5).withTtl(6);

      expect(view.ttlMs).toBe(6);
      expect(await view.get()).toBeUndefined();
    });

    it('leaves a second client alone', async () => {
      await expect(softCache(newClient(), { timeoutMs: 100, logger: silentLogger }).duplicate().get()).rejects.toThrow('down');
    });
  });

  it.each([
    ['frozen', Object.freeze(new Broken())],
    ['sealed', Object.seal(new Broken())],
    ['not extensible', Object.preventExtensions(new Broken())],
  ])('softens a client that is %s', async (_how, client) => {
    const cache = softCache(client, { timeoutMs: 100, logger: silentLogger });

    expect(cache).toBeInstanceOf(Broken);
    expect(Object.keys(cache)).toEqual(['get']);
    expect(await cache.get()).toBeUndefined();
    expect(await cache.has()).toBe(false);
  });

  it('softens a client without a prototype', async () => {
    const client = { get: fail };
    Reflect.setPrototypeOf(client, null);

    expect(await softCache(client, { timeoutMs: 100, logger: silentLogger }).get()).toBeUndefined();
  });
});

/** Not `cache.get`, which a linter takes for a call without its `this`. */
function methodOf(cache: object, name: string): unknown {
  return Reflect.get(cache, name);
}

describe('softCache, handed something wrong', () => {
  const client = new OwnCache();

  it.each([
    [undefined, { timeoutMs: 1 }, TypeError, '`client` must be a cache client, not a promise of one, received undefined'],
    [Promise.resolve(client), { timeoutMs: 1 }, TypeError, '`client` must be a cache client, not a promise of one, received [object Promise]'],
    [OwnCache, { timeoutMs: 1 }, TypeError, '`client` must be a cache client, not a promise of one, received [object Function]'],
    [client, undefined, TypeError, '`options` must be an object, received undefined'],
    [client, {}, RangeError, '`timeoutMs` must be a positive finite number of milliseconds, received undefined'],
    [client, { timeoutMs: 0 }, RangeError, '`timeoutMs` must be a positive finite number of milliseconds, received 0'],
    [client, { timeoutMs: 1, name: 5 }, RangeError, '`name` must be a string that is not empty, received 5'],
    [client, { timeoutMs: 1, missValues: null }, RangeError, '`missValues` must be an object, received null'],
    [client, { timeoutMs: 1, logger: {} }, RangeError, '`logger` must be a Logger with `warn`, received [object Object]'],
    [client, { timeoutMs: 1, clock: 'utc' }, RangeError, '`clock` must be a Clock with `now` and `schedule`, received "utc"'],
  ])('softCache(%o, %o) throws', (wrongClient, options, kind, message) => {
    const call = (): unknown => Reflect.apply(softCache, undefined, [wrongClient, options]);

    expect(call).toThrow(new kind(`Cannot create a soft cache: ${message}`));
  });
});
