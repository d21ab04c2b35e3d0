/** Soft caches of a real Redis, which works, hangs, crashes and comes back. Run by scripts/redis-e2e.mjs. */
import { Redis } from 'ioredis';
import { createClient } from 'redis';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { libraryOf, missOf } from '../src/cache/cache-libraries.js';
import { softCache, type SoftCacheOptions } from '../src/index.js';
import { ignore } from './broken.js';
import { RedisServer } from './redis-server.js';

const warn = vi.fn<(message: string) => void>();
/** What works has all the time that a busy machine may need. */
const options = { timeoutMs: 20_000, name: 'cache', logger: { warn } };
const impatient = { ...options, timeoutMs: 100 };
/** How long we wait for a Redis that is there. */
const patient = { timeout: 20_000 };

let server: RedisServer;
let ioredis: Redis;
let nodeRedis: ReturnType<typeof newNodeRedis>;

function newNodeRedis() {
  return createClient({ socket: { port: server.port, host: '127.0.0.1', reconnectStrategy: 20 }, disableOfflineQueue: true });
}

beforeAll(async () => {
  server = await RedisServer.start();
  ioredis = new Redis({ port: server.port, host: '127.0.0.1', retryStrategy: () => 20, enableOfflineQueue: false });
  ioredis.on('error', ignore);
  nodeRedis = newNodeRedis();
  nodeRedis.on('error', ignore);
  await nodeRedis.connect();
  await vi.waitUntil(() => ioredis.status === 'ready', patient);
});
afterAll(async () => {
  ioredis.disconnect();
  nodeRedis.destroy();
  await server.crash();
});
beforeEach(async () => {
  await ioredis.flushall();
  warn.mockClear();
});

type Row = readonly [method: string, ...args: unknown[]];

/** Calls of keys that do not exist, which Redis itself answers with a miss. */
const ioredisRows: readonly Row[] = [
  ['get', 'a'], ['getBuffer', 'a'], ['getex', 'a', 'EX', 5], ['getdel', 'a'], ['getset', 'a', '1'],
  ['mget', 'a', 'b'], ['mget', ['a', 'b']], ['mgetBuffer', 'a', 'b'],
  ['exists', 'a', 'b'], ['del', 'a'], ['unlink', 'a'], ['touch', 'a'], ['strlen', 'a'],
  ['expire', 'a', 5], ['pexpire', 'a', 5], ['expireat', 'a', 5], ['pexpireat', 'a', 5], ['persist', 'a'],
  ['ttl', 'a'], ['pttl', 'a'], ['expiretime', 'a'], ['pexpiretime', 'a'], ['set', 'a', '1', 'XX'],
  ['hget', 'a', 'f'], ['hgetBuffer', 'a', 'f'], ['hmget', 'a', 'f', 'g'], ['hmget', 'a', ['f', 'g']], ['hgetall', 'a'], ['hgetallBuffer', 'a'],
  ['hkeys', 'a'], ['hvals', 'a'], ['hlen', 'a'], ['hexists', 'a', 'f'], ['hdel', 'a', 'f'], ['hrandfield', 'a'], ['hrandfield', 'a', 2],
  ['lindex', 'a', 0], ['lrange', 'a', 0, -1], ['llen', 'a'],
  ['smembers', 'a'], ['sismember', 'a', 'm'], ['smismember', 'a', 'm', 'n'], ['scard', 'a'], ['srem', 'a', 'm'], ['smove', 'a', 'b', 'm'],
  ['srandmember', 'a'], ['srandmember', 'a', 2], ['sinter', 'a', 'b'], ['sunion', 'a', 'b'], ['sdiff', 'a', 'b'],
  ['zscore', 'a', 'm'], ['zmscore', 'a', 'm', 'n'], ['zrank', 'a', 'm'], ['zrevrank', 'a', 'm'], ['zcard', 'a'], ['zcount', 'a', 0, 1], ['zrem', 'a', 'm'],
  ['zrange', 'a', 0, -1], ['zrange', 'a', 0, -1, 'WITHSCORES'], ['zrangebyscore', 'a', 0, 1], ['zrevrange', 'a', 0, -1], ['zrevrangebyscore', 'a', 1, 0],
  ['zrandmember', 'a'], ['zrandmember', 'a', 2], ['zinter', 2, 'a', 'b'], ['zunion', 2, 'a', 'b'], ['zdiff', 2, 'a', 'b'],
  ['keys', 'a*'],
];

