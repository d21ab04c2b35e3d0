import { describe, expect, it } from 'vitest';
import { ignore } from '../../test/broken.js';
import { libraryOf, missOf } from './cache-libraries.js';

/** The methods that tell a library; its real clients stand in test/clients.test.ts, where they can be installed. */
const shapes = {
  ioredis: ['hgetall', 'get'],
  'node-redis 5': ['hGetAll', 'get'],
  'node-redis 4': ['hGetAll', 'commandsExecutor'],
  'Valkey GLIDE': ['hgetall', 'customCommand'],
  '@upstash/redis': ['hgetall', 'createScript'],
  'cache-manager': ['get', 'del', 'wrap'],
  keyv: ['get', 'getMany', 'setMany', 'deleteMany'],
  memjs: ['get', 'statsWithKey'],
  'a class of your own': ['get'],
} as const;

type Row = readonly [method: string, args: readonly unknown[], miss: unknown];

const misses: Readonly<Record<keyof typeof shapes, readonly Row[]>> = {
  ioredis: [
    ['get', ['a'], null],
    ['getBuffer', ['a'], null],
    ['mget', ['a', 'b'], [null, null]],
    ['mget', [['a', Buffer.from('b')]], [null, null]],
    ['mget', ['a', ignore], [null]],
    ['mgetBuffer', ['a', 'b'], [null, null]],
    ['set', ['a', 1, 'EX', 5], null],
    ['del', ['a', 'b'], 0],
    ['exists', ['a'], 0],
    ['expire', ['a', 5], 0],
    ['ttl', ['a'], -2],
    ['hget', ['h', 'a'], null],
    ['hmget', ['h', 'a', 'b'], [null, null]],
    ['hmget', ['h', ['a', 'b']], [null, null]],
    ['hgetall', ['h'], {}],
    ['hexists', ['h', 'a'], 0],
    ['smembers', ['s'], []],
    ['sismember', ['s', 'a'], 0],
    ['smismember', ['s', 'a', 'b'], [0, 0]],
    ['srandmember', ['s'], null],
    ['srandmember', ['s', 2], []],
    ['zscore', ['z', 'a'], null],
    ['zmscore', ['z', 'a', 'b'], [null, null]],
    ['zrange', ['z', 0, -1, 'WITHSCORES'], []],
    ['lrange', ['l', 0, -1], []],
    ['keys', ['*'], []],
  ],
  'node-redis 5': [
    ['get', ['a'], null],
    ['GET', ['a'], null],
    ['mGet', [['a', 'b']], [null, null]],
    ['hGetAll', ['h'], {}],
    ['hExists', ['h', 'a'], 0],
    ['hmGet', ['h', ['a', 'b']], [null, null]],
    ['setEx', ['a', 5, 'b'], null],
    ['sIsMember', ['s', 'a'], 0],
    ['smIsMember', ['s', ['a', 'b']], [0, 0]],
    ['zRangeWithScores', ['z', 0, -1], []],
    ['sRandMemberCount', ['s', 2], []],
    ['SRANDMEMBER_COUNT', ['s', 2], []],
    ['HRANDFIELD_COUNT_WITHVALUES', ['h', 2], []],
    ['zRandMemberCountWithScores', ['z', 2], []],
    ['zRankWithScore', ['z', 'a'], null],
    ['zCount', ['z', 0, 1], 0],
    ['expire', ['a', 5], 0],
  ],
  'node-redis 4': [
    ['get', ['a'], null],
    ['expire', ['a', 5], false],
    ['setNX', ['a', 1], false],
    ['hExists', ['h', 'a'], false],
    ['smIsMember', ['s', ['a', 'b']], [false, false]],
    ['zRangeWithScores', ['z', 0, -1], []],
  ],
  'Valkey GLIDE': [
    ['get', ['a'], null],
    ['mget', [['a', 'b']], [null, null]],
    ['expire', ['a', 5], false],
    ['hgetall', ['h'], []],
    ['smembers', ['s'], new Set()],
    ['zrangeWithScores', ['z', {}], []],
    ['hrandfieldCount', ['h', 2], []],
  ],
  '@upstash/redis': [
    ['get', ['a'], null],
    ['hgetall', ['h'], null],
    ['hmget', ['h', 'a', 'b'], null],
    ['mget', ['a', 'b'], [null, null]],
  ],
  'cache-manager': [
    ['get', ['a'], undefined],
    ['mget', [['a', 'b']], [undefined, undefined]],
    ['set', ['a', 7], 7],
    ['mset', [[{ key: 'a', value: 7 }]], [{ key: 'a', value: 7 }]],
    ['del', ['a'], false],
    ['clear', [], false],
    ['ttl', ['a'], undefined],
  ],
  keyv: [
    ['get', ['a'], undefined],
    ['get', [['a', 'b']], [undefined, undefined]],
    ['getMany', [['a', 'b']], [undefined, undefined]],
    ['has', ['a'], false],
    ['has', [['a', 'b']], [false, false]],
    ['set', ['a', 7], false],
    ['setMany', [[{ key: 'a', value: 7 }]], [false]],
    ['delete', ['a'], false],
    ['delete', [['a', 'b']], false],
    ['deleteMany', [['a', 'b']], false],
    ['clear', [], undefined],
  ],
  memjs: [
    ['get', ['a'], { value: null, flags: null }],
    ['set', ['a', '1', {}], false],
    ['delete', ['a'], false],
  ],
  'a class of your own': [
    ['get', ['a'], undefined],
    ['set', ['a', 1], undefined],
    ['mget', [['a', 'b']], [undefined, undefined]],
    ['has', ['a'], false],
    ['delete', ['a'], false],
  ],
};

const leftAlone = ['incr', 'hIncrBy', 'lpush', 'rpop', 'blpop', 'xread', 'eval', 'multi', 'scan', 'subscribe', 'quit', 'connect'];

describe.each(Object.entries(misses))('a miss of %s', (name, rows) => {
  const library = libraryOf(Object.fromEntries(methodsOf(name).map((method) => [method, ignore])));

  it.each(rows)('%s(%j) is %j', (method, args, miss) => {
    expect(missOf(library, method)?.(args)).toStrictEqual(miss);
  });

  it('is nothing that counters, queues, scripts and connections have', () => {
    expect(leftAlone.filter((method) => missOf(library, method) !== undefined)).toEqual([]);
  });
});

it('a miss that is a list or an object is made anew each time', () => {
  const library = libraryOf({ hgetall: ignore, get: ignore });

  for (const method of ['hgetall', 'smembers', 'mget']) {
    expect(missOf(library, method)?.(['a'])).not.toBe(missOf(library, method)?.(['a']));
  }
});

function methodsOf(name: string): readonly string[] {
  const shape = Object.entries(shapes).find(([library]) => library === name);
  return shape?.[1] ?? [];
}
