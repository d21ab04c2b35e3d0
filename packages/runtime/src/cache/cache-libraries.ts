/**
 * What each cache library answers when it holds nothing: data, to be checked against the library's manual.
 *
 * A method stands here only if one of its own ordinary answers means "nothing there" or "nothing done". What has no
 * such answer is left alone, because any value would be made up: counters (`incr` hands out ids), queues (`lpush`,
 * `rpop`, streams), scripts, transactions, scans, publish and subscribe, blocking commands, administration, and
 * whatever manages the connection. So is what a cache is not made for: bitmaps, HyperLogLogs, places.
 */
import {
  emptyList,
  emptyObject,
  emptySet,
  firstArgument,
  no,
  nullAnswer,
  nullOrEmptyList,
  perItem,
  perName,
  secondArgument,
  undefinedAnswer,
  zero,
  type Miss,
  type Misses,
} from './miss-values.js';
import { hasMethods, isObject } from '../shapes.js';

/** Makes the answer of a read-through method from what its loader loaded. */
type LoaderAnswer = (loaded: unknown, args: readonly unknown[]) => unknown;

export interface CacheLibrary {
  /** The library is recognised by having all these methods, which survive a minifier as class names do not. */
  readonly methods: readonly string[];
  readonly misses: Misses;
  /** Methods that take a key and a loader and load what they miss; how such a method answers with what was loaded. */
  readonly loaders?: ReadonlyMap<string, LoaderAnswer>;
}

/** Redis, as ioredis and node-redis 5 and later answer. https://redis.io/docs/latest/commands/ */
const redis = missTable([
  [nullAnswer, 'get getex getdel getset hget lindex zscore zrank zrevrank'],
  [nullAnswer, 'set setex psetex mset hmset'], // null is what SET answers when it stored nothing
  [nullOrEmptyList, 'srandmember hrandfield zrandmember'],
  [perName(0, null), 'mget'],
  [perName(1, null), 'hmget zmscore'],
  [perName(1, 0), 'smismember'],
  [zero, 'exists del unlink touch setnx strlen expire pexpire expireat pexpireat persist'],
  [zero, 'hset hsetnx hdel hexists hlen llen sadd srem smove sismember scard zadd zrem zcard zcount'],
  [() => -2, 'ttl pttl expiretime pexpiretime'], // no such key
  [emptyObject, 'hgetall'],
  [emptyList, 'keys hkeys hvals lrange smembers sinter sunion sdiff zinter zunion zdiff'],
  [emptyList, 'zrange zrangebyscore zrevrange zrevrangebyscore'],
]);

/** Of node-redis 4 and Valkey GLIDE, which answer these with a boolean. */
const booleans: readonly Row[] = [
  [no, 'expire pexpire expireat pexpireat persist setnx hsetnx hexists sismember smove'],
  [perName(1, false), 'smismember'],
];

const glide = missTable(
  [...booleans, [emptyList, 'hgetall'], [emptySet, 'smembers sinter sunion sdiff']],
  redis,
);

/** In the order in which they are tried. */
const libraries: readonly CacheLibrary[] = [
  { methods: ['hGetAll', 'commandsExecutor'], misses: missTable(booleans, redis) }, // node-redis 4
  { methods: ['hGetAll'], misses: redis }, // node-redis 5 and later
  { methods: ['hgetall', 'customCommand'], misses: glide }, // Valkey GLIDE
  { methods: ['hgetall', 'createScript'], misses: missTable([[nullAnswer, 'hgetall hmget']], redis) }, // @upstash/redis
  { methods: ['hgetall'], misses: redis }, // ioredis, iovalkey
  {
    // https://cachemanager.org
    methods: ['del', 'wrap'],
    misses: missTable([
      [undefinedAnswer, 'get ttl reset'],
      [perItem(undefined), 'mget'],
      [secondArgument, 'set'], // both answer with what they were handed
      [firstArgument, 'mset'],
      [no, 'del mdel clear'],
    ]),
    loaders: new Map([['wrap', (loaded, args) => (wantsRaw(args[2]) ? { value: loaded } : loaded)]]),
  },
  {
    // https://keyv.org
    methods: ['getMany', 'setMany', 'deleteMany'],
    misses: missTable([
      [perItem(undefined, undefinedAnswer), 'get getMany getManyRaw'],
      [perItem(false, no), 'has hasMany setMany setManyRaw'],
      [undefinedAnswer, 'getRaw clear'],
      [no, 'set setRaw delete deleteMany'],
    ]),
  },
  {
    // https://github.com/memcachier/memjs
    methods: ['statsWithKey'],
    misses: missTable([
      [() => ({ value: null, flags: null }), 'get'],
      [no, 'set add replace delete append prepend touch'],
    ]),
  },
];

/** Any other client is taken to answer as a `Map` does. */
const unknownLibrary: CacheLibrary = {
  methods: [],
  misses: missTable([
    [undefinedAnswer, 'get set clear'],
    [perItem(undefined), 'getMany mget'],
    [no, 'has delete del'],
  ]),
};

/** The library that `client` belongs to. */
export function libraryOf(client: object): CacheLibrary {
  return libraries.find(({ methods }) => hasMethods(client, ...methods)) ?? unknownLibrary;
}

/**
 * What is in the name of a method besides its command. ioredis has `getBuffer` for `get` with an answer in bytes, node-redis
 * `HGETALL` for `hGetAll` and `SRANDMEMBER_COUNT` for `sRandMemberCount`; Valkey GLIDE has `zrangeWithScores` for `zrange`.
 */
const variant = /buffer$|(?<=member|field)count|(?<=^z\w+|count)with(scores?|values|count)/g;

/** The miss of `method`, or `undefined` if it has none. */
export function missOf({ misses }: CacheLibrary, method: string): Miss | undefined {
  return misses.get(method.toLowerCase().replaceAll('_', '').replace(variant, ''));
}

type Row = readonly [miss: Miss, methods: string];

function missTable(rows: readonly Row[], base: Misses = new Map()): Misses {
  const table = new Map(base);
  for (const [miss, methods] of rows) {
    for (const method of methods.toLowerCase().split(' ')) table.set(method, miss);
  }
  return table;
}

/** cache-manager's `wrap(key, load, { raw: true })` answers with the stored record. */
function wantsRaw(options: unknown): boolean {
  return isObject(options) && 'raw' in options && options.raw === true;
}
