/** What the catalogue says of Redis clients, run against a peer that logs them in and then freezes. */
import { setTimeout as wait } from 'node:timers/promises';
import { Cluster, Redis, type RedisOptions } from 'ioredis';
import { createClient, createClientPool } from 'redis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ioredis } from '../packages/analysis/src/catalog/cache/ioredis.js';
import { redis } from '../packages/analysis/src/catalog/cache/redis.js';
import { Catalog } from '../packages/analysis/src/catalog/catalog.js';
import { compilePath } from '../packages/analysis/src/catalog/paths.js';
import type { Client } from '../packages/analysis/src/catalog/schema.js';
import { clientOf } from './find-facts.js';
import { silent, type Peer } from './peers/peer.js';
import { redisPeer } from './peers/redis.js';
import { all, forHealthyPeers, generous, inserted, limit, outcome, outcomes, provesSufficient, slowness, unheeded, watched } from './proofs.js';

let silentPeer: Peer;
let healthyPeer: Peer;

beforeAll(async () => {
  [silentPeer, healthyPeer] = await Promise.all([silent(), redisPeer(slowness)]);
});

const opened: { disconnect(): void }[] = [];

afterAll(() => {
  for (const client of opened) client.disconnect();
  for (const peer of [silentPeer, healthyPeer]) peer.close();
});

/** An error of the connection is what these tests are about. */
const ignore = (): void => undefined;

function open(port: number, options: RedisOptions): Redis {
  const client = new Redis(port, '127.0.0.1', options);
  client.on('error', ignore);
  opened.push(client);
  return client;
}

function openCluster(port: number, options: ConstructorParameters<typeof Cluster>[1]): Cluster {
  const cluster = new Cluster([{ host: '127.0.0.1', port }], options);
  cluster.on('error', ignore);
  opened.push(cluster);
  return cluster;
}

provesSufficient('an ioredis client', clientOf(ioredis, 'ioredis client').timeout, {
  commandTimeout: [
    () => open(silentPeer.port, { commandTimeout: limit }).get('a'),
    () => open(silentPeer.port, { commandTimeout: limit }).call('GET', 'a'),
    () => open(silentPeer.port, { commandTimeout: limit }).multi().get('a').exec(),
    () => open(healthyPeer.port, { commandTimeout: limit }).blpop('a', 0),
  ],
});

provesSufficient('an ioredis cluster', clientOf(ioredis, 'ioredis cluster').timeout, {
  'commandTimeout + enableOfflineQueue: false': [
    () => openCluster(silentPeer.port, { enableOfflineQueue: false, redisOptions: { commandTimeout: limit } }).get('a'),
  ],
});

