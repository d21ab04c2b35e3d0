/** What the catalogue says of caches other than ioredis and node-redis, run against peers that freeze or never answer. */
import http from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import KeyvRedis from '@keyv/redis';
import { Redis as UpstashRedis } from '@upstash/redis';
import { createCache } from 'cache-manager';
import { Redis as Valkey, type RedisOptions } from 'iovalkey';
import Keyv from 'keyv';
import Memcached from 'memcached';
import memjs from 'memjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cacheManagerIoredisYet } from '../packages/analysis/src/catalog/cache/cache-manager-ioredis-yet.js';
import { iovalkey } from '../packages/analysis/src/catalog/cache/iovalkey.js';
import { keyvRedis } from '../packages/analysis/src/catalog/cache/keyv-redis.js';
import { memjs as memjsFacts } from '../packages/analysis/src/catalog/cache/memjs.js';
import { upstashRedis } from '../packages/analysis/src/catalog/cache/upstash-redis.js';
import { valkeyGlide } from '../packages/analysis/src/catalog/cache/valkey-glide.js';
import { clientOf } from './find-facts.js';
import { listen, silent, type Peer } from './peers/peer.js';
import { redisPeer, type RedisPeer } from './peers/redis.js';
import { all, forHealthyPeers, generous, inserted, limit, outcome, outcomes, provesSufficient, slowness, unheeded, watched } from './proofs.js';

let silentPeer: Peer;
let healthyPeer: Peer;
let slowPeer: Peer;
let frozenPeer: RedisPeer;

beforeAll(async () => {
  [silentPeer, healthyPeer, slowPeer, frozenPeer] = await Promise.all([silent(), redisPeer(slowness), upstashPeer(), redisPeer()]);
});

const opened: (() => void)[] = [];

afterAll(() => {
  for (const close of opened) close();
  for (const peer of [silentPeer, healthyPeer, slowPeer, frozenPeer]) peer.close();
});

/** Answers each command with nothing found, after a delay. */
function upstashPeer(): Promise<Peer> {
  return listen(
    http.createServer((request, response) => {
      request.resume();
      void wait(slowness).then(() => response.setHeader('content-type', 'application/json').end('{"result":null}'));
    }),
  );
}

const ignore = (): void => undefined;

function openValkey(port: number, options: RedisOptions): Valkey {
  const client = new Valkey(port, '127.0.0.1', options);
  client.on('error', ignore);
  opened.push(() => client.disconnect());
  return client;
}

provesSufficient('an iovalkey client', clientOf(iovalkey, 'iovalkey client').timeout, {
  commandTimeout: [() => openValkey(silentPeer.port, { commandTimeout: limit }).get('a'), () => openValkey(silentPeer.port, { commandTimeout: limit }).multi().get('a').exec()],
});

provesSufficient('a Valkey GLIDE client', clientOf(valkeyGlide, 'Valkey GLIDE client').timeout, {
  requestTimeout: { unproven: 'its native parts are not installed here; a frozen server was given up on after 257 ms by default' },
});

provesSufficient('an ioredis store of cache-manager 5', clientOf(cacheManagerIoredisYet, 'ioredis store').timeout, {
  commandTimeout: { unproven: 'it hands its options to ioredis, for which cache.test.ts runs it' },
});

function upstash(port: number, options: object = {}): UpstashRedis {
  return new UpstashRedis({ url: `http://127.0.0.1:${port}`, token: 'a', enableTelemetry: false, enableAutoPipelining: false, ...options });
}

provesSufficient('an Upstash Redis client', clientOf(upstashRedis, 'Upstash Redis client').timeout, {
  signal: [() => upstash(silentPeer.port, { signal: () => AbortSignal.timeout(limit) }).get('a'), () => upstash(silentPeer.port, { signal: () => AbortSignal.timeout(limit) }).pipeline().get('a').exec()],
});

function openMemjs(options: object): memjs.Client {
  const client = memjs.Client.create(`127.0.0.1:${silentPeer.port}`, { logger: { log: ignore }, ...options });
  opened.push(() => client.close());
  return client;
}

