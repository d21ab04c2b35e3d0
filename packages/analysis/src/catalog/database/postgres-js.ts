import type { Client, Library, TimeoutFacts, Weakness } from '../schema.js';

const connecting: Weakness = { kind: 'connect-only', why: 'it ends with the connection: a query is waited for, for ever' };
const serverSide: Weakness = { kind: 'server-only', why: 'it is enforced by the server, so a dead server never enforces it' };

/** Connecting ends after 30 s by itself. No option bounds a query on a connection that has fallen silent. */
export const postgresJsTimeout: TimeoutFacts = {
  options: {
    connect_timeout: {
      place: { at: 'client', path: 'connect_timeout' },
      unit: 's',
      disabled: [0],
      covers: ['dns', 'connect', 'handshake'],
      weakness: connecting,
    },
    '?connect_timeout': { place: { at: 'url', parameter: 'connect_timeout' }, unit: 's', disabled: [0], covers: ['connect'], weakness: connecting },
    statement_timeout: {
      place: { at: 'client', path: 'connection.statement_timeout' },
      unit: 'ms',
      disabled: [0],
      covers: ['server'],
      weakness: serverSide,
    },
    '?statement_timeout': {
      place: { at: 'url', parameter: 'statement_timeout' },
      unit: 'ms',
      disabled: [0],
      covers: ['server'],
      weakness: serverSide,
    },
    query_timeout: {
      place: { at: 'client', path: 'query_timeout' },
      unit: 'ms',
      disabled: [],
      covers: [],
      weakness: { kind: 'no-such-option', why: 'postgres.js does not know it' },
    },
  },
  sufficient: [],
  default: [{ versions: '*', ms: null, phrase: 'postgres.js has no query timeout' }],
  insertions: [],
  remedy: 'Wrap queries in a deadline that calls `query.cancel()`, or use a driver that has a query timeout.',
};

/** `sql` is called as the tag of a query; with parentheses it makes a part of one. */
const client: Client = {
  name: 'postgres.js client',
  makers: [{ path: '', by: 'call', optionsAt: [0, 1], urlAt: 0 }],
  types: ['Sql', 'TransactionSql', 'ReservedSql'],
  calls: [
    { path: '', tagged: true, effect: 'write', lazy: true },
    { path: 'unsafe|file', effect: 'write', lazy: true },
    { path: 'begin|savepoint|notify|reserve', effect: 'write' },
    { path: 'listen|subscribe', effect: 'blocking' },
    { path: 'end|close', effect: 'shutdown' },
  ],
  local: ['json|array|typed|options|parameters|types|release'],
  self: ['reserve()'],
  timeout: postgresJsTimeout,
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const postgresJs: Library = {
  name: 'postgres.js',
  dependency: 'PostgreSQL',
  kind: 'database',
  packages: ['postgres'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: ['https://github.com/porsager/postgres#connection-details', 'postgres/src/index.js (connect_timeout: 30 s)', 'postgres/src/connection.js'],
  verified: 'experiment',
};
