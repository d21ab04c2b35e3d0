import { oneOf } from '../alternatives.js';
import type { CallPattern, Client, Library, Maker, OptionCondition, TimeoutFacts, TimeoutOption } from '../schema.js';

const overPg: OptionCondition = { path: 'client', is: ['pg', 'postgres', 'postgresql', 'cockroachdb', 'redshift'] };
const covers: TimeoutOption['covers'] = ['request', 'headers', 'body'];

/** SQLite stays in the process; SQL Server and Oracle have drivers whose own limits these facts do not tell. */
const otherEngines: readonly OptionCondition[] = [
  { path: 'client', is: ['sqlite*', 'better-sqlite3', 'mssql', 'oracledb'] },
  { path: '', is: ['sqlite*', ':memory:', '*.sqlite*', '*.db', 'mssql*'] },
];

/** Waiting for a connection ends after 60 s by itself, and connecting after 30 s. */
const timeout: TimeoutFacts = {
  options: {
    'connection.query_timeout': {
      place: { at: 'client', path: 'connection.query_timeout' },
      unit: 'ms',
      disabled: [0, false],
      covers,
      onlyWith: overPg,
    },
    '?query_timeout': { place: { at: 'url', parameter: 'query_timeout' }, unit: 'ms', disabled: [0], covers },
    '.timeout()': { place: { at: 'chain', method: 'timeout', argument: 0 }, unit: 'ms', disabled: [0], covers },
    acquireConnectionTimeout: {
      place: { at: 'client', path: 'acquireConnectionTimeout' },
      unit: 'ms',
      disabled: [],
      covers: ['acquire', 'connect'],
      weakness: { kind: 'acquire-only', why: 'it bounds the wait for a connection, not the query' },
    },
    'pool.acquireTimeoutMillis': {
      place: { at: 'client', path: 'pool.acquireTimeoutMillis' },
      unit: 'ms',
      disabled: [],
      covers: ['acquire', 'connect'],
      weakness: { kind: 'acquire-only', why: 'it bounds the wait for a connection, not the query' },
    },
    'connection.statement_timeout': {
      place: { at: 'client', path: 'connection.statement_timeout' },
      unit: 'ms',
      disabled: [0, false],
      covers: ['server'],
      weakness: { kind: 'server-only', why: 'it is enforced by the server, so a dead server never enforces it' },
    },
    'connection.connectionTimeoutMillis': {
      place: { at: 'client', path: 'connection.connectionTimeoutMillis' },
      unit: 'ms',
      disabled: [0],
      covers: ['connect'],
      weakness: { kind: 'connect-only', why: 'it ends with the connection: a query is waited for, for ever' },
    },
    'connection.connectTimeout': {
      place: { at: 'client', path: 'connection.connectTimeout' },
      unit: 'ms',
      disabled: [0],
      covers: ['connect'],
      weakness: { kind: 'connect-only', why: 'it ends with the connection: a query is waited for, for ever' },
    },
  },
  sufficient: [['connection.query_timeout'], ['?query_timeout'], ['.timeout()']],
  default: [{ versions: '*', ms: null, phrase: 'knex has no query timeout by default' }],
  insertions: [
    {
      versions: '*',
      at: { place: 'client' },
      properties: [
        {
          name: 'connection',
          value: { properties: [{ name: 'query_timeout', value: { setting: 'database', times: 1, above: 'statement_timeout' } }] },
        },
      ],
      notWith: [],
      notWithBlockingCalls: false,
      onlyWith: overPg,
    },
  ],
  remedy: 'Give each query one, `.timeout(5_000)`; with pg, `connection.query_timeout` is one for all.',
};

const reads = oneOf(`
  select column columns distinct distinctOn first pluck count countDistinct min max sum avg from fromRaw table with withRecursive
  withMaterialized withNotMaterialized union unionAll`);
const writes = oneOf('insert update upsert del delete truncate into raw');
const schemaWrites = oneOf(`
  createTable createTableIfNotExists createTableLike alterTable table dropTable dropTableIfExists renameTable hasTable hasColumn
  createSchema dropSchema createView raw`);

/** A builder is sent when awaited, by `then` and the like. */
const calls: readonly CallPattern[] = [
  { path: '', effect: 'read', lazy: true },
  { path: reads, effect: 'read', lazy: true },
  { path: writes, effect: 'write', lazy: true },
  { path: `withSchema().${reads}`, effect: 'read', lazy: true },
  { path: `withSchema().${writes}`, effect: 'write', lazy: true },
  { path: 'transaction|transactionProvider|batchInsert', effect: 'write' },
  { path: 'commit|rollback|savepoint', effect: 'write' },
  { path: `schema.**.${schemaWrites}`, effect: 'write', lazy: true },
  { path: 'migrate.latest|up|down|rollback|status|currentVersion|list', effect: 'write' },
  { path: 'seed.run', effect: 'write' },
  { path: 'initialize', effect: 'connect' },
  { path: 'destroy', effect: 'shutdown' },
];

const maker: Omit<Maker, 'path' | 'by'> = {
  optionsAt: [0],
  urlAt: 0,
  urlIn: ['connection', 'connection.connectionString'],
  notWith: otherEngines,
  // Of node-config, which Feathers makes its `knex(app.get('sqlite'))` from.
  notWhere: { files: ['config/default.json'], says: /"client"\s*:\s*"(?:better-)?sqlite3?"/ },
};

const client: Client = {
  name: 'knex instance',
  makers: [
    { path: '', by: 'call', ...maker },
    { path: 'knex|Knex', by: 'call', ...maker },
  ],
  types: ['Knex', 'Transaction', 'QueryBuilder'],
  calls,
  local: ['on|once|off|ref|isTransaction|isCompleted|queryBuilder', 'fn|client|userParams.**'],
  self: ['withUserParams()', 'on()'],
  timeout,
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const knex: Library = {
  name: 'knex',
  dependency: 'database',
  kind: 'database',
  packages: ['knex'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: [
    'https://knexjs.org/guide/#configuration-options',
    'https://knexjs.org/guide/query-builder.html#timeout',
    'knex/lib/client.js (acquireConnectionTimeout: 60 s)',
  ],
  verified: 'experiment',
};
