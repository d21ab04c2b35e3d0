import type { CallPattern, Client, Library } from '../schema.js';

const calls: readonly CallPattern[] = [
  { path: 'get|gets|getMulti', effect: 'read' },
  { path: 'set|replace|add|cas|append|prepend|touch|del|delete|flush', effect: 'write' },
  { path: 'incr|decr', effect: 'write', store: true },
  { path: 'stats|version|items|settings|slabs|cachedump', effect: 'read', store: true },
  { path: 'end', effect: 'shutdown' },
];

/** Commands take a callback. No option bounds one that is under way: `idle` drops the connection, and the callbacks with it. */
const client: Client = {
  name: 'memcached client',
  makers: [{ path: '', by: 'new', optionsAt: [1] }],
  types: ['Memcached'],
  calls,
  local: ['on|once|off|removeListener|connect'],
  self: ['on()'],
  timeout: {
    options: {
      timeout: {
        place: { at: 'client', path: 'timeout' },
        unit: 'ms',
        disabled: [],
        covers: ['connect'],
        weakness: { kind: 'connect-only', why: 'it ends with the connection: a command that a server never answers is waited for, for ever' },
      },
      idle: {
        place: { at: 'client', path: 'idle' },
        unit: 'ms',
        disabled: [],
        covers: [],
        weakness: { kind: 'partial', why: 'it closes an idle connection without calling the callbacks that wait for it' },
      },
    },
    sufficient: [],
    default: [{ versions: '*', ms: null, phrase: 'memcached has no option that ends a command' }],
    insertions: [],
    remedy: 'A deadline around each command bounds it instead.',
  },
  errorEvent: { unheard: 'none' },
  failures: 'callback',
  role: 'cache',
  reported: 'creation',
};

export const memcached: Library = {
  name: 'memcached',
  dependency: 'Memcached',
  kind: 'cache',
  packages: ['memcached'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: ['https://github.com/3rd-Eden/memcached#options', 'memcached/lib/memcached.js (connect: timeout, idle)'],
  verified: 'experiment',
};
