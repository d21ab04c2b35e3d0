import type { CallPattern, Client, Library, Maker } from '../schema.js';

const calls: readonly CallPattern[] = [
  { path: 'get', effect: 'read', miss: 'undefined' },
  { path: 'mget', effect: 'read', miss: '[]' },
  // Asks the cache first.
  { path: 'wrap', effect: 'read' },
  { path: 'ttl', effect: 'read', store: true },
  { path: 'set|mset|del|mdel|clear|reset', effect: 'write' },
  { path: 'disconnect', effect: 'shutdown' },
];

/** Its stores under `store` until 5, under `stores` since 6; in memory where there are none. */
const inner: NonNullable<Maker['inner']> = { argument: 0, property: 'store|stores', isRequired: true };

/** It does what its store does: failures of `redisStore` are its own, those of Keyv are misses. */
const cache: Client = {
  name: 'cache-manager cache',
  makers: [
    { path: 'createCache|caching', by: 'call', optionsAt: [0, 1], inner },
    // Of @nestjs/cache-manager.
    { path: 'CacheModule.register', by: 'call', optionsAt: [0], inner },
    {
      path: 'CacheModule.registerAsync',
      by: 'call',
      optionsAt: [0],
      factory: { function: 'useFactory', class: 'useClass', method: 'createCacheOptions' },
      inner,
    },
  ],
  types: ['Cache', 'CacheManager'],
  calls,
  local: ['on|off|stores|store.**|cacheId'],
  self: [],
  timeout: {
    options: {},
    sufficient: [],
    default: [{ versions: '*', ms: null, phrase: 'cache-manager has no limit of its own' }],
    insertions: [],
    remedy: 'The options of its store bound it.',
  },
  errorEvent: { unheard: 'none' },
  role: 'cache',
  reported: 'creation',
};

export const cacheManager: Library = {
  name: 'cache-manager',
  dependency: 'Redis',
  kind: 'cache',
  packages: ['cache-manager', '@nestjs/cache-manager'],
  globals: [],
  functions: [],
  clients: [cache],
  processWide: [],
  source: [
    'https://cacheable.org/docs/cache-manager/',
    'https://docs.nestjs.com/techniques/caching',
    'cache-manager/dist/index.mjs (createCache: get)',
  ],
  verified: 'experiment',
};
