import type { CallPattern, Client, Library, Maker, TimeoutFacts, TimeoutOption } from '../schema.js';

const covers: TimeoutOption['covers'] = ['request', 'headers', 'body'];

/** Connecting ends after 10 s by itself; nothing but a query's own timeout ends the query, and that of a pool or connection is ignored. */
export const mysql2Timeout: TimeoutFacts = {
  options: {
    'timeout of this query': { place: { at: 'call', argument: 0, path: 'timeout', methods: '**.query' }, unit: 'ms', disabled: [0], covers },
    'timeout of this statement': {
      place: { at: 'call', argument: 0, path: 'timeout', methods: '**.execute' },
      unit: 'ms',
      disabled: [0],
      covers,
      weakness: { kind: 'partial', why: 'it does not cover preparing a statement for the first time: use query, or an outer deadline' },
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
      weakness: { kind: 'no-such-option', why: 'mysql2 has it for a single query only' },
    },
    acquireTimeout: {
      place: { at: 'client', path: 'acquireTimeout' },
      unit: 'ms',
      disabled: [],
      covers: [],
      weakness: { kind: 'no-such-option', why: 'mysql2 does not know it' },
    },
  },
  sufficient: [['timeout of this query']],
  default: [{ versions: '*', ms: null, phrase: 'mysql2 has no query timeout by default' }],
  // A connection whose query has timed out is not given back to its pool, so that no text is inserted.
  insertions: [],
  remedy: 'Give each query its own, `query({ sql, timeout: 5_000 })`, or wrap it in a deadline.',
};

const oneConnection = 'query|execute|prepare|ping|changeUser|beginTransaction|commit|rollback';
/** Callback and promise forms. */
export const mysql2Local = [
  'on|once|off|addListener|removeListener',
  'escape|escapeId|format|release|releaseConnection|unprepare|pause|resume|config',
  'getConnection().release|destroy|on',
];

function callsOf(own: string, acquired: string, failures: CallPattern['failures']): readonly CallPattern[] {
  const shared = failures === undefined ? {} : { failures };
  return [
    { path: `${own}${oneConnection}`, effect: 'write', ...shared },
    { path: `${own}${acquired}.${oneConnection}`, effect: 'write', ...shared },
    { path: `${own}${acquired.replace('()', '')}|connect`, effect: 'connect', ...shared },
    { path: `${own}end|destroy`, effect: 'shutdown', ...shared },
  ];
}

export const mysql2PromiseCalls = callsOf('', 'getConnection()', undefined);

/** The callback form; that of promises differs in its calls. */
export const mysql2Pool: Client = {
  name: 'mysql2 pool',
  makers: [{ path: 'createPool|createPoolCluster', by: 'call', optionsAt: [0], urlAt: 0, urlIn: ['uri'] }],
  types: ['Pool', 'PoolConnection', 'PoolCluster'],
  calls: [...callsOf('', 'getConnection()', 'callback'), ...callsOf('promise().', 'getConnection()', undefined)],
  local: [...mysql2Local, 'promise().escape|escapeId|format'],
  self: ['on()|once()', 'of()'],
  timeout: mysql2Timeout,
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const mysql2Connection: Maker = { path: 'createConnection', by: 'call', optionsAt: [0], urlAt: 0, urlIn: ['uri'] };

const connection: Client = {
  ...mysql2Pool,
  name: 'mysql2 connection',
  makers: [mysql2Connection],
  types: ['Connection'],
  errorEvent: {
    unheard: 'crash',
    when: "mysql2 emits 'error' on the connection when it is lost",
    listenedBy: [],
    ignoredBy: [{ package: 'drizzle-orm/mysql2', path: 'drizzle' }],
    logMessage: 'MySQL connection failed',
  },
};

/** The promise form is `mysql2/promise`, a package of its own here. */
export const mysql2: Library = {
  name: 'mysql2',
  dependency: 'MySQL',
  kind: 'database',
  packages: ['mysql2'],
  globals: [],
  functions: [],
  clients: [mysql2Pool, connection],
  processWide: [],
  source: [
    'https://sidorares.github.io/node-mysql2/docs',
    'mysql2/lib/connection_config.js (connectTimeout: 10 s; no timeout)',
    'mysql2/lib/commands/query.js (timeout of a query)',
    'mysql2/lib/base/pool.js (no acquire timeout)',
  ],
  verified: 'experiment',
};
