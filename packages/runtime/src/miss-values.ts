/**
 * What each cache library answers when it holds nothing: data, to be checked against the library's manual.
 *
 * A method stands here only if one of its own ordinary answers means "nothing there" or "nothing done". What has no
 * such answer is left alone, because any value would be made up: counters (`incr` hands out ids), queues (`lpush`,
 * `rpop`, streams), scripts, transactions, scans, publish and subscribe, blocking commands, administration, and
 * whatever manages the connection.
 */

/** Makes the answer of a miss from the arguments of the call, anew for each call. */
export type Miss = (args: readonly unknown[]) => unknown;

/** Makes the answer of a read-through method from what its loader loaded. */
export type LoaderAnswer = (loaded: unknown, args: readonly unknown[]) => unknown;

export interface CacheLibrary {
  readonly library: string;
  /** The library is recognised by having all these methods, which survive a minifier ... */
  readonly methods: readonly string[];
  /** ... or by the name of its class or a superclass. */
  readonly classes: readonly string[];
  /** By method. Redis commands stand in lower case and fit any spelling: `hget`, `hGet`, `HGET`. */
  readonly misses: ReadonlyMap<string, Miss>;
  /** Methods that take a key and a loader and load what they miss; how such a method answers with what was loaded. */
  readonly loaders: ReadonlyMap<string, LoaderAnswer>;
}

const nullAnswer: Miss = () => null;
const undefinedAnswer: Miss = () => undefined;
const no: Miss = () => false;
const zero: Miss = () => 0;
const emptyText: Miss = () => '';
const emptyList: Miss = () => [];
const emptyObject: Miss = () => ({});
const emptySet: Miss = () => new Set();
/** TTL and PTTL of a key that does not exist. */
const noSuchKey: Miss = () => -2;
/** `SRANDMEMBER key` answers with one member or null, `SRANDMEMBER key count` with a list. */
const nullOrEmptyList: Miss = (args) => (isCount(args[1]) ? [] : null);
/** For `mget('a', 'b')` and `mget(['a', 'b'])`. */
const nullPerKey: Miss = (args) => forEachName(args, 0, null);
/** For `hmget(key, 'a', 'b')` and `hmget(key, ['a', 'b'])`. */
const nullPerField: Miss = (args) => forEachName(args, 1, null);
const zeroPerMember: Miss = (args) => forEachName(args, 1, 0);
const noPerMember: Miss = (args) => forEachName(args, 1, false);
const undefinedPerKey: Miss = (args) => forEachItem(args, undefined);
const noPerItem: Miss = (args) => forEachItem(args, false);

/** Redis, as ioredis and node-redis 5 and later answer. https://redis.io/docs/latest/commands/ */
const redis = misses([
  [nullAnswer, 'get getex getdel getset hget lindex lpos zscore zrank zrevrank geodist dump'],
  [nullAnswer, 'set setex psetex mset hmset'], // null is what SET answers when it stored nothing
  [nullOrEmptyList, 'srandmember hrandfield zrandmember'],
  [nullPerKey, 'mget'],
  [nullPerField, 'hmget zmscore geopos geohash'],
  [zeroPerMember, 'smismember'],
  [zero, 'exists del unlink touch copy setnx msetnx strlen bitcount getbit'],
  [zero, 'expire pexpire expireat pexpireat persist'],
  [zero, 'hset hsetnx hdel hexists hlen hstrlen llen'],
  [zero, 'sadd srem smove sismember scard zadd zrem zcard zcount zlexcount pfadd pfcount'],
  [zero, 'zremrangebyrank zremrangebyscore zremrangebylex'],
  [noSuchKey, 'ttl pttl expiretime pexpiretime'],
  [emptyText, 'getrange substr'],
  [() => 'none', 'type'],
  [emptyObject, 'hgetall'],
  [emptyList, 'keys hkeys hvals lrange smembers sinter sunion sdiff zinter zunion zdiff'],
  [emptyList, 'zrange zrangebyscore zrangebylex zrevrange zrevrangebyscore zrevrangebylex geosearch'],
]);

/** node-redis has methods of its own for commands whose answer depends on an argument. */
const nodeRedis = misses(
  [
    [emptyList, 'zrangewithscores zrangebyscorewithscores zinterwithscores zunionwithscores zdiffwithscores'],
    [emptyList, 'srandmembercount hrandfieldcount hrandfieldcountwithvalues zrandmembercount'],
    [emptyList, 'zrandmembercountwithscores geosearchwith'],
  ],
  redis,
);

/** Commands that node-redis 4 and Valkey GLIDE answer with a boolean. */
const booleanCommands = 'expire pexpire expireat pexpireat persist copy setnx msetnx hsetnx hexists sismember smove pfadd';

const nodeRedis4 = misses(
  [
    [no, booleanCommands],
    [noPerMember, 'smismember'],
  ],
  nodeRedis,
);

const glide = misses(
  [
    [no, booleanCommands],
    [noPerMember, 'smismember'],
    [emptyList, 'hgetall zrangewithscores'],
    [emptySet, 'smembers sinter sunion sdiff'],
  ],
  redis,
);

const upstash = misses([[nullAnswer, 'hgetall hmget']], redis);

const noLoaders: CacheLibrary['loaders'] = new Map();

