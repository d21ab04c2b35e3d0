import type { CallPattern, Client, Library, TimeoutFacts } from '../schema.js';

const options: TimeoutFacts['options'] = {
  'timeout of this query': {
    place: { at: 'call', argument: 0, path: 'timeout', methods: '**.query' },
    unit: 'ms',
    disabled: [0],
    covers: ['request', 'headers', 'body'],
  },
  connectTimeout: {
    place: { at: 'client', path: 'connectTimeout' },
    unit: 'ms',
    disabled: [0],
    covers: ['dns', 'connect', 'handshake'],
    weakness: { kind: 'connect-only', why: 'it ends with the connection: a query is waited for, for ever' },
  },
  timeout: {
    place: { at: 'client', path: 'timeout' },
    unit: 'ms',
    disabled: [],
    covers: [],
    weakness: { kind: 'no-such-option', why: 'mysql has it for a single query only' },
  },
};

const remedy = 'Give each query its own: `query({ sql, timeout: 5_000 }, callback)`.';
const oneConnection = 'query|ping|changeUser|beginTransaction|commit|rollback|statistics';

const calls: readonly CallPattern[] = [
  { path: oneConnection, effect: 'write', failures: 'callback' },
  { path: 'getConnection|connect', effect: 'connect', failures: 'callback' },
  { path: 'end|destroy', effect: 'shutdown', failures: 'callback' },
];

const local = ['on|once|off|addListener|removeListener', 'escape|escapeId|format|release|pause|resume|config'];

/** Its connections are checked by a ping of 10 s before each query, and made anew in 10 s more: what falls silent in between is not seen. */
const pool: Client = {
  name: 'mysql pool',
  makers: [{ path: 'createPool|createPoolCluster', by: 'call', optionsAt: [0], urlAt: 0 }],
  types: ['Pool', 'PoolConnection', 'PoolCluster'],
  calls,
  local,
  self: ['on()|once()', 'of()'],
  timeout: {
    options,
    sufficient: [['timeout of this query']],
    default: [{ versions: '*', ms: 20_000, phrase: 'a mysql pool gives up on a silent server after 20 s' }],
    insertions: [],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

const connection: Client = {
  ...pool,
  name: 'mysql connection',
  makers: [{ path: 'createConnection', by: 'call', optionsAt: [0], urlAt: 0 }],
  types: ['Connection'],
  timeout: {
    options,
    sufficient: [['timeout of this query']],
    default: [{ versions: '*', ms: null, phrase: 'mysql has no query timeout by default' }],
    insertions: [],
    remedy,
  },
  errorEvent: {
    unheard: 'crash',
    when: "mysql emits 'error' on the connection when it is lost while nobody waits for an answer",
    whileIdle: true,
    listenedBy: [],
    logMessage: 'MySQL connection failed',
  },
};

export const mysql: Library = {
  name: 'mysql',
  dependency: 'MySQL',
  kind: 'database',
  packages: ['mysql'],
  globals: [],
  functions: [],
  clients: [pool, connection],
  processWide: [],
  source: [
    'https://github.com/mysqljs/mysql#timeouts',
    'mysql/lib/PoolConfig.js (acquireTimeout: 10 s)',
    'mysql/lib/Pool.js (ping)',
    'mysql/lib/protocol/Protocol.js (_shouldErrorBubbleUp)',
    'mysql/lib/ConnectionConfig.js (connectTimeout: 10 s)',
  ],
  verified: 'experiment',
};
