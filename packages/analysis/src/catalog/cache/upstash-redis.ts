import { fetchWaitOfEachAttempt } from '../fetch-wait.js';
import { oneOf } from '../alternatives.js';
import { globalDispatcher } from '../http/fetch.js';
import type { CallPattern, Client, Library } from '../schema.js';

/** As of a store. */
const reads = `
  bitcount bitpos dbsize echo evalRo evalshaRo exists geodist geohash geopos geosearch getbit getrange hexists hexpiretime hkeys hlen
  hpexpiretime hpttl hrandfield hscan hstrlen httl hvals lindex llen lpos lrange pfcount ping pttl randomkey scan scard scriptExists sdiff
  sinter sintercard sismember smembers smismember srandmember sscan strlen sunion time ttl type xinfo xlen xpending xrange xread xrevrange
  zcard zcount zdiff zinter zintercard zlexcount zmscore zrandmember zrange zrank zrevrank zscan zscore zunion`;
const writes = `
  append bitfield bitop copy decr decrby eval evalsha exec geoadd geosearchstore getdel getex getset hgetdel hgetex hincrby hincrbyfloat
  hpersist hsetnx incr incrby incrbyfloat linsert lmove lmpop lpop lpush lpushx lrem lset ltrim msetnx persist pfadd pfmerge publish rename
  renamenx rpop rpush rpushx sadd scriptFlush scriptLoad sdiffstore setbit setnx setrange sinterstore smove spop srem sunionstore xack
  xackdel xadd xautoclaim xclaim xdel xdelex xgroup xreadgroup xtrim zadd zdiffstore zincrby zinterstore zpopmax zpopmin zrangestore zrem
  zremrangebylex zremrangebyrank zremrangebyscore zunionstore`;

const calls: readonly CallPattern[] = [
  { path: 'get|hget|hgetall|hmget', effect: 'read', miss: 'null' },
  { path: 'mget|keys', effect: 'read', miss: '[]' },
  { path: 'json.get', effect: 'read', miss: 'null' },
  { path: 'json.mget', effect: 'read', miss: '[]' },
  {
    path: oneOf(`
      set setex psetex mset hset hmset hsetex del hdel unlink expire expireat pexpire pexpireat hexpire hpexpire touch flushall
      flushdb`),
    effect: 'write',
  },
  { path: 'json.set|mset|merge|del|forget', effect: 'write' },
  { path: 'subscribe|psubscribe', effect: 'blocking', store: true },
  { path: oneOf(reads), effect: 'read', store: true },
  { path: oneOf(writes), effect: 'write', store: true },
  {
    path: `json.${oneOf(`
      arrappend arrindex arrinsert arrlen arrpop arrtrim clear numincrby nummultby objkeys objlen resp strappend strlen toggle
      type`)}`,
    effect: 'write',
    store: true,
  },
  { path: 'pipeline()|multi().**.exec', effect: 'write', store: true },
];

/** Over HTTP, by fetch: commands are retried five times where it rejects, and none is ended where the answer stays out. */
const client: Client = {
  name: 'Upstash Redis client',
  makers: [
    // A requester of the project's own sends what it likes.
    { path: 'Redis', by: 'new', optionsAt: [0], notWith: [{ path: 'request' }] },
    { path: 'Redis.fromEnv', by: 'call', optionsAt: [0] },
  ],
  types: ['Redis'],
  calls,
  local: ['pipeline|multi|use|createScript'],
  self: [],
  timeout: {
    options: {
      // A function, from 1.35.1 on, is asked for each command; one signal would be over for good after its first abort.
      signal: {
        place: { at: 'client', path: 'signal' },
        unit: 'ms',
        disabled: [],
        covers: ['dns', 'connect', 'request', 'headers', 'body'],
        isSignal: true,
      },
      timeout: {
        place: { at: 'client', path: 'timeout' },
        unit: 'ms',
        disabled: [],
        covers: [],
        weakness: { kind: 'no-such-option', why: 'the library has no such option and ignores it' },
      },
    },
    sufficient: [['signal']],
    default: [fetchWaitOfEachAttempt('*', 'it')],
    insertions: [
      {
        versions: '>=1.35.1',
        at: { place: 'client' },
        properties: [{ name: 'signal', value: { signal: 'cache', made: 'for each call' } }],
        notWith: [{ path: 'signal', value: 'any' }],
        notWithBlockingCalls: true,
      },
    ],
    remedy: [
      { versions: '>=1.35.1', says: 'Its option `signal` may be a function, `() => AbortSignal.timeout(ms)`, that is asked for each command.' },
      { versions: '<1.35.1', says: 'Before 1.35.1 it takes one signal for all commands: a deadline around each call bounds it.' },
    ],
  },
  errorEvent: { unheard: 'none' },
  role: 'store',
  reported: 'creation',
};

export const upstashRedis: Library = {
  name: '@upstash/redis',
  dependency: 'Upstash Redis',
  kind: 'cache',
  packages: ['@upstash/redis'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [globalDispatcher],
  source: ['https://upstash.com/docs/redis/sdks/ts/advanced', '@upstash/redis/nodejs.js (HttpClient.request: signal, retry)'],
  verified: 'experiment',
};
