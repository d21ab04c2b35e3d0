import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { fail, hang, silentLogger } from '../../test/broken.js';
import { DeferredCall } from '../../test/deferred.js';
import { ManualClock, promisesSettled } from '../../test/manual-clock.js';
import { cacheAside, CircuitOpenError, type CacheAsideOptions, type CacheEntry } from '../index.js';

const minute = 60_000;

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000_000 }));
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Time passes for everybody. */
function pass(ms: number): void {
  vi.setSystemTime(Date.now() + ms);
}

/** Products in a cache and a store that can be broken. */
function productsOf(options: Partial<CacheAsideOptions<string>> = {}) {
  const cache = new Map<string, string>();
  const clock = new ManualClock();
  const get = vi.fn((key: string): Promise<CacheEntry<string> | null> => Promise.resolve(JSON.parse(cache.get(key) ?? 'null')));
  const set = vi.fn<CacheAsideOptions<string>['set']>((key, entry) => cache.set(key, JSON.stringify(entry)));
  const load = vi.fn((key: string) => Promise.resolve(`product ${key}`));
  const logger = { warn: vi.fn() };
  const products = cacheAside({
    name: 'products',
    get,
    set,
    load,
    ttlMs: minute,
    staleIfErrorMs: 10 * minute,
    timeoutMs: 50,
    loadTimeoutMs: 2_000,
    maxLoads: 2,
    logger,
    clock,
    ...options,
  });
  const valueOf = async (key: string) => (await products.get(key)).value;
  return { products, cache, clock, get, set, load, logger, valueOf };
}

