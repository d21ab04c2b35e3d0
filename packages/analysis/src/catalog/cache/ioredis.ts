import { oneOf } from '../alternatives.js';
import type { CallPattern, Client, ErrorEvent, Library, Maker, TimeoutFacts, TimeoutOption } from '../schema.js';

/** Every command also answers raw bytes under a second name: `getBuffer`. */
function commands(names: string): string {
  return oneOf(names.trim().replace(/\S+/g, '$& $&Buffer'));
}

/** As of a store. INFO and DEBUG are left out: every logger has methods of those names. */
const storeReads = `
  acl arcount arget argetrange argrep arinfo arlastitems arlen armget arnext arscan arseek bitcount bitfield_ro bitpos client cluster command config
  dbsize digest dump echo eval_ro evalsha_ro expiretime fcall_ro geodist geohash geopos georadius georadius_ro georadiusbymember georadiusbymember_ro
  geosearch getbit getrange hello hexpiretime hkeys hlen hpexpiretime hpttl hrandfield hscan hstrlen httl hvals lastsave latency lcs lindex llen
  lolwut lpos lrange memory module object pexpiretime pfcount pfdebug pfselftest ping pttl pubsub randomkey role scan scard sdiff sinter sintercard
  sismember slowlog smembers smismember sort_ro srandmember sscan strlen substr sunion time ttl type vcard vdim vemb vgetattr vinfo vismember vlinks
  vrandmember vrange vsim xinfo xlen xpending xrange xrevrange zcard zcount zdiff zinter zintercard zlexcount zmscore zrandmember zrange zrangebylex
  zrangebyscore zrank zrevrange zrevrangebylex zrevrangebyscore zrevrank zscan zscore zunion`;

const storeWrites = `
  append ardel ardelrange arinsert armset arop arring arset asking auth bgrewriteaof bgsave bitfield bitop copy decr decrby discard eval evalsha exec
  failover fcall function geoadd geosearchstore getdel getset hexpireat hgetdel hgetex hincrby hincrbyfloat hpersist hpexpire hpexpireat hsetnx incr
  incrby incrbyfloat increx linsert lmove lmpop lpop lpush lpushx lrem lset ltrim migrate move msetnx persist pfadd pfmerge publish punsubscribe
  readonly readwrite rename renamenx replconf replicaof reset restore restore-asking rpop rpoplpush rpush rpushx sadd save script sdiffstore select
  sentinel setbit setnx setrange shutdown sinterstore slaveof smove sort spop spublish srem sunionstore sunsubscribe swapdb unsubscribe unwatch vadd
  vrem vsetattr watch xack xadd xautoclaim xclaim xdel xdelex xgroup xnack xsetid xtrim zadd zdiffstore zincrby zinterstore zmpop zpopmax zpopmin
  zrangestore zrem zremrangebylex zremrangebyrank zremrangebyscore zunionstore call sendCommand send_command`;

const calls: readonly CallPattern[] = [
  { path: commands('get getex hget'), effect: 'read', miss: 'null' },
  { path: commands('mget hmget keys'), effect: 'read', miss: '[]' },
  { path: commands('hgetall'), effect: 'read', miss: '{}' },
  { path: commands('exists hexists'), effect: 'read', miss: '0' },
  {
    path: commands('set setex psetex mset msetex hset hsetex hmset hdel del unlink expire expireat pexpire pexpireat hexpire touch flushall flushdb'),
    effect: 'write',
  },
  { path: commands('blpop brpop blmove blmpop brpoplpush bzpopmax bzpopmin bzmpop xread xreadgroup wait'), effect: 'blocking', store: true },
  { path: commands('subscribe psubscribe ssubscribe monitor sync psync'), effect: 'blocking', store: true },
  { path: commands(storeReads), effect: 'read', store: true },
  { path: commands(storeWrites), effect: 'write', store: true },
  { path: '*scanStream|scanStream|*scanBufferStream|scanBufferStream', effect: 'read', store: true },
  { path: 'pipeline()|multi().**.exec|execBuffer', effect: 'write', store: true },
  { path: 'connect', effect: 'connect' },
  { path: 'quit|disconnect|end', effect: 'shutdown' },
];

const local = [
  'on|once|off|addListener|prependListener|removeListener|removeAllListeners|emit|listeners|listenerCount|eventNames|setMaxListeners',
  'pipeline|multi|duplicate|defineCommand|addBuiltinCommand|createBuiltinCommand|getBuiltinCommands|nodes|status|options|mode',
];

const self = ['on()|once()|off()|addListener()|prependListener()|removeListener()|setMaxListeners()', 'duplicate()'];

const reconnects = 'it makes ioredis reconnect and send the command again, which then waits as before';

/** Only a number counts: a text, as from a connection string or the environment, is ignored. Zero ends every command at once. */
const commandTimeout: TimeoutOption = {
  place: { at: 'client', path: 'commandTimeout' },
  unit: 'ms',
  disabled: [null],
  covers: ['queue', 'connect', 'request', 'headers', 'body'],
};

const connectTimeout: TimeoutOption = {
  place: { at: 'client', path: 'connectTimeout' },
  unit: 'ms',
  disabled: [0],
  covers: ['connect'],
  weakness: { kind: 'connect-only', why: 'it ends with the connection: a server that goes silent later is waited for, for ever' },
};

