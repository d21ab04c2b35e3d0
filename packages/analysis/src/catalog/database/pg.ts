import type { CallPattern, Client, Insertion, Library, TimeoutFacts, TimeoutOption, Weakness } from '../schema.js';

const serverOnly: Weakness = { kind: 'server-only', why: 'it is enforced by the server, so a dead server never enforces it' };
const libpqOnly: Weakness = { kind: 'no-such-option', why: 'pg does not read it from a connection string' };

function inUrl(parameter: string, unit: 'ms' | 's', rest: Pick<TimeoutOption, 'covers' | 'weakness'>): TimeoutOption {
  return { place: { at: 'url', parameter }, unit, disabled: [0], ...rest };
}

/** Parameters of a connection string are options too, and win over those beside it; not those that pg's own JavaScript never reads there. */
export const pgOptions: TimeoutFacts['options'] = {
  // Of a Pool: waiting for a free client and connecting. Of a Client: connecting and logging in.
  connectionTimeoutMillis: {
    place: { at: 'client', path: 'connectionTimeoutMillis' },
    unit: 'ms',
    disabled: [0],
    covers: ['dns', 'connect', 'handshake', 'acquire'],
  },
  query_timeout: { place: { at: 'client', path: 'query_timeout' }, unit: 'ms', disabled: [0, false], covers: ['request', 'headers', 'body'] },
  '?query_timeout': inUrl('query_timeout', 'ms', { covers: ['request', 'headers', 'body'] }),
  statement_timeout: {
    place: { at: 'client', path: 'statement_timeout' },
    unit: 'ms',
    disabled: [0, false],
    covers: ['server'],
    weakness: serverOnly,
  },
  '?statement_timeout': inUrl('statement_timeout', 'ms', { covers: ['server'], weakness: serverOnly }),
  '?connect_timeout': inUrl('connect_timeout', 's', { covers: [], weakness: libpqOnly }),
  '?connectionTimeoutMillis': inUrl('connectionTimeoutMillis', 'ms', { covers: [], weakness: libpqOnly }),
};

export const pgSufficient: TimeoutFacts['sufficient'] = [
  ['connectionTimeoutMillis', 'query_timeout'],
  ['connectionTimeoutMillis', '?query_timeout'],
];

export const pgInserted: Insertion['properties'] = [
  { name: 'connectionTimeoutMillis', value: { setting: 'connect', times: 1 } },
  { name: 'query_timeout', value: { setting: 'database', times: 1, above: 'statement_timeout' } },
];

const timeout: TimeoutFacts = {
  options: pgOptions,
  sufficient: pgSufficient,
  default: [{ versions: '*', ms: null, phrase: 'pg has none by default' }],
  insertions: [{ versions: '*', at: { place: 'client' }, properties: pgInserted, notWith: [], notWithBlockingCalls: false }],
};

const query: CallPattern = { path: 'query', effect: 'write' };
const local = [
  'on|once|off|addListener|removeListener|removeAllListeners|listenerCount|emit',
  'release',
  'escapeIdentifier|escapeLiteral|setTypeParser|getTypeParser',
  'totalCount|idleCount|waitingCount',
];
const self = ['on()|once()|off()|addListener()|removeListener()'];

/** It throws when it is given a connection string rather than options. */
const pool: Client = {
  name: 'pg Pool',
  makers: [
    { path: 'Pool', by: 'new', optionsAt: [0], urlIn: ['connectionString'] },
    // The main export of pg-pool.
    { path: '', by: 'new', optionsAt: [0], urlIn: ['connectionString'] },
    { path: 'native.Pool', by: 'new', optionsAt: [0], urlIn: ['connectionString'] },
  ],
  types: ['Pool', 'PoolClient'],
  calls: [query, { path: 'connect().query', effect: 'write' }, { path: 'connect', effect: 'connect' }, { path: 'end', effect: 'shutdown' }],
  local: [...local, 'connect().release|on|once|off'],
  self,
  timeout,
  errorEvent: {
    unheard: 'crash',
    when: "pg emits 'error' on the pool when it loses an idle client",
    listenedBy: [{ package: '@prisma/adapter-pg', path: 'PrismaPg' }],
    ignoredBy: [
      { package: 'drizzle-orm/node-postgres', path: 'drizzle' },
      { package: 'kysely', path: 'PostgresDialect' },
      { package: '@auth/pg-adapter', path: '' },
    ],
    logMessage: 'Idle PostgreSQL client failed',
  },
  role: 'other',
  reported: 'creation',
};

const client: Client = {
  name: 'pg Client',
  makers: [
    { path: 'Client', by: 'new', optionsAt: [0], urlAt: 0, urlIn: ['connectionString'] },
    { path: 'native.Client', by: 'new', optionsAt: [0], urlAt: 0, urlIn: ['connectionString'] },
  ],
  types: ['Client', 'ClientBase'],
  calls: [query, { path: 'connect', effect: 'connect' }, { path: 'end', effect: 'shutdown' }],
  local,
  self,
  timeout: { ...timeout, insertions: timeout.insertions.map((insertion) => ({ ...insertion, stringBecomes: 'connectionString' })) },
  errorEvent: {
    unheard: 'crash',
    when: "pg emits 'error' on the client when its connection is lost",
    listenedBy: [],
    ignoredBy: [{ package: 'drizzle-orm/node-postgres', path: 'drizzle' }],
    logMessage: 'PostgreSQL connection failed',
  },
  role: 'other',
  reported: 'creation',
};

export const pg: Library = {
  name: 'pg',
  dependency: 'PostgreSQL',
  kind: 'database',
  packages: ['pg', 'pg-pool'],
  globals: [],
  functions: [],
  clients: [pool, client],
  processWide: [],
  source: [
    'https://node-postgres.com/apis/pool',
    'https://node-postgres.com/apis/client',
    'pg-pool/index.js (connectionTimeoutMillis; error of an idle client)',
    'pg/lib/client.js (query_timeout)',
    'pg/lib/connection-parameters.js (query_timeout from a URL)',
    'pg-connection-string/index.js',
  ],
  verified: 'experiment',
};