const nodeRedisRows: readonly Row[] = [
  ['get', 'a'], ['GET', 'a'], ['getEx', 'a', { type: 'EX', value: 5 }], ['getDel', 'a'], ['getSet', 'a', '1'], ['mGet', ['a', 'b']],
  ['exists', ['a', 'b']], ['del', 'a'], ['unlink', 'a'], ['touch', 'a'], ['strLen', 'a'],
  ['expire', 'a', 5], ['pExpire', 'a', 5], ['expireAt', 'a', 5], ['pExpireAt', 'a', 5], ['persist', 'a'],
  ['ttl', 'a'], ['pTTL', 'a'], ['expireTime', 'a'], ['pExpireTime', 'a'], ['set', 'a', '1', { condition: 'XX' }],
  ['hGet', 'a', 'f'], ['hmGet', 'a', ['f', 'g']], ['hGetAll', 'a'], ['hKeys', 'a'], ['hVals', 'a'], ['hLen', 'a'],
  ['hExists', 'a', 'f'], ['hDel', 'a', 'f'], ['hRandField', 'a'], ['hRandFieldCount', 'a', 2], ['hRandFieldCountWithValues', 'a', 2],
  ['lIndex', 'a', 0], ['lRange', 'a', 0, -1], ['lLen', 'a'],
  ['sMembers', 'a'], ['sIsMember', 'a', 'm'], ['smIsMember', 'a', ['m', 'n']], ['sCard', 'a'], ['sRem', 'a', 'm'], ['sMove', 'a', 'b', 'm'],
  ['sRandMember', 'a'], ['sRandMemberCount', 'a', 2], ['SRANDMEMBER_COUNT', 'a', 2], ['sInter', ['a', 'b']], ['sUnion', ['a', 'b']], ['sDiff', ['a', 'b']],
  ['zScore', 'a', 'm'], ['zmScore', 'a', ['m', 'n']], ['zRank', 'a', 'm'], ['zRevRank', 'a', 'm'],
  ['zCard', 'a'], ['zCount', 'a', 0, 1], ['zRem', 'a', 'm'], ['zRange', 'a', 0, -1], ['zRangeWithScores', 'a', 0, -1],
  ['zRangeByScore', 'a', 0, 1], ['zRangeByScoreWithScores', 'a', 0, 1],
  ['zRandMember', 'a'], ['zRandMemberCount', 'a', 2], ['zRandMemberCountWithScores', 'a', 2],
  ['zInter', ['a', 'b']], ['zInterWithScores', ['a', 'b']], ['zUnion', ['a', 'b']], ['zUnionWithScores', ['a', 'b']],
  ['zDiff', ['a', 'b']], ['zDiffWithScores', ['a', 'b']],
  ['keys', 'a*'],
];

describe.each([
  ['ioredis', ioredisRows, () => ioredis],
  ['node-redis', nodeRedisRows, () => nodeRedis],
])('%s', (_library, rows, clientOf: () => object) => {
  it.each(rows.map(([method, ...args]) => ({ method, args })))('$method $args is a miss as Redis answers it', async ({ method, args }) => {
    const client = clientOf();
    const command: unknown = Reflect.get(client, method);
    if (typeof command !== 'function') throw new Error(`The client has no ${method}`);
    const answer: unknown = await Reflect.apply(command, client, args);

    expect(missOf(libraryOf(client), method)?.(args)).toEqual(answer);
  });
});

/** What both libraries call alike. */
interface Client {
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<unknown>;
  incr(key: string): Promise<number>;
}

describe.each<[string, (options: SoftCacheOptions) => Client]>([
  ['ioredis', (chosen) => softCache(ioredis, chosen)],
  ['node-redis', (chosen) => softCache(nodeRedis, chosen)],
])('a soft cache of %s', (_library, newCache) => {
  it('answers what Redis has', async () => {
    const cache = newCache(options);

    expect(await cache.set('a', '7')).toBe('OK');
    expect(await cache.get('a')).toBe('7');
    expect(await cache.incr('a')).toBe(8);
    expect(warn).not.toHaveBeenCalled();
  });

  it('takes an error of Redis for a miss, and does not log the key', async () => {
    await ioredis.hset('secret-key', 'f', '1');

    expect(await newCache(options).get('secret-key')).toBeNull();
    expect(warn.mock.calls.flat()).toEqual([expect.stringMatching(/^cache: get failed, treated as a miss: \w+: WRONGTYPE /)]);
    expect(warn.mock.calls[0]?.[0]).not.toContain('secret-key');
  });

  it('goes on while Redis hangs, and has its values again when it does not', async () => {
    await newCache(options).set('a', '7');
    server.pause();
    const answers = await Promise.all(Array.from({ length: 50 }, () => newCache(impatient).get('a')));
    server.resume();

    expect(new Set(answers)).toEqual(new Set([null]));
    await vi.waitUntil(async () => (await newCache(options).get('a')) === '7', patient);
  });

  it('goes on when Redis crashes, and uses the next one', async () => {
    const cache = newCache(options);
    await cache.set('a', '7');
    await server.crash();

    expect(await cache.get('a')).toBeNull();
    expect(await cache.set('a', '8')).toBeNull();
    await server.restart();
    await vi.waitUntil(async () => (await cache.set('a', '9')) === 'OK', patient);
    expect(await cache.get('a')).toBe('9');
    await vi.waitUntil(() => ioredis.status === 'ready' && nodeRedis.isReady, patient);
  });
});
