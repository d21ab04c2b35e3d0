import { oneOf } from '../alternatives.js';
import type { CallPattern, Client, Library, OptionCondition, TimeoutFacts, TimeoutOption, Weakness } from '../schema.js';

/** SQLite and the like stay in the process; SQL Server ends a request after 15 s, and the other drivers are not known here. */
const otherEngines: readonly OptionCondition[] = [
  {
    path: 'type',
    is: [
      'sqlite*', 'better-sqlite3', 'sqljs', 'libsql', 'expo', 'cordova', 'react-native', 'nativescript', 'capacitor', 'mssql',
      'oracle', 'sap', 'spanner', 'aurora-*', 'mongodb',
    ],
  },
];

const overPg: OptionCondition = { path: 'type', is: ['postgres', 'cockroachdb'] };
const overMysql: OptionCondition = { path: 'type', is: ['mysql', 'mariadb'] };

const reads = oneOf(`
  find findBy findAndCount findAndCountBy findOne findOneBy findOneOrFail findOneByOrFail findOneById findByIds findTrees findRoots
  findAncestors findDescendants count countBy exists existsBy exist sum average minimum maximum`);
const writes = oneOf(
  'save insert update updateAll upsert delete deleteAll remove softDelete softRemove recover restore increment decrement clear query sql',
);
const found = oneOf('findOne() findOneBy() findOneOrFail() findOneByOrFail() findOneById() create()');
const sendsBuilder = oneOf('getOne getOneOrFail getMany getManyAndCount getRawOne getRawMany getRawAndEntities getCount getExists execute');

const calls: readonly CallPattern[] = [
  { path: reads, effect: 'read' },
  { path: writes, effect: 'write' },
  // Of an entity that is an active record.
  { path: `${found}.save|remove|softRemove|recover`, effect: 'write' },
  { path: `${found}.reload`, effect: 'read' },
  { path: 'reload', effect: 'read' },
  { path: `**.${sendsBuilder}`, effect: 'read' },
  { path: '**.stream', effect: 'blocking' },
  { path: 'transaction', effect: 'write' },
  { path: 'startTransaction|commitTransaction|rollbackTransaction', effect: 'write' },
  { path: 'synchronize|runMigrations|undoLastMigration|dropDatabase', effect: 'write' },
  { path: 'initialize|connect', effect: 'connect' },
  { path: 'destroy|close|release', effect: 'shutdown' },
];

const queryTime: TimeoutOption['covers'] = ['request', 'headers', 'body'];
const connecting: TimeoutOption['covers'] = ['dns', 'connect', 'handshake', 'acquire'];
const logsOnly: Weakness = { kind: 'warns-only', why: 'it only logs the query once it has ended' };
const logsUnlessEnabled: Weakness = { kind: 'warns-only', why: 'without `enableQueryTimeout` it only logs the query once it has ended' };

