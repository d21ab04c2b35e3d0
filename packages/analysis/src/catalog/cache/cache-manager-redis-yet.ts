import type { CallPattern, Client, Library } from '../schema.js';

/** Of the stores for Redis of cache-manager 4 and 5. */
export const storeCalls: readonly CallPattern[] = [
  { path: 'get', effect: 'read', miss: 'undefined' },
  { path: 'mget|keys', effect: 'read', miss: '[]' },
  { path: 'set|mset|del|mdel|reset', effect: 'write' },
  { path: 'ttl', effect: 'read', store: true },
];

const store: Client = {
  name: 'Redis store',
  makers: [
    { path: 'redisStore|redisClusterStore', by: 'call', optionsAt: [0], promised: true },
    { path: 'redisInsStore|redisClusterInsStore', by: 'call', optionsAt: [0], inner: { argument: 0 } },
  ],
  types: ['RedisStore'],
  calls: storeCalls,
  local: ['isCacheable|name'],
  self: ['client'],
  timeout: {
    options: {
      connectTimeout: {
        place: { at: 'client', path: 'socket.connectTimeout' },
        unit: 'ms',
        disabled: [0],
        covers: ['connect'],
        weakness: { kind: 'connect-only', why: 'it ends with the connection: a server that goes silent later is waited for, for ever' },
      },
      commandTimeout: {
        place: { at: 'client', path: 'commandTimeout' },
        unit: 'ms',
        disabled: [],
        covers: [],
        weakness: { kind: 'no-such-option', why: 'node-redis has no such option and ignores it' },
      },
    },
    sufficient: [],
    default: [{ versions: '*', ms: null, phrase: 'node-redis 4, which the store uses, has no option that ends a command' }],
    insertions: [],
    remedy: 'A deadline around each call bounds it instead.',
  },
  errorEvent: { unheard: 'crash', when: "node-redis emits 'error' on the `client` of the store", listenedBy: [] },
  role: 'cache',
  reported: 'creation',
};

export const cacheManagerRedisYet: Library = {
  name: 'cache-manager-redis-yet',
  dependency: 'Redis',
  kind: 'cache',
  packages: ['cache-manager-redis-yet', 'cache-manager-redis-store'],
  globals: [],
  functions: [],
  clients: [store],
  processWide: [],
  source: [
    'https://github.com/node-cache-manager/node-cache-manager-redis-yet#readme',
    'cache-manager-redis-yet/dist/index.js (redisStore: createClient, connect)',
  ],
  verified: 'source',
};