/** Of forks of ioredis, and of what makes a client of ioredis from the options that it is given. */
export const ioredisOptions: TimeoutFacts['options'] = { commandTimeout, connectTimeout };

const timeout: TimeoutFacts = {
  options: {
    commandTimeout: { ...commandTimeout, versions: '>=4.25.0' },
    '?commandTimeout': {
      place: { at: 'url', parameter: 'commandTimeout' },
      unit: 'ms',
      disabled: [],
      covers: [],
      weakness: { kind: 'no-such-option', why: 'ioredis takes it from a URL as text, and heeds a number only' },
    },
    connectTimeout,
    socketTimeout: {
      place: { at: 'client', path: 'socketTimeout' },
      unit: 'ms',
      versions: '>=5.4.0',
      disabled: [0],
      covers: ['idle'],
      weakness: { kind: 'partial', why: reconnects },
    },
  },
  sufficient: [['commandTimeout']],
  default: [{ versions: '*', ms: null, phrase: 'ioredis has none by default' }],
  insertions: [
    {
      versions: '>=4.25.0',
      at: { place: 'client' },
      properties: [{ name: 'commandTimeout', value: { setting: 'cache', times: 1 } }],
      // What BullMQ asks of its connections, whose consumers block.
      notWith: [{ path: 'maxRetriesPerRequest', value: null }],
      notWithBlockingCalls: true,
    },
  ],
};

/**
 * commandTimeout counts on the connection to a node. While no node answers, commands wait in the cluster's own queue, for
 * ever: only without that queue are they refused at once, which a cold start would not survive. So no text is inserted.
 */
const clusterTimeout: TimeoutFacts = {
  options: {
    commandTimeout: {
      place: { at: 'client', path: 'redisOptions.commandTimeout' },
      unit: 'ms',
      versions: '>=4.25.0',
      disabled: [null],
      covers: ['request', 'headers', 'body'],
      weakness: { kind: 'partial', why: 'it counts once a node is connected: until then commands wait in the offline queue, for ever' },
    },
    'enableOfflineQueue: false': { place: { at: 'client', path: 'enableOfflineQueue' }, unit: 'ms', disabled: [], covers: ['queue'], mustBe: false },
    connectTimeout: {
      place: { at: 'client', path: 'redisOptions.connectTimeout' },
      unit: 'ms',
      disabled: [0],
      covers: ['connect'],
      weakness: { kind: 'connect-only', why: 'it ends with the connection: a node that goes silent later is waited for, for ever' },
    },
  },
  sufficient: [['commandTimeout', 'enableOfflineQueue: false']],
  default: [{ versions: '*', ms: null, phrase: 'ioredis has none by default' }],
  insertions: [],
};

const errorEvent: ErrorEvent = {
  unheard: 'log',
  when: "ioredis only prints 'Unhandled error event'",
  listenedBy: [
    { package: 'bullmq', path: 'Queue|Worker|QueueEvents|FlowProducer|JobScheduler' },
    { package: 'bull', path: '' },
    { package: '@socket.io/redis-adapter', path: 'createAdapter' },
  ],
  ignoredBy: [
    { package: 'connect-redis', path: '' },
    { package: 'connect-redis', path: 'RedisStore' },
  ],
  logMessage: 'Redis connection failed',
};

/** `new Redis(port, host, options)`, `new Redis(url, options)`, `new Redis(options)`. */
export const ioredisConnection: Omit<Maker, 'path' | 'by'> = { optionsAt: [0, 1, 2], urlAt: 0 };

/** Of forks of ioredis as well. */
export const ioredisFacts: Pick<Client, 'calls' | 'local' | 'self' | 'role' | 'reported'> = {
  calls,
  local,
  self,
  role: 'store',
  reported: 'creation',
};

const shared: Pick<Client, 'calls' | 'local' | 'self' | 'errorEvent' | 'role' | 'reported'> = { ...ioredisFacts, errorEvent };

export const ioredis: Library = {
  name: 'ioredis',
  dependency: 'Redis',
  kind: 'cache',
  packages: ['ioredis'],
  globals: [],
  functions: [],
  clients: [
    {
      name: 'ioredis client',
      makers: [
        { path: '', by: 'new', ...ioredisConnection },
        { path: 'Redis', by: 'new', ...ioredisConnection },
        { path: 'createClient', by: 'call', ...ioredisConnection },
        { path: 'Redis.createClient', by: 'call', ...ioredisConnection },
      ],
      types: ['Redis', 'IORedis'],
      timeout,
      ...shared,
    },
    {
      name: 'ioredis cluster',
      makers: [
        { path: 'Cluster', by: 'new', optionsAt: [1] },
        { path: 'Redis.Cluster', by: 'new', optionsAt: [1] },
      ],
      types: ['Cluster'],
      timeout: clusterTimeout,
      ...shared,
    },
  ],
  processWide: [],
  source: [
    'https://redis.github.io/ioredis/interfaces/CommonRedisOptions.html',
    'ioredis/built/redis/RedisOptions.js',
    'ioredis/built/Redis.js (commandTimeout only where it is a number)',
    'ioredis/built/cluster/index.js (offline queue)',
    'ioredis/built/utils/index.js parseURL',
  ],
  verified: 'experiment',
};