/** `extra` are the options of the driver's pool. mysql2 connects in 10 s by itself. */
const timeout: TimeoutFacts = {
  options: {
    connectTimeoutMS: { place: { at: 'client', path: 'connectTimeoutMS' }, unit: 'ms', disabled: [0], covers: connecting, onlyWith: overPg },
    'extra.connectionTimeoutMillis': {
      place: { at: 'client', path: 'extra.connectionTimeoutMillis' },
      unit: 'ms',
      disabled: [0],
      covers: connecting,
      onlyWith: overPg,
    },
    'extra.query_timeout': {
      place: { at: 'client', path: 'extra.query_timeout' },
      unit: 'ms',
      disabled: [0, false],
      covers: queryTime,
      onlyWith: overPg,
    },
    enableQueryTimeout: {
      place: { at: 'client', path: 'enableQueryTimeout' },
      unit: 'ms',
      disabled: [false],
      covers: [],
      mustBe: true,
      onlyWith: overMysql,
    },
    maxQueryExecutionTime: {
      place: { at: 'client', path: 'maxQueryExecutionTime' },
      unit: 'ms',
      disabled: [0],
      covers: queryTime,
      onlyWith: overMysql,
      weakness: logsUnlessEnabled,
    },
    'maxQueryExecutionTime, logged': {
      place: { at: 'client', path: 'maxQueryExecutionTime' },
      unit: 'ms',
      disabled: [0],
      covers: [],
      onlyWith: overPg,
      weakness: logsOnly,
    },
    'extra.statement_timeout': {
      place: { at: 'client', path: 'extra.statement_timeout' },
      unit: 'ms',
      disabled: [0, false],
      covers: ['server'],
      weakness: { kind: 'server-only', why: 'it is enforced by the server, so a dead server never enforces it' },
    },
    connectTimeout: {
      place: { at: 'client', path: 'connectTimeout' },
      unit: 'ms',
      disabled: [0],
      covers: ['connect'],
      onlyWith: overMysql,
      weakness: { kind: 'connect-only', why: 'it ends with the connection: a query is waited for, for ever' },
    },
  },
  sufficient: [
    ['connectTimeoutMS', 'extra.query_timeout'],
    ['extra.connectionTimeoutMillis', 'extra.query_timeout'],
    ['enableQueryTimeout', 'maxQueryExecutionTime'],
  ],
  default: [{ versions: '*', ms: null, phrase: 'TypeORM has no query timeout by default' }],
  insertions: [
    {
      versions: '*',
      at: { place: 'client' },
      properties: [
        { name: 'connectTimeoutMS', value: { setting: 'connect', times: 1 } },
        { name: 'extra', value: { properties: [{ name: 'query_timeout', value: { setting: 'database', times: 1 } }] } },
      ],
      notWith: [{ path: 'extra.connectionTimeoutMillis', value: 'any' }],
      notWithBlockingCalls: false,
      onlyWith: overPg,
    },
  ],
  remedy:
    'With postgres, set `connectTimeoutMS` and `extra.query_timeout`; with mysql, `maxQueryExecutionTime` and `enableQueryTimeout: true`.',
};

/** A data source, its repositories and active records are one: all take the options of the data source that the program makes. */
const client: Client = {
  name: 'TypeORM data source',
  makers: [
    { path: 'DataSource|Connection', by: 'new', optionsAt: [0], urlIn: ['url'], notWith: otherEngines },
    { path: 'createConnection', by: 'call', optionsAt: [0], urlIn: ['url'], notWith: otherEngines, promised: true },
    // Of @nestjs/typeorm.
    { path: 'TypeOrmModule.forRoot', by: 'call', optionsAt: [0], urlIn: ['url'], notWith: otherEngines },
    {
      path: 'TypeOrmModule.forRootAsync',
      by: 'call',
      optionsAt: [0],
      urlIn: ['url'],
      notWith: [...otherEngines, { path: 'useExisting' }],
      factory: { function: 'useFactory', class: 'useClass', method: 'createTypeOrmOptions' },
    },
  ],
  types: ['DataSource', 'Connection', 'Repository', 'TreeRepository', 'EntityManager', 'QueryRunner', '*QueryBuilder'],
  bases: ['BaseEntity', 'Repository', 'TreeRepository', 'AbstractRepository'],
  calls,
  local: ['create|merge|preload|hasId|getId|getMetadata|hasMetadata|isInitialized|isConnected|escape', 'options|metadata|driver|entityMetadatas.**'],
  self: [
    'getRepository()|getTreeRepository()|getCustomRepository()|extend()|withRepository()|useTransaction()|initialize()|connect()',
    'manager|repository|createQueryRunner()|createEntityManager()|connection|dataSource|queryRunner',
  ],
  timeout,
  // TypeORM hears the errors of its pools, and logs them.
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const typeorm: Library = {
  name: 'TypeORM',
  dependency: 'database',
  kind: 'database',
  packages: ['typeorm', '@nestjs/typeorm'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: [
    'https://typeorm.io/docs/data-source/data-source-options',
    'typeorm/driver/postgres/PostgresDriver.js (connectTimeoutMS, extra, poolErrorHandler)',
    'typeorm/driver/mysql/MysqlQueryRunner.js (enableQueryTimeout)',
    'typeorm/driver/mysql/MysqlDriver.js (extra)',
  ],
  verified: 'experiment',
};
