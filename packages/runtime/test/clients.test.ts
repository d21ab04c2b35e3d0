/** Soft caches of real client libraries, whose server is not there or says nothing. Real time, real sockets. */
import { Redis as UpstashRedis } from '@upstash/redis';
import { createCache } from 'cache-manager';
import { Cluster, Redis } from 'ioredis';
import { Keyv, type KeyvStoreAdapter } from 'keyv';
import memjs from 'memjs';
import { createClient } from 'redis';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { softCache } from '../src/index.js';
import { fail, hang, ignore } from './broken.js';
import { closedPort, startSilentServer, type SilentServer } from './servers.js';

const timeoutMs = 60;
const warn = vi.fn<(message: string) => void>();
const logger = { warn };

let silent: SilentServer;
const afterwards: (() => unknown)[] = [];

beforeAll(async () => {
  silent = await startSilentServer();
  return () => silent.close();
});
beforeEach(() => void warn.mockClear());
afterEach(async () => {
  for (const clean of afterwards.splice(0)) await clean();
});

/** Runs `call`, which must be over before any limit of a library's own: those are of 10 s. */
async function inTime<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  const startMs = performance.now();
  const answer = await call();
  expect(performance.now() - startMs).toBeLessThan(timeoutMs + 8_000);
  return answer;
}

describe.each(['refused', 'silent'] as const)('ioredis, connection %s', (peer) => {
  const port = (): number => (peer === 'silent' ? silent.port : closedPort);

  it.each([{}, { lazyConnect: true }, { enableOfflineQueue: false }, { maxRetriesPerRequest: 0 }, { maxRetriesPerRequest: null }])(
    'reads and writes with %j are misses',
    async (options) => {
      const client = new Redis({ port: port(), host: '127.0.0.1', ...options });
      client.on('error', ignore);
      afterwards.push(() => client.disconnect());
      const cache = softCache(client, { timeoutMs, logger, name: 'prices' });

      const answers = await inTime(() =>
        Promise.all([
          cache.get('a'),
          cache.getBuffer('a'),
          cache.mget('a', 'b'),
          cache.hgetall('h'),
          cache.set('a', '1', 'EX', 60),
          cache.del('a'),
          cache.smembers('s'),
          cache.ttl('a'),
        ]),
      );
      expect(answers).toEqual([null, null, [null, null], {}, null, 0, [], -2]);
      expect(warn).toHaveBeenCalledTimes(1);
      expect(warn.mock.calls[0]?.[0]).toMatch(/^prices: \w+ failed, treated as a miss: \w*Error: /);
    },
  );

  it('fails as ever where a miss would be made up', async () => {
    const client = new Redis({ port: port(), host: '127.0.0.1', maxRetriesPerRequest: 0, enableOfflineQueue: false });
    client.on('error', ignore);
    afterwards.push(() => client.disconnect());
    const cache = softCache(client, { timeoutMs, logger });

    await expect(cache.incr('n')).rejects.toThrow();
    await expect(cache.eval('return 1', 0)).rejects.toThrow();
    expect(warn).not.toHaveBeenCalled();
  });

  it('a cluster is softened too', async () => {
    const client = new Cluster([{ port: port(), host: '127.0.0.1' }]);
    client.on('error', ignore);
    afterwards.push(() => client.disconnect());

    expect(await inTime(() => softCache(client, { timeoutMs, logger }).mget('a', 'b'))).toEqual([null, null]);
  });
});