describe('a cache-aside', () => {
  it('loads what is not in the cache, once', async () => {
    const { products, load } = productsOf();

    expect(await products.get('1')).toEqual({ value: 'product 1', stale: false, ageMs: 0 });
    pass(10_000);
    expect(await products.get('1')).toEqual({ value: 'product 1', stale: false, ageMs: 10_000 });
    expect(load.mock.calls.map(([key]) => key)).toEqual(['1']);
  });

  it.each([[null], [undefined], [0], [''], [false]])('keeps %j like any other value', async (value) => {
    const load = vi.fn(() => value);
    const cache = new Map<string, CacheEntry<typeof value>>();
    const things = cacheAside({
      name: 'things', get: (key) => cache.get(key), set: (key, entry) => cache.set(key, entry), load, ttlMs: minute, timeoutMs: 50, loadTimeoutMs: 50, maxLoads: 1,
    });

    expect((await things.get('a')).value).toBe(value);
    expect((await things.get('a')).value).toBe(value);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('loads again when the time is up', async () => {
    const { products, load } = productsOf();
    await products.get('1');
    pass(minute);

    expect((await products.get('1')).ageMs).toBe(0);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('is fresh for a little less, by chance, so that not everything is loaded again at once', async () => {
    const { products, load, set } = productsOf({ jitter: 0.5 });
    vi.spyOn(Math, 'random').mockReturnValueOnce(0).mockReturnValueOnce(1);
    await products.get('a');
    await products.get('b');
    expect(set.mock.calls.map(([, , expiryMs]) => expiryMs)).toEqual([11 * minute, 10.5 * minute]);

    pass(minute / 2);
    await products.get('a');
    await products.get('b');
    expect(load.mock.calls.map(([key]) => key)).toEqual(['a', 'b', 'b']);
  });

  it('hands the cache a whole number of milliseconds, which is all that Redis takes', async () => {
    const { products, set } = productsOf();
    await products.get('1');

    expect(set.mock.calls.every(([, , expiryMs]) => Number.isInteger(expiryMs))).toBe(true);
  });

  it('shares one look-up and one load among all who ask for a key at the same time', async () => {
    const { products, load, get } = productsOf();
    const answers = await Promise.all(Array.from({ length: 100 }, () => products.get('1')));

    expect(new Set(answers.map(({ value }) => value))).toEqual(new Set(['product 1']));
    expect(get).toHaveBeenCalledTimes(1);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('lets all of them know of a failure, and tries again for the next', async () => {
    const { products, load } = productsOf();
    load.mockImplementationOnce(fail);
    const outcomes = await Promise.allSettled([products.get('1'), products.get('1')]);

    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect((await products.get('1')).value).toBe('product 1');
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('takes a throw of the loader for a rejection', async () => {
    const { products } = productsOf({ load: () => { throw new Error('down'); } });

    await expect(products.get('1')).rejects.toThrow('down');
  });
});

describe('a cache that does not do its work', () => {
  it.each([
    ['a read that fails', { get: fail }],
    ['a read that throws', { get: () => { throw new Error('down'); } }],
    ['a write that fails', { set: fail }],
    ['a write that throws', { set: () => { throw new Error('down'); } }],
  ])('is a miss: %s', async (_what, broken) => {
    const { products, logger } = productsOf(broken);

    expect((await products.get('1')).value).toBe('product 1');
    expect(logger.warn.mock.calls.flat()).toEqual([expect.stringMatching(/^products: (get|set) failed, treated as a miss: Error: down$/)]);
  });

  it('is a miss when its time is up, for a read and a write each', async () => {
    const { products, clock, load } = productsOf({ get: hang, set: hang });
    const answer = new DeferredOutcome(products.get('1'));
    await clock.advance(49);
    expect(load).not.toHaveBeenCalled();
    await clock.advance(1);
    expect(load).toHaveBeenCalledTimes(1);
    await clock.advance(50);

    expect(answer.value).toEqual({ value: 'product 1', stale: false, ageMs: 0 });
    expect(clock.pending).toBe(0);
  });

  it.each(['5', '"text"', '{}', '{"value":1}', '{"value":1,"loadedAt":"now","freshUntil":null}'])('is a miss with %s in it, which is no entry', async (text) => {
    const { cache, valueOf } = productsOf();
    cache.set('1', text);

    expect(await valueOf('1')).toBe('product 1');
  });

  it('is told of on a channel, without keys', async () => {
    const messages = heard('failsoft:cache:miss-on-error');
    const { products } = productsOf({ get: fail });
    await products.get('user:secret');

    expect(messages).toEqual([{ name: 'products', method: 'get', error: new Error('down') }]);
  });
});

describe('a store that does not do its work', () => {
  it('has what is out of date stand in, which says so, and how old it is', async () => {
    const { products, load, logger } = productsOf();
    const messages = heard('failsoft:cache:stale-on-error');
    await products.get('1');
    const error = new Error('down');
    load.mockRejectedValue(error);
    pass(5 * minute);

    expect(await products.get('1')).toEqual({ value: 'product 1', stale: true, ageMs: 5 * minute, error });
    expect(messages).toEqual([{ name: 'products', ageMs: 5 * minute, error }]);
    expect(logger.warn.mock.calls.flat()).toEqual(['products: load failed, answered with what is 300 s old: Error: down']);
  });

  it('has nothing stand in that is too old, even if the cache still has it', async () => {
    const { products, load } = productsOf({ jitter: 0.000_001 });
    await products.get('1');
    load.mockImplementation(fail);
    pass(11 * minute);

    await expect(products.get('1')).rejects.toThrow('down');
  });

  it('has nothing stand in where that was not asked for', async () => {
    const { products, load } = productsOf({ staleIfErrorMs: undefined });
    await products.get('1');
    load.mockImplementation(fail);
    pass(minute);

    await expect(products.get('1')).rejects.toThrow('down');
  });

  it.each([
    [404, false],
    [403, false],
    [408, true],
    [429, true],
    [503, true],
  ])('that answers %s is one that failed: %s', async (status, isFailure) => {
    const { products, load } = productsOf();
    await products.get('1');
    load.mockRejectedValue(Object.assign(new Error('no'), { status }));
    pass(minute);

    const outcome = await products.get('1').then(({ stale }) => stale, () => false);
    expect(outcome).toBe(isFailure);
  });

  it('is one that failed when its circuit is open', async () => {
    const { products, load } = productsOf();
    await products.get('1');
    load.mockRejectedValue(new CircuitOpenError('store', 5));
    pass(minute);

    expect((await products.get('1')).stale).toBe(true);
  });

  it('has failed when its time is up, and is told so', async () => {
    const { products, load, clock } = productsOf();
    await products.get('1');
    pass(minute);
    const signals: AbortSignal[] = [];
    load.mockImplementation((_key: string, ...rest: readonly unknown[]) => {
      for (const context of rest) if (isContext(context)) signals.push(context.signal);
      return hang();
    });
    const answer = new DeferredOutcome(products.get('1'));
    await clock.advance(2_000);

    expect(answer.value).toMatchObject({ stale: true, error: { name: 'TimeoutError', message: 'products did not answer within 2000 ms' } });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });
});

describe('loads', () => {
  it('run only so many at a time, and the rest wait', async () => {
    const { products, load } = productsOf();
    const calls = new Map<string, DeferredCall<string>>();
    load.mockImplementation((key) => {
      const call = new DeferredCall<string>((fn) => fn());
      calls.set(key, call);
      return call.promise;
    });
    const answers = ['1', '2', '3', '4'].map((key) => products.get(key));
    await promisesSettled();
    expect([...calls.keys()]).toEqual(['1', '2']);
    expect([products.loads.running, products.loads.queued]).toEqual([2, 2]);

    for (const key of ['1', '2', '3', '4']) {
      calls.get(key)?.resolve(key);
      await promisesSettled();
    }
    expect((await Promise.all(answers)).map(({ value }) => value)).toEqual(['1', '2', '3', '4']);
  });

  it('fail at once if too many wait', async () => {
    const { products } = productsOf({ load: hang, maxLoads: 1, maxQueue: 1 });
    void products.get('1');
    void products.get('2');

    await expect(products.get('3')).rejects.toMatchObject({ name: 'BulkheadFullError', dependency: 'products' });
  });

  it('that were given up still count until they end, so that a store that hangs is not sent more and more', async () => {
    const { products, clock, load } = productsOf({ maxQueue: 0 });
    load.mockImplementation(hang);
    for (let count = 0; count < 10; count++) {
      const answers = Promise.allSettled([products.get(`a${count}`), products.get(`b${count}`)]);
      await clock.advance(2_000);
      await answers;
    }

    expect(load).toHaveBeenCalledTimes(2);
  });

  it('of a thousand keys that time out leave nothing behind', async () => {
    const { products, clock } = productsOf({ load: hang });
    const answers = Promise.allSettled(Array.from({ length: 1_000 }, (_, index) => products.get(String(index))));
    await clock.advance(2_000);
    await answers;

    expect(clock.pending).toBe(0);
    expect(products.loads.queued).toBe(0);
  });
});

describe('a caller who gives up', () => {
  it('is let go with its reason, while the others get what they asked for', async () => {
    const { products, load } = productsOf();
    const loading = new DeferredCall<string>((fn) => fn());
    load.mockReturnValue(loading.promise);
    const caller = new AbortController();
    const reason = new Error('the user closed the page');
    const mine = products.get('1', { signal: caller.signal });
    const theirs = products.get('1');
    caller.abort(reason);
    await expect(mine).rejects.toBe(reason);
    await promisesSettled();
    loading.resolve('Tea');

    expect((await theirs).value).toBe('Tea');
    expect(getEventListeners(caller.signal, 'abort')).toEqual([]);
  });

  it('before the call causes none', async () => {
    const { products, get } = productsOf();

    await expect(products.get('1', { signal: AbortSignal.abort(new Error('gone')) })).rejects.toThrow('gone');
    expect(get).not.toHaveBeenCalled();
  });
});

describe('the wall clock', () => {
  it('may differ a little between processes', async () => {
    const { products, load } = productsOf();
    await products.get('1');
    pass(-500);

    expect((await products.get('1')).ageMs).toBe(0);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('may be set back, and nothing is fresh for an hour longer', async () => {
    const { products, load } = productsOf();
    await products.get('1');
    pass(-60 * minute);
    await products.get('1');

    expect(load).toHaveBeenCalledTimes(2);
  });
});

describe('a cache-aside refuses', () => {
  const wrong: readonly (readonly [string, object, string])[] = [
    ['a loader that is none', { load: 5 }, '`load` must be a function, received 5'],
    ['a time that is none', { ttlMs: -1 }, '`ttlMs` must be a positive finite number of milliseconds, received -1'],
    ['no loads at all', { maxLoads: 0 }, '`maxLoads` must be a positive integer, received 0'],
    ['a share that is none', { jitter: 2 }, '`jitter` must be a number above 0 and up to 1, received 2'],
  ];

  it.each(wrong)('%s', (_what, options, message) => {
    expect(() => productsOf({ logger: silentLogger, ...options })).toThrow(`Cannot create a cache-aside: ${message}`);
  });

  it('a key that is no text', () => {
    const { products } = productsOf();

    expect((): unknown => Reflect.apply(products.get, products, [5])).toThrow('Cannot get a value: `key` must be a string, received 5');
    expect((): unknown => Reflect.apply(products.get, products, ['a', { signal: 5 }])).toThrow('Cannot get a value: `signal` must be an AbortSignal, received 5');
  });
});

/** What has come of a promise so far. */
class DeferredOutcome<Value> {
  value: Value | undefined;

  constructor(promise: Promise<Value>) {
    void promise.then((value) => (this.value = value));
  }
}

function isContext(value: unknown): value is { readonly signal: AbortSignal } {
  return typeof value === 'object' && value !== null && 'signal' in value;
}

function heard(channel: string): readonly unknown[] {
  const messages: unknown[] = [];
  const listener = (message: unknown): void => void messages.push(message);
  subscribe(channel, listener);
  onTestFinished(() => void unsubscribe(channel, listener));
  return messages;
}
