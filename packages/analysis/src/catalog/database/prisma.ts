import { oneOf } from '../alternatives.js';
import type { CallPattern, Client, Library, Maker } from '../schema.js';
import { pgInserted, pgOptions, pgSufficient } from './pg.js';

const reads = oneOf('findUnique findUniqueOrThrow findFirst findFirstOrThrow findMany count aggregate groupBy findRaw aggregateRaw');
const writes = oneOf('create createMany createManyAndReturn update updateMany updateManyAndReturn upsert delete deleteMany');

/** Sent when awaited, not when built. The timeout of an interactive transaction is checked between queries: it interrupts none. */
const calls: readonly CallPattern[] = [
  { path: `*.${reads}`, effect: 'read' },
  { path: `*.${writes}`, effect: 'write' },
  { path: '$queryRaw|$queryRawUnsafe|$queryRawTyped', effect: 'read' },
  { path: '$executeRaw|$executeRawUnsafe|$runCommandRaw|$transaction', effect: 'write' },
  // Events of @prisma/extension-pulse.
  { path: '*.stream|subscribe', effect: 'blocking' },
  { path: '$connect', effect: 'connect' },
  { path: '$disconnect', effect: 'shutdown' },
];

/** https://www.prisma.io/docs/orm/overview/databases/sqlite */
const localEngine: Maker['notWhere'] = {
  files: ['prisma/schema.prisma', 'schema.prisma', 'prisma/schema/schema.prisma', 'src/prisma/schema.prisma', 'src/schema.prisma'],
  namedIn: [
    { file: 'package.json', by: /"prisma"\s*:\s*\{[^{}]*"schema"\s*:\s*("[^"]+")/ },
    { file: 'prisma.config.ts', by: /\bschema\s*:\s*(?:[\w.]+\(\s*)?((?:["'`][^"'`\n]+["'`]\s*,?\s*)+)/ },
  ],
  // Only datasources have such a provider; one that is commented out says nothing.
  says: /^[ \t]*(?:datasource\s+\w+\s*\{[ \t]*)?provider\s*=\s*["']sqlite["']/m,
};

const client: Client = {
  name: 'PrismaClient',
  makers: [
    {
      path: 'PrismaClient',
      by: 'new',
      optionsAt: [0],
      urlIn: ['datasources.db.url', 'datasourceUrl'],
      inner: { argument: 0, property: 'adapter' },
      notWhere: localEngine,
    },
  ],
  types: ['PrismaClient', 'TransactionClient'],
  calls,
  local: ['$on', '$use', '$extends', '$metrics.**', '*.fields'],
  // `$replica` and `$primary` are those of @prisma/extension-read-replicas.
  self: ['$extends()', '$replica()', '$primary()'],
  // Accelerate ends a query after 10 s: https://www.prisma.io/docs/accelerate/reference/error-reference
  decidedBy: ['@prisma/extension-accelerate'],
  timeout: {
    options: {
      // Of the engine that Prisma had up to 6; with a driver adapter none of them applies. From the manual, not run.
      '?socket_timeout': {
        place: { at: 'url', parameter: 'socket_timeout' },
        unit: 's',
        versions: '<7.0.0',
        disabled: [0],
        covers: ['request', 'headers', 'body'],
      },
      '?connect_timeout': {
        place: { at: 'url', parameter: 'connect_timeout' },
        unit: 's',
        versions: '<7.0.0',
        disabled: [0],
        covers: ['connect'],
        weakness: { kind: 'connect-only', why: 'it ends with the connection: a query is waited for, for ever' },
      },
      '?pool_timeout': {
        place: { at: 'url', parameter: 'pool_timeout' },
        unit: 's',
        versions: '<7.0.0',
        disabled: [0],
        covers: ['acquire'],
        weakness: { kind: 'acquire-only', why: 'it bounds the wait for a free connection, not the query' },
      },
    },
    sufficient: [['?socket_timeout']],
    default: [{ versions: '*', ms: null, phrase: 'Prisma has no query timeout' }],
    insertions: [],
    remedy:
      'A driver adapter has one: `new PrismaPg({ connectionString, connectionTimeoutMillis, query_timeout })`; ' +
      'up to Prisma 6, so has the connection string: `socket_timeout`.',
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

/** Takes pg's own options, or a pg Pool, which then decides. It listens to the errors of either. */
const adapter: Client = {
  name: 'PrismaPg adapter',
  makers: [{ path: 'PrismaPg', by: 'new', optionsAt: [0], urlAt: 0, urlIn: ['connectionString'], inner: { argument: 0 } }],
  types: ['PrismaPg'],
  calls: [],
  local: [],
  self: [],
  timeout: {
    options: pgOptions,
    sufficient: pgSufficient,
    default: [{ versions: '*', ms: null, phrase: 'pg has none by default' }],
    // From 7 on it also takes a connection string alone.
    insertions: [
      { versions: '*', at: { place: 'client' }, properties: pgInserted, stringBecomes: 'connectionString', notWith: [], notWithBlockingCalls: false },
    ],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const prisma: Library = {
  name: 'Prisma',
  dependency: 'database',
  kind: 'database',
  packages: ['@prisma/client', '@prisma/adapter-pg'],
  globals: [],
  functions: [],
  clients: [client, adapter],
  processWide: [],
  generatedExports: ['PrismaClient'],
  source: [
    'https://www.prisma.io/docs/orm/reference/prisma-client-reference',
    'https://www.prisma.io/docs/orm/overview/databases/postgresql#connection-url (arguments, up to 6)',
    'https://www.prisma.io/docs/orm/overview/databases/database-drivers',
    '@prisma/adapter-pg/dist/index.js',
  ],
  verified: 'experiment',
};