describe.each(['refused', 'silent'] as const)('node-redis, connection %s', (peer) => {
  const port = (): number => (peer === 'silent' ? silent.port : closedPort);

  it.each([false, true])('reads and writes are misses, with disableOfflineQueue %s', async (disableOfflineQueue) => {
    const client = createClient({ socket: { port: port(), host: '127.0.0.1' }, disableOfflineQueue });
    client.on('error', ignore);
    afterwards.push(() => client.destroy());
    const cache = softCache(client, { timeoutMs, logger, name: 'prices' });
    cache.connect().catch(ignore); // never settles as long as the server is not there

    const answers = await inTime(() =>
      Promise.all([
        cache.get('a'),
        cache.mGet(['a', 'b']),
        cache.hGetAll('h'),
        cache.set('a', '1'),
        cache.del('a'),
        cache.sMembers('s'),
        cache.zRangeWithScores('z', 0, -1),
        cache.withTypeMapping({}).get('a'),
      ]),
    );
    expect(answers).toEqual([null, [null, null], {}, null, 0, [], [], null]);
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it('a second client, such as one to subscribe with, fails as ever', async () => {
    const client = createClient({ socket: { port: port(), host: '127.0.0.1' } });

    await expect(softCache(client, { timeoutMs, logger }).duplicate().get('a')).rejects.toThrow('The client is closed');
  });

  it('a client that was never connected is a miss', async () => {
    const client = createClient({ socket: { port: port(), host: '127.0.0.1' } });

    expect(await inTime(() => softCache(client, { timeoutMs, logger }).get('a'))).toBeNull();
    expect(warn.mock.calls[0]?.[0]).toMatch(/The client is closed/);
  });
});

describe('@upstash/redis', () => {
  it.each(['refused', 'silent'] as const)('reads and writes are misses, connection %s', async (peer) => {
    const client = new UpstashRedis({
      url: `http://127.0.0.1:${peer === 'silent' ? silent.port : closedPort}`,
      token: 'none',
      retry: { retries: 0 },
      enableTelemetry: false,
    });
    const cache = softCache(client, { timeoutMs, logger });

    const answers = await inTime(() =>
      Promise.all([cache.get('a'), cache.mget('a', 'b'), cache.hgetall('h'), cache.set('a', 1), cache.del('a')]),
    );
    expect(answers).toEqual([null, [null, null], null, null, 0]);
  });
});

describe('memjs', () => {
  it.each(['refused', 'silent'] as const)('reads and writes are misses, connection %s', async (peer) => {
    const client = memjs.Client.create(`127.0.0.1:${peer === 'silent' ? silent.port : closedPort}`, {
      retries: 0,
      logger: { log: ignore },
    });
    afterwards.push(() => client.close());
    const cache = softCache(client, { timeoutMs, logger });

    expect(await inTime(() => cache.get('a'))).toEqual({ value: null, flags: null });
    expect(await inTime(() => cache.set('a', '1', {}))).toBe(false);
  });
});

describe.each([
  ['hangs', hang],
  ['fails', fail],
])('a store that %s', (_how, broken) => {
  const store: KeyvStoreAdapter = {
    opts: {},
    get: broken,
    set: broken,
    delete: broken,
    clear: broken,
    on: () => store,
  };

  it('is a miss for keyv', async () => {
    const keyv = new Keyv<number>({ store, throwOnErrors: true });
    keyv.on('error', ignore);
    const cache = softCache(keyv, { timeoutMs, logger });

    const answers = await inTime(() =>
      Promise.all([cache.get('a'), cache.get(['a', 'b']), cache.getMany(['a', 'b']), cache.set('a', 1), cache.delete('a'), cache.has('a')]),
    );
    expect(answers).toEqual([undefined, [undefined, undefined], [undefined, undefined], false, false, false]);
  });

  it('is a miss for cache-manager, whose `wrap` loads then', async () => {
    const keyv = new Keyv({ store, throwOnErrors: true });
    keyv.on('error', ignore);
    const cache = softCache(createCache({ stores: [keyv] }), { timeoutMs, logger });
    const load = vi.fn(() => Promise.resolve(7));

    expect(await inTime(() => Promise.all([cache.get('a'), cache.mget(['a', 'b']), cache.set('a', 1)]))).toEqual([
      undefined,
      [undefined, undefined],
      1,
    ]);
    expect(await inTime(() => cache.wrap('a', load, 1_000))).toBe(7);
    expect(await inTime(() => cache.wrap('b', load, { ttl: 1_000, raw: true }))).toMatchObject({ value: 7 });
    expect(load).toHaveBeenCalledTimes(2);
  });
});

describe('cache-manager, `wrap` on a store that works', () => {
  it('loads once, then answers from the cache', async () => {
    const cache = softCache(createCache(), { timeoutMs, logger });
    const load = vi.fn(() => Promise.resolve(7));

    expect(await cache.wrap('a', load, 10_000)).toBe(7);
    expect(await cache.wrap('a', load, 10_000)).toBe(7);
    expect(load).toHaveBeenCalledTimes(1);
    expect(warn).not.toHaveBeenCalled();
  });

  it('shares the load of calls at the same time, however long it takes', async () => {
    const cache = softCache(createCache(), { timeoutMs: 20, logger });
    const load = vi.fn(() => new Promise((resolve) => setTimeout(resolve, 100, 7)));

    expect(await Promise.all([cache.wrap('a', load), cache.wrap('a', load)])).toEqual([7, 7]);
    expect(load).toHaveBeenCalledTimes(1);
    expect(warn).not.toHaveBeenCalled();
  });

  it('hands on the failure of the loader', async () => {
    const cache = softCache(createCache(), { timeoutMs, logger });

    await expect(cache.wrap('a', fail)).rejects.toThrow('down');
    expect(warn).not.toHaveBeenCalled();
  });

  it.each([
    ['hangs', hang],
    ['fails', fail],
  ])('answers what it has while a refresh %s in the background', async (_how, refresh) => {
    const cache = softCache(createCache(), { timeoutMs, logger });
    await cache.wrap('a', () => Promise.resolve('old'), { ttl: 10_000 });

    expect(await inTime(() => cache.wrap('a', refresh, { ttl: 10_000, refreshThreshold: 20_000 }))).toBe('old');
    expect(warn).not.toHaveBeenCalled();
  });
});
