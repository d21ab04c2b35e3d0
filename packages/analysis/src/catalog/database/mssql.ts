import type { CallPattern, Client, ClientlessCalls, Library, TimeoutFacts } from '../schema.js';

const timeout: TimeoutFacts = {
  options: {
    requestTimeout: { place: { at: 'client', path: 'requestTimeout' }, unit: 'ms', disabled: [0], covers: ['request', 'headers', 'body'] },
    connectionTimeout: {
      place: { at: 'client', path: 'connectionTimeout' },
      unit: 'ms',
      disabled: [],
      covers: ['dns', 'connect', 'handshake'],
      weakness: { kind: 'connect-only', why: 'it ends with the connection: a request is waited for by another limit' },
    },
  },
  sufficient: [['requestTimeout']],
  default: [{ versions: '*', ms: 30_000, phrase: 'mssql gives up after 15 s of connecting and 15 s of a request' }],
  insertions: [],
};

const sent = 'query|execute|batch|bulk|begin|commit|rollback|prepare|unprepare';

const calls: readonly CallPattern[] = [
  { path: sent, effect: 'write' },
  { path: `request().**.${sent}`, effect: 'write' },
  { path: `transaction().**.${sent}`, effect: 'write' },
  { path: 'connect', effect: 'connect' },
  { path: 'close', effect: 'shutdown' },
];

const pool: Client = {
  name: 'mssql pool',
  makers: [
    { path: 'ConnectionPool', by: 'new', optionsAt: [0], urlAt: 0 },
    { path: 'connect', by: 'call', optionsAt: [0], urlAt: 0, promised: true },
  ],
  types: ['ConnectionPool', 'Request', 'Transaction', 'PreparedStatement'],
  calls,
  local: ['on|once|off|addListener|removeListener', 'input|output|request|transaction|cancel', 'request().**.input|output|on'],
  self: ['on()|once()|connect()|input()|output()'],
  timeout,
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

/** `sql.query` goes to the pool that `sql.connect` has opened. */
const global: ClientlessCalls = { path: 'query|batch', effect: 'write', timeout: { ...timeout, options: {}, sufficient: [] } };

export const mssql: Library = {
  name: 'mssql',
  dependency: 'SQL Server',
  kind: 'database',
  packages: ['mssql'],
  globals: [],
  functions: [global],
  clients: [pool],
  processWide: [],
  source: ['https://tediousjs.github.io/node-mssql/#general-same-for-all-drivers', 'mssql/lib/tedious/connection-pool.js (15000)'],
  verified: 'source',
};
