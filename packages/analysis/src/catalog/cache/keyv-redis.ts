import type { Client, Library } from '../schema.js';
import { keyvCalls, keyvLocal, keyvSelf } from './keyv.js';

/** Failures become misses and an 'error' event: `throwOnErrors` is off by default. */
const store: Client = {
  name: 'Keyv Redis store',
  makers: [
    { path: '', by: 'new', optionsAt: [0], urlAt: 0, inner: { argument: 0 } },
    { path: 'KeyvRedis', by: 'new', optionsAt: [0], urlAt: 0, inner: { argument: 0 } },
    { path: 'createKeyv|createKeyvNonBlocking', by: 'call', optionsAt: [0], urlAt: 0, inner: { argument: 0 } },
  ],
  types: ['KeyvRedis'],
  calls: keyvCalls,
  local: keyvLocal,
  self: keyvSelf,
  timeout: {
    options: {
      // Of node-redis: closes the socket when nothing is read.
      socketTimeout: {
        versions: '>=5.0.0',
        place: { at: 'client', path: 'socket.socketTimeout' },
        unit: 'ms',
        disabled: [0],
        covers: ['handshake', 'request', 'headers', 'body', 'idle'],
      },
      connectTimeout: {
        place: { at: 'client', path: 'socket.connectTimeout' },
        unit: 'ms',
        disabled: [0],
        covers: ['connect'],
        weakness: { kind: 'connect-only', why: 'it ends with the connection: a server that goes silent later is waited for, for ever' },
      },
    },
    sufficient: [['socketTimeout']],
    default: [{ versions: '*', ms: null, phrase: 'node-redis, which it uses, has none by default' }],
    insertions: [],
  },
  // Keyv listens to its store, and the store to its client.
  errorEvent: { unheard: 'none' },
  failures: 'answered',
  role: 'cache',
  reported: 'creation',
};

export const keyvRedis: Library = {
  name: '@keyv/redis',
  dependency: 'Redis',
  kind: 'cache',
  packages: ['@keyv/redis'],
  globals: [],
  functions: [],
  clients: [store],
  processWide: [],
  source: ['https://keyv.org/docs/storage-adapters/redis/', '@keyv/redis/dist/index.js (constructor, createKeyv, initClient)'],
  verified: 'experiment',
};