/** In the order in which they are tried. */
const libraries: readonly CacheLibrary[] = [
  {
    library: 'node-redis 4',
    methods: ['hGetAll', 'commandsExecutor'], // gone since 5
    classes: [],
    misses: nodeRedis4,
    loaders: noLoaders,
  },
  {
    library: 'node-redis',
    methods: ['hGetAll'],
    classes: ['RedisClient', 'RedisCluster', 'RedisClientPool', 'RedisSentinel'],
    misses: nodeRedis,
    loaders: noLoaders,
  },
  {
    library: '@valkey/valkey-glide',
    methods: ['hgetall', 'customCommand'],
    classes: ['GlideClient', 'GlideClusterClient'],
    misses: glide,
    loaders: noLoaders,
  },
  {
    library: '@upstash/redis',
    methods: ['hgetall', 'createScript'],
    classes: [],
    misses: upstash,
    loaders: noLoaders,
  },
  {
    library: 'ioredis',
    methods: ['hgetall'],
    classes: ['Redis', 'Cluster', 'Valkey'],
    misses: withBuffers(redis),
    loaders: noLoaders,
  },
  {
    // https://cachemanager.org
    library: 'cache-manager',
    methods: ['del', 'wrap'],
    classes: [],
    misses: misses([
      [undefinedAnswer, 'get ttl reset'],
      [undefinedPerKey, 'mget'],
      [(args) => args[1], 'set'], // both answer with what they were handed
      [(args) => args[0], 'mset'],
      [no, 'del mdel clear'],
    ]),
    loaders: new Map([['wrap', (loaded, args) => (wantsRaw(args[2]) ? { value: loaded } : loaded)]]),
  },
  {
    // https://keyv.org
    library: 'keyv',
    methods: ['getMany', 'setMany', 'deleteMany'],
    classes: ['Keyv'],
    misses: misses([
      [(args) => (Array.isArray(args[0]) ? undefinedPerKey(args) : undefined), 'get'],
      [(args) => (Array.isArray(args[0]) ? noPerItem(args) : false), 'has'],
      [undefinedAnswer, 'getRaw clear'],
      [undefinedPerKey, 'getMany getManyRaw'],
      [noPerItem, 'setMany setManyRaw hasMany'],
      [no, 'set setRaw delete deleteMany'],
    ]),
    loaders: noLoaders,
  },
  {
    // https://github.com/memcachier/memjs
    library: 'memjs',
    methods: ['statsWithKey'],
    classes: [],
    misses: misses([
      [() => ({ value: null, flags: null }), 'get'],
      [no, 'set add replace delete append prepend touch'],
    ]),
    loaders: noLoaders,
  },
];

/** A class that no library above claims is taken to answer as a `Map` does. */
const unknownLibrary: CacheLibrary = {
  library: 'unknown',
  methods: [],
  classes: [],
  misses: misses([
    [undefinedAnswer, 'get set clear'],
    [undefinedPerKey, 'getMany mget'],
    [no, 'has delete del'],
  ]),
  loaders: noLoaders,
};

/** The library that `client` belongs to. */
export function libraryOf(client: object): CacheLibrary {
  const classes = classNames(client);
  return (
    libraries.find(({ methods }) => methods.length > 0 && methods.every((method) => hasMethod(client, method))) ??
    libraries.find((library) => library.classes.some((name) => classes.includes(name))) ??
    unknownLibrary
  );
}

/** The miss of `method`, or `undefined` if it has none. */
export function missOf({ misses }: CacheLibrary, method: string): Miss | undefined {
  return misses.get(method) ?? misses.get(method.toLowerCase());
}

type Row = readonly [miss: Miss, methods: string];

function misses(rows: readonly Row[], base: ReadonlyMap<string, Miss> = new Map()): ReadonlyMap<string, Miss> {
  const table = new Map(base);
  for (const [miss, methods] of rows) {
    for (const method of methods.split(' ')) table.set(method, miss);
  }
  return table;
}

/** ioredis has a `getBuffer` beside `get`. One that answers with text answers with bytes there: left alone. */
function withBuffers(base: ReadonlyMap<string, Miss>): ReadonlyMap<string, Miss> {
  const table = new Map(base);
  for (const [command, miss] of base) {
    if (typeof miss([]) !== 'string') table.set(`${command}buffer`, miss);
  }
  return table;
}

function classNames(client: object): readonly string[] {
  const names: string[] = [];
  let prototype: object | null = Object.getPrototypeOf(client);
  while (prototype !== null) {
    names.push(prototype.constructor.name);
    prototype = Object.getPrototypeOf(prototype);
  }
  return names;
}

function hasMethod(client: object, method: string): boolean {
  return typeof Reflect.get(client, method) === 'function';
}

/** cache-manager's `wrap(key, load, { raw: true })` answers with the stored record. */
function wantsRaw(options: unknown): boolean {
  return typeof options === 'object' && options !== null && 'raw' in options && options.raw === true;
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'string';
}

/** One `answer` for each key, field or member from argument `first` on, whether listed or in an array. */
function forEachName<Answer>(args: readonly unknown[], first: number, answer: Answer): Answer[] {
  return args
    .slice(first)
    .flat()
    .filter(isName)
    .map(() => answer);
}

/** Options and callbacks stand among the names of some libraries. */
function isName(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || ArrayBuffer.isView(value);
}

/** One `answer` for each item of the first argument. */
function forEachItem<Answer>(args: readonly unknown[], answer: Answer): Answer[] {
  return Array.isArray(args[0]) ? args[0].map(() => answer) : [];
}
