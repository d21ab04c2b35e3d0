import type { CallPattern, Client, Library, TimeoutFacts, Weakness } from '../schema.js';

const serverSide: Weakness = { kind: 'server-only', why: 'it is enforced by the server, so a dead server never enforces it' };
const connecting: Weakness = { kind: 'connect-only', why: 'it ends with the connection: a query is waited for, for ever' };

/** Waiting for a connection ends after 10 s by itself. */
const timeout: TimeoutFacts = {
  options: {
    socketTimeout: {
      place: { at: 'client', path: 'socketTimeout' },
      unit: 'ms',
      disabled: [0],
      covers: ['handshake', 'request', 'headers', 'body', 'idle'],
    },
    '?socketTimeout': {
      place: { at: 'url', parameter: 'socketTimeout' },
      unit: 'ms',
      disabled: [0],
      covers: ['handshake', 'request', 'headers', 'body', 'idle'],
    },
    connectTimeout: {
      place: { at: 'client', path: 'connectTimeout' },
      unit: 'ms',
      disabled: [0],
      covers: ['dns', 'connect', 'handshake'],
      weakness: connecting,
    },
    acquireTimeout: {
      place: { at: 'client', path: 'acquireTimeout' },
      unit: 'ms',
      disabled: [0],
      covers: ['acquire'],
      weakness: { kind: 'acquire-only', why: 'it bounds the wait for a free connection, not the query' },
    },
    queryTimeout: { place: { at: 'client', path: 'queryTimeout' }, unit: 'ms', disabled: [0], covers: ['server'], weakness: serverSide },
    'timeout of this query': {
      place: { at: 'call', argument: 0, path: 'timeout' },
      unit: 'ms',
      disabled: [0],
      covers: ['server'],
      weakness: serverSide,
    },
  },
  sufficient: [['socketTimeout'], ['?socketTimeout']],
  default: [{ versions: '*', ms: null, phrase: 'mariadb has none by default' }],
  // It also ends idle connections, which a pool replaces but a single connection does not.
  insertions: [],
};

const oneConnection = 'query|execute|batch|prepare|ping|reset|changeUser|beginTransaction|commit|rollback|importFile';

const calls: readonly CallPattern[] = [
  { path: oneConnection, effect: 'write' },
  { path: `getConnection().${oneConnection}`, effect: 'write' },
  { path: 'queryStream', effect: 'blocking' },
  { path: 'getConnection|connect', effect: 'connect' },
  { path: 'end|destroy|close', effect: 'shutdown' },
];

const pool: Client = {
  name: 'mariadb pool',
  makers: [{ path: 'createPool|createPoolCluster', by: 'call', optionsAt: [0], urlAt: 0 }],
  types: ['Pool', 'PoolConnection', 'PoolCluster'],
  calls,
  local: [
    'on|once|off|addListener|removeListener',
    'escape|escapeId|release|info|activeConnections|totalConnections|idleConnections|taskQueueSize',
    'getConnection().release|end|on',
  ],
  self: ['on()|once()', 'of()'],
  timeout,
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

const connection: Client = {
  ...pool,
  name: 'mariadb connection',
  makers: [{ path: 'createConnection', by: 'call', optionsAt: [0], urlAt: 0, promised: true }],
  types: ['Connection'],
};

export const mariadb: Library = {
  name: 'mariadb',
  dependency: 'MariaDB',
  kind: 'database',
  packages: ['mariadb'],
  globals: [],
  functions: [],
  clients: [pool, connection],
  processWide: [],
  source: [
    'https://mariadb.com/docs/connectors/mariadb-connector-nodejs/connector-nodejs-promise-api',
    'mariadb/lib/config/connection-options.js (connectTimeout: 1 s, socketTimeout: 0)',
    'mariadb/lib/config/pool-options.js (acquireTimeout: 10 s)',
    'mariadb/lib/connection.js (socketTimeoutReached)',
  ],
  verified: 'experiment',
};