describe.concurrent('what looks like a timeout of ioredis', () => {
  it('bounds nothing', async () => {
    const calls = {
      connectTimeout: () => open(silentPeer.port, { connectTimeout: unheeded }).get('a'),
      socketTimeout: () => open(silentPeer.port, { socketTimeout: unheeded }).get('a'),
      'commandTimeout in the URL': () => {
        const client = new Redis(`redis://127.0.0.1:${silentPeer.port}?commandTimeout=${unheeded}`);
        client.on('error', ignore);
        opened.push(client);
        return client.get('a');
      },
      'commandTimeout of a cluster that no node answers': () => openCluster(silentPeer.port, { redisOptions: { commandTimeout: unheeded } }).get('a'),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });
});

describe.concurrent('the text inserted for ioredis', forHealthyPeers, () => {
  it('lets a slow answer through, and an idle connection live', async () => {
    expect(clientOf(ioredis, 'ioredis client').timeout.insertions.map(inserted)).toEqual([{ commandTimeout: generous }]);
    const client = open(healthyPeer.port, { commandTimeout: generous });
    expect(await outcome(() => client.get('a'))).toBe('resolved');
    await wait(generous * 1.2);
    expect(await outcome(() => client.get('a'))).toBe('resolved');
  });
});

/** What is inserted for node-redis, beside the address, with a shorter time. */
function options(port: number): Parameters<typeof createClientPool>[0] {
  return {
    pingInterval: limit,
    socket: { host: '127.0.0.1', port, socketTimeout: limit * 3, reconnectStrategy: (retries: number) => Math.min(retries * 50, 2_000) },
  };
}

type NodeRedis = ReturnType<typeof createClient>;

async function connect(client: NodeRedis): Promise<NodeRedis> {
  client.on('error', ignore);
  opened.push({ disconnect: () => (client.isOpen ? client.destroy() : undefined) });
  await client.connect();
  return client;
}

describe.concurrent('node-redis, with what is inserted', forHealthyPeers, () => {
  it('is what is run here', () => {
    const written = { pingInterval: generous, socket: { socketTimeout: generous * 3, reconnectStrategy: '(retries) => Math.min(retries * 50, 2_000)' } };
    expect(clientOf(redis, 'redis client').timeout.insertions.map(inserted)).toEqual([written]);
    expect(clientOf(redis, 'redis client pool').timeout.insertions.map(inserted)).toEqual([written]);
    expect(clientOf(redis, 'redis cluster').timeout.insertions.map(inserted)).toEqual([{ defaults: written }]);
    expect(clientOf(redis, 'redis sentinel').timeout.insertions.map(inserted)).toEqual([{ nodeClientOptions: written }]);
  });

  it('survives idleness, rejects what a frozen server leaves open, and works again when it thaws; alone, or without it, it does not', async () => {
    const peer = await redisPeer();
    const socket = { host: '127.0.0.1', port: peer.port };
    const [client, bare, alone] = await Promise.all([
      connect(createClient(options(peer.port))),
      connect(createClient({ socket })),
      connect(createClient({ socket: { ...socket, socketTimeout: limit } })),
    ]);
    const pool = createClientPool(options(peer.port));
    pool.on('error', ignore);
    await pool.connect();
    await wait(limit * 4);
    expect(await outcomes({ client: () => client.get('a'), bare: () => bare.get('a'), pool: () => pool.get('a'), alone: () => alone.get('a') })).toEqual({
      client: 'resolved',
      bare: 'resolved',
      pool: 'resolved',
      // socketTimeout alone has closed it for good.
      alone: 'rejected',
    });
    peer.freeze();
    expect(await outcomes({ client: () => client.get('a'), pool: () => pool.get('a'), bare: () => bare.get('a') }, watched)).toEqual({
      client: 'rejected',
      pool: 'rejected',
      bare: 'pending',
    });
    peer.thaw();
    expect(await outcomes({ client: () => client.get('a'), pool: () => pool.get('a') })).toEqual({ client: 'resolved', pool: 'resolved' });
    pool.destroy();
    peer.close();
  });
});

describe.concurrent('what looks like a timeout of node-redis', () => {
  it('bounds nothing', async () => {
    const peer = await redisPeer();
    const socket = { host: '127.0.0.1', port: peer.port };
    const clients = await Promise.all([
      connect(createClient({ socket, commandOptions: { timeout: unheeded } })),
      connect(createClient({ socket, pingInterval: limit })),
      connect(createClient({ socket: { ...socket, connectTimeout: unheeded } })),
      connect(createClient(Object.assign({ socket }, { commandTimeout: unheeded }))),
    ]);
    peer.freeze();
    const calls = Object.fromEntries(clients.map((client, index) => [index, () => client.get('a')]));
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
    peer.close();
  });
});

describe('every command', () => {
  const catalog = new Catalog([redis, ioredis]);

  function unknown(client: Client, names: readonly string[]): readonly string[] {
    const local = client.local.map(compilePath);
    return names.filter((name) => catalog.callsOf(client, [name]).length === 0 && !local.some((matches) => matches([name])));
  }

  it('of ioredis is known, INFO and DEBUG left out', () => {
    const names = new Redis({ lazyConnect: true }).getBuiltinCommands();
    expect(unknown(clientOf(ioredis, 'ioredis client'), names.flatMap((name) => [name, `${name}Buffer`]))).toEqual(
      ['debug', 'debugBuffer', 'info', 'infoBuffer', 'multiBuffer', 'quitBuffer'],
    );
  });

  it('of node-redis is known by both its names, INFO and the names of modules left out, and so are its other methods', () => {
    const names = new Set<string>();
    for (let at: unknown = createClient(); at instanceof Object && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
      for (const name of Object.getOwnPropertyNames(at)) if (!name.startsWith('_') && !/^(?:constructor|Multi|[a-z]+Identity)$/.test(name)) names.add(name);
    }
    expect(unknown(clientOf(redis, 'redis client'), [...names])).toEqual(['INFO', 'info', 'bf', 'cms', 'cf', 'tDigest', 'topK', 'json', 'ft', 'ts']);
  });
});
