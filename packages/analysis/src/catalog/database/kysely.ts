import type { Client, Library, TimeoutFacts } from '../schema.js';

const remedy = 'Its driver has one: set `connectionTimeoutMillis` and `query_timeout` on the pg Pool.';

const timeout: TimeoutFacts = {
  options: {
    signal: {
      versions: '>=0.29.0',
      place: { at: 'call', argument: 0, path: 'signal' },
      unit: 'ms',
      disabled: [],
      covers: ['acquire', 'connect', 'request', 'headers', 'body'],
      isSignal: true,
    },
  },
  sufficient: [['signal']],
  default: [{ versions: '*', ms: null, phrase: 'Kysely has no query timeout' }],
  insertions: [],
  remedy,
};

/** Nothing but `execute` and the like sends a query: a builder is no promise. */
const client: Client = {
  name: 'Kysely instance',
  makers: [
    // Dialects of SQLite and of other packages are not known: what they make is nothing that is known here.
    { path: 'Kysely', by: 'new', optionsAt: [0], inner: { argument: 0, property: 'dialect', isRequired: true } },
  ],
  types: ['Kysely', 'Transaction', 'ControlledTransaction'],
  calls: [
    { path: '**.execute|executeTakeFirst|executeTakeFirstOrThrow|executeQuery', effect: 'write' },
    { path: '**.stream', effect: 'blocking' },
    { path: 'destroy', effect: 'shutdown' },
  ],
  local: ['fn|dynamic|introspection.**'],
  self: ['withPlugin()|withoutPlugins()|withSchema()|withTables()|$extendTables()'],
  timeout,
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

/** Takes a pool of the driver, or a function that answers one. */
const dialect: Client = {
  name: 'Kysely dialect',
  makers: [{ path: 'PostgresDialect|MysqlDialect', by: 'new', optionsAt: [0], inner: { argument: 0, property: 'pool' } }],
  types: ['PostgresDialect', 'MysqlDialect'],
  calls: [],
  local: [],
  self: [],
  timeout: { options: {}, sufficient: [], default: timeout.default, insertions: [], remedy },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const kysely: Library = {
  name: 'Kysely',
  dependency: 'database',
  kind: 'database',
  packages: ['kysely'],
  globals: [],
  functions: [],
  clients: [client, dialect],
  processWide: [],
  source: ['https://kysely.dev/docs/getting-started', 'https://kysely.dev/docs/execution', 'kysely/dist/util/abort.d.ts (signal, from 0.29 on)'],
  verified: 'experiment',
};
