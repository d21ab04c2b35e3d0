import { oneOf } from '../alternatives.js';
import type { CallPattern, Client, Library } from '../schema.js';

/** As of a store. */
const reads = `
  bitcount bitpos configGet dbsize echo exists expiretime fcall fcallReadonly functionList geodist geohash geopos geosearch getbit getrange
  hexists hkeys hlen hmget hrandfield hscan hstrlen hvals lcs lindex llen lolwut lpos lrange objectEncoding objectFreq objectIdletime
  objectRefcount pexpiretime pfcount ping pttl pubsubChannels pubsubNumPat pubsubNumSub randomKey scan scard sdiff sinter sintercard
  sismember smembers smismember sort sortReadOnly srandmember sscan strlen sunion time ttl type xinfoConsumers xinfoGroups xinfoStream xlen
  xpending xrange xrevrange zcard zcount zdiff zinter zintercard zlexcount zmscore zrandmember zrange zrank zrevrank zscan zscore zunion`;
const writes = `
  append bitfield bitop copy customCommand decr decrBy evalsha exec functionLoad geoadd geosearchstore getdel getex hincrBy hincrByFloat
  hsetnx incr incrBy incrByFloat invokeScript linsert lmove lpop lpush lpushx lrem lset ltrim move msetnx persist pfadd pfmerge publish
  rename renamenx restore rpop rpush rpushx sadd sdiffstore select setbit setrange sinterstore smove spop srem sunionstore unwatch watch
  xack xadd xautoclaim xclaim xdel xgroupCreate xgroupDestroy xtrim zadd zdiffstore zincrby zinterstore zpopmax zpopmin zrangeStore zrem
  zremRangeByLex zremRangeByRank zremRangeByScore zunionstore`;

const calls: readonly CallPattern[] = [
  { path: 'get|hget', effect: 'read', miss: 'null' },
  { path: 'mget', effect: 'read', miss: '[]' },
  { path: 'hgetall', effect: 'read', miss: '[]' },
  { path: oneOf('set mset hset del hdel unlink expire expireAt pexpire pexpireAt touch flushall flushdb'), effect: 'write' },
  { path: oneOf('blmove blmpop blpop brpop bzmpop bzpopmax bzpopmin xread xreadgroup wait getPubSubMessage'), effect: 'blocking', store: true },
  { path: oneOf(reads), effect: 'read', store: true },
  { path: oneOf(writes), effect: 'write', store: true },
  { path: 'close', effect: 'shutdown' },
];

/** Bounded by itself: 250 ms a request, and about 3 s for connecting. */
const client: Client = {
  name: 'Valkey GLIDE client',
  makers: [{ path: 'GlideClient|GlideClusterClient.createClient', by: 'call', optionsAt: [0], promised: true }],
  types: ['GlideClient', 'GlideClusterClient', 'BaseClient'],
  calls,
  local: [],
  self: [],
  timeout: {
    options: {
      requestTimeout: {
        place: { at: 'client', path: 'requestTimeout' },
        unit: 'ms',
        disabled: [],
        covers: ['queue', 'connect', 'request', 'headers', 'body'],
      },
    },
    sufficient: [['requestTimeout']],
    default: [{ versions: '*', ms: 250, phrase: 'GLIDE gives up on a request after 250 ms' }],
    insertions: [],
  },
  errorEvent: { unheard: 'none' },
  role: 'store',
  reported: 'creation',
};

export const valkeyGlide: Library = {
  name: '@valkey/valkey-glide',
  dependency: 'Valkey',
  kind: 'cache',
  packages: ['@valkey/valkey-glide'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: ['https://valkey.io/valkey-glide/node/', '@valkey/valkey-glide/build-ts/BaseClient.d.ts (requestTimeout)'],
  verified: 'experiment',
};