provesSufficient('a memjs client', clientOf(memjsFacts, 'memjs client').timeout, {
  timeout: [() => openMemjs({ timeout: limit / 1000 }).get('a'), () => openMemjs({ timeout: limit / 1000 }).set('a', 'b', {})],
});

/** Options of node-redis, with pings: silence is not idleness. */
function storeOptions(port: number): ConstructorParameters<typeof KeyvRedis>[0] {
  return { pingInterval: limit, socket: { host: '127.0.0.1', port, socketTimeout: limit * 3, reconnectStrategy: (retries: number) => Math.min(retries * 50, 2000) } };
}

function openStore(port: number, throwOnErrors: boolean, options = storeOptions(port)): KeyvRedis<string> {
  const store = new KeyvRedis<string>(options, { throwOnErrors });
  store.on('error', ignore);
  opened.push(() => void store.disconnect(true).catch(ignore));
  return store;
}

provesSufficient('a Redis store of Keyv', clientOf(keyvRedis, 'Keyv Redis store').timeout, {
  socketTimeout: [
    async () => {
      const store = openStore(frozenPeer.port, true);
      await store.get('a');
      frozenPeer.freeze();
      return store.get('a');
    },
  ],
});

describe.concurrent('Keyv and cache-manager', () => {
  it('wait for a frozen Redis without end, and turn a failure into a miss', async () => {
    const peer = await redisPeer();
    const store = openStore(peer.port, false, { socket: { host: '127.0.0.1', port: peer.port } });
    const bounded = openStore(peer.port, false);
    const keyv = new Keyv({ store });
    keyv.on('error', ignore);
    const cache = createCache({ stores: [new Keyv({ store: bounded })] });
    expect(await outcomes({ keyv: () => keyv.get('a'), cache: () => cache.get('a') })).toEqual({ keyv: 'resolved', cache: 'resolved' });
    peer.freeze();
    expect(await outcomes({ keyv: () => keyv.get('a') }, watched)).toEqual({ keyv: 'pending' });
    expect(await outcome(() => cache.get('a'))).toBe('resolved');
    peer.close();
  });
});

describe.concurrent('what looks like a timeout', () => {
  it('bounds nothing', async () => {
    const server = `127.0.0.1:${silentPeer.port}`;
    const command = (options: object): Promise<unknown> =>
      new Promise((resolve, reject) => {
        new Memcached(server, options).get('a', (error: unknown, value: unknown) => (error === undefined ? resolve(value) : reject(error instanceof Error ? error : new Error('failed'))));
      });
    const calls = {
      'connectTimeout of iovalkey': () => openValkey(silentPeer.port, { connectTimeout: unheeded }).get('a'),
      'timeout of memcached': () => command({ timeout: unheeded, retries: 0 }),
      'idle of memcached': () => command({ idle: unheeded, retries: 0 }),
      'timeout of Upstash Redis': () => upstash(silentPeer.port, { timeout: unheeded }).get('a'),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });
});

describe.concurrent('the texts inserted', forHealthyPeers, () => {
  it('let a slow answer of Valkey through, and an idle connection live', async () => {
    expect(clientOf(iovalkey, 'iovalkey client').timeout.insertions.map(inserted)).toEqual([{ commandTimeout: generous }]);
    const client = openValkey(healthyPeer.port, { commandTimeout: generous });
    expect(await outcome(() => client.get('a'))).toBe('resolved');
    await wait(generous * 1.2);
    expect(await outcome(() => client.get('a'))).toBe('resolved');
  });

  it('let slow answers of Upstash Redis through, one after the other', async () => {
    expect(clientOf(upstashRedis, 'Upstash Redis client').timeout.insertions.map(inserted)).toEqual([{ signal: 'AbortSignal.timeout' }]);
    const client = upstash(slowPeer.port, { signal: () => AbortSignal.timeout(generous) });
    expect(await outcome(() => client.get('a'))).toBe('resolved');
    await wait(generous);
    expect(await outcome(() => client.get('a'))).toBe('resolved');
  });
});
