import type { Client, Library } from '../schema.js';
import { storeCalls } from './cache-manager-redis-yet.js';
import { ioredisOptions } from './ioredis.js';

const store: Client = {
  name: 'ioredis store',
  makers: [
    { path: 'redisStore|ioredisStore', by: 'call', optionsAt: [0], promised: true },
    { path: 'redisInsStore|ioredisInsStore', by: 'call', optionsAt: [0], inner: { argument: 0 } },
  ],
  types: ['RedisStore'],
  calls: storeCalls,
  local: ['isCacheable'],
  self: ['client'],
  timeout: {
    options: ioredisOptions,
    sufficient: [['commandTimeout']],
    default: [{ versions: '*', ms: null, phrase: 'ioredis, which the store uses, has none by default' }],
    insertions: [
      {
        versions: '*',
        at: { place: 'client' },
        properties: [{ name: 'commandTimeout', value: { setting: 'cache', times: 1 } }],
        notWith: [{ path: 'clusterConfig', value: 'any' }],
        notWithBlockingCalls: false,
      },
    ],
  },
  errorEvent: { unheard: 'log', when: "ioredis only prints 'Unhandled error event'", listenedBy: [] },
  role: 'cache',
  reported: 'creation',
};

export const cacheManagerIoredisYet: Library = {
  name: 'cache-manager-ioredis-yet',
  dependency: 'Redis',
  kind: 'cache',
  packages: ['cache-manager-ioredis-yet', '@tirke/node-cache-manager-ioredis', 'cache-manager-ioredis'],
  globals: [],
  functions: [],
  clients: [store],
  processWide: [],
  source: [
    'https://github.com/node-cache-manager/node-cache-manager-ioredis-yet#readme',
    'cache-manager-ioredis-yet/dist/index.js (redisStore: new Redis(options))',
  ],
  verified: 'source',
};
