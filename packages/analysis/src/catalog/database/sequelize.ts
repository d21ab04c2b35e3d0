import { oneOf } from '../alternatives.js';
import type { CallPattern, Client, Library, Maker, OptionCondition, TimeoutFacts, TimeoutOption } from '../schema.js';

/** SQLite stays in the process; SQL Server ends a request after 15 s, and the other drivers are not known here. */
const otherEngines: readonly OptionCondition[] = [
  { path: 'dialect', is: ['sqlite', 'mssql', 'db2', 'ibmi', 'snowflake', 'oracle'] },
  { path: '', is: ['sqlite*', 'mssql:*'] },
];

const overPg: OptionCondition = { path: 'dialect', is: ['postgres'] };
/** A connection string says the dialect as well. */
const maybePg: OptionCondition = { ...overPg, orAbsent: true };
const maybeMariadb: OptionCondition = { path: 'dialect', is: ['mariadb'], orAbsent: true };

const reads = oneOf('findAll findOne findByPk findById findAndCountAll findAndCount count max min sum aggregate describe');
const writes = oneOf('create bulkCreate findOrCreate findCreateFind update destroy upsert restore truncate increment decrement sync drop');
const found = oneOf('findOne() findByPk() findById() create() build()');

const calls: readonly CallPattern[] = [
  // Statics of a model.
  { path: reads, effect: 'read' },
  { path: writes, effect: 'write' },
  // Of an instance.
  { path: `${found}.save|update|destroy|restore|increment|decrement`, effect: 'write' },
  { path: `${found}.reload`, effect: 'read' },
  { path: 'save', effect: 'write' },
  { path: 'reload', effect: 'read' },
  { path: 'query', effect: 'write' },
  { path: 'transaction', effect: 'write' },
  { path: 'transaction().commit|rollback', effect: 'write' },
  { path: 'commit|rollback', effect: 'write' },
  {
    path: 'getQueryInterface().createTable|dropTable|addColumn|removeColumn|changeColumn|addIndex|bulkInsert|bulkDelete|showAllTables|describeTable',
    effect: 'write',
  },
  { path: 'authenticate', effect: 'connect' },
  { path: 'close', effect: 'shutdown' },
];

const covers: TimeoutOption['covers'] = ['request', 'headers', 'body'];

/** `dialectOptions` are those of the driver: pg has two limits, mariadb one, mysql2 none that bounds a query. */
const timeout: TimeoutFacts = {
  options: {
    'dialectOptions.connectionTimeoutMillis': {
      place: { at: 'client', path: 'dialectOptions.connectionTimeoutMillis' },
      unit: 'ms',
      disabled: [0],
      covers: ['dns', 'connect', 'handshake'],
      onlyWith: maybePg,
    },
    'dialectOptions.query_timeout': {
      place: { at: 'client', path: 'dialectOptions.query_timeout' },
      unit: 'ms',
      disabled: [0, false],
      covers,
      onlyWith: maybePg,
    },
    'dialectOptions.socketTimeout': {
      place: { at: 'client', path: 'dialectOptions.socketTimeout' },
      unit: 'ms',
      disabled: [0],
      covers,
      onlyWith: maybeMariadb,
    },
    'dialectOptions.statement_timeout': {
      place: { at: 'client', path: 'dialectOptions.statement_timeout' },
      unit: 'ms',
      disabled: [0, false],
      covers: ['server'],
      weakness: { kind: 'server-only', why: 'it is enforced by the server, so a dead server never enforces it' },
    },
    'dialectOptions.connectTimeout': {
      place: { at: 'client', path: 'dialectOptions.connectTimeout' },
      unit: 'ms',
      disabled: [0],
      covers: ['connect'],
      weakness: { kind: 'connect-only', why: 'it ends with the connection: a query is waited for, for ever' },
    },
    'pool.acquire': {
      place: { at: 'client', path: 'pool.acquire' },
      unit: 'ms',
      disabled: [],
      covers: ['acquire'],
      weakness: { kind: 'acquire-only', why: 'it bounds the wait for a free connection, not the query, nor the first connection' },
    },
  },
  sufficient: [['dialectOptions.connectionTimeoutMillis', 'dialectOptions.query_timeout'], ['dialectOptions.socketTimeout']],
  default: [{ versions: '*', ms: null, phrase: 'Sequelize has no query timeout by default' }],
  insertions: [
    {
      versions: '*',
      at: { place: 'client' },
      properties: [
        {
          name: 'dialectOptions',
          value: {
            properties: [
              { name: 'connectionTimeoutMillis', value: { setting: 'connect', times: 1 } },
              { name: 'query_timeout', value: { setting: 'database', times: 1 } },
            ],
          },
        },
      ],
      notWith: [],
      notWithBlockingCalls: false,
      onlyWith: overPg,
    },
  ],
  remedy: 'With postgres, set `dialectOptions.connectionTimeoutMillis` and `dialectOptions.query_timeout`; with mysql, wrap queries in a deadline.',
};

const options: Omit<Maker, 'path' | 'by'> = { optionsAt: [0, 1, 3], urlAt: 0, notWith: otherEngines };

/** The instance and its models are one: a model takes the options of the instance that the program makes. */
const client: Client = {
  name: 'Sequelize instance',
  makers: [
    { path: '', by: 'new', ...options },
    { path: 'Sequelize', by: 'new', ...options },
    // Of @nestjs/sequelize.
    { path: 'SequelizeModule.forRoot', by: 'call', optionsAt: [0], notWith: otherEngines },
    {
      path: 'SequelizeModule.forRootAsync',
      by: 'call',
      optionsAt: [0],
      notWith: [...otherEngines, { path: 'useExisting' }],
      factory: { function: 'useFactory', class: 'useClass', method: 'createSequelizeOptions' },
    },
  ],
  types: ['Sequelize', 'ModelStatic', 'ModelCtor', 'ModelDefined', 'Repository', 'Transaction'],
  bases: ['Model'],
  calls,
  local: [
    'on|addHook|removeHook|hasHook|isDefined|escape|getDialect|getDatabaseName|addModels|define|import|fn|col|literal|cast|where|json',
    'init|belongsTo|hasMany|hasOne|belongsToMany|addScope|build|bulkBuild|getAttributes|getTableName',
    'removeAttribute|validate|toJSON|get|set|changed|previous|isNewRecord',
    'options|config|connectionManager|rawAttributes|associations.**',
  ],
  self: ['models.*', 'define()|model()', 'init()|scope()|unscoped()|schema()|withScope()|getRepository()'],
  timeout,
  // A pool of its own hears the driver's errors.
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const sequelize: Library = {
  name: 'Sequelize',
  dependency: 'database',
  kind: 'database',
  packages: ['sequelize', 'sequelize-typescript', '@nestjs/sequelize'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: [
    'https://sequelize.org/docs/v6/other-topics/dialect-specific-things/',
    'sequelize/lib/dialects/abstract/connection-manager.js (acquire: 60 s)',
    'sequelize/lib/dialects/postgres/connection-manager.js (dialectOptions)',
    'sequelize/lib/dialects/mysql/connection-manager.js (dialectOptions)',
  ],
  verified: 'experiment',
};
