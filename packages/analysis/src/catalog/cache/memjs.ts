import type { CallPattern, Client, Library } from '../schema.js';

/** `get` answers `{ value, flags }`, with null for both of a miss. */
const calls: readonly CallPattern[] = [
  { path: 'get', effect: 'read' },
  { path: 'set|add|replace|delete|touch|append|prepend|flush', effect: 'write' },
  { path: 'increment|decrement', effect: 'write', store: true },
  { path: 'stats|statsWithKey|resetStats|version', effect: 'read', store: true },
  { path: 'quit|close', effect: 'shutdown' },
];

const client: Client = {
  name: 'memjs client',
  makers: [{ path: 'Client.create', by: 'call', optionsAt: [1] }],
  types: ['Client'],
  calls,
  local: [],
  self: [],
  timeout: {
    // Seconds. Each attempt of the two that are made.
    options: { timeout: { place: { at: 'client', path: 'timeout' }, unit: 's', disabled: [], covers: ['connect', 'request', 'headers', 'body'] } },
    sufficient: [['timeout']],
    default: [{ versions: '*', ms: 1000, phrase: 'memjs gives up on a connection after 1 s and on an answer after 0.5 s' }],
    insertions: [],
  },
  errorEvent: { unheard: 'none' },
  role: 'cache',
  reported: 'creation',
};

export const memjs: Library = {
  name: 'memjs',
  dependency: 'Memcached',
  kind: 'cache',
  packages: ['memjs'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: ['https://github.com/memcachier/memjs#options', 'memjs/lib/memjs/memjs.js (timeout: 0.5, conntimeout: 2 * timeout)'],
  verified: 'experiment',
};
