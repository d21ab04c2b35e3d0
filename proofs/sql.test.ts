/** What the catalogue says of SQL drivers, run against servers that log clients in and then fall silent. */
import knexOf, { type Knex } from 'knex';
import mariadb, { type PoolConfig as MariadbConfig } from 'mariadb';
import mysql, { type ConnectionConfig } from 'mysql';
import mysql2 from 'mysql2';
import mysql2Promise, { type PoolOptions } from 'mysql2/promise';
import postgresOf, { type Options } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knex as knexFacts } from '../packages/analysis/src/catalog/database/knex.js';
import { mariadb as mariadbFacts } from '../packages/analysis/src/catalog/database/mariadb.js';
import { mssql as mssqlFacts } from '../packages/analysis/src/catalog/database/mssql.js';
import { mysql as mysqlFacts } from '../packages/analysis/src/catalog/database/mysql.js';
import { mysql2Promise as mysql2PromiseFacts } from '../packages/analysis/src/catalog/database/mysql2-promise.js';
import { mysql2 as mysql2Facts } from '../packages/analysis/src/catalog/database/mysql2.js';
import { postgresJs as postgresJsFacts } from '../packages/analysis/src/catalog/database/postgres-js.js';
import { tedious as tediousFacts } from '../packages/analysis/src/catalog/database/tedious.js';
import { ending } from './crashes.js';
import { clientOf } from './find-facts.js';
import { mysqlPeer } from './peers/mysql.js';
import { silent, type Peer } from './peers/peer.js';
import { postgresPeer } from './peers/postgres.js';
import { all, forHealthyPeers, generous, inserted, limit, outcomes, provesSufficient, slowness, unheeded, watched } from './proofs.js';

/** Silent after the login, and healthy but slow. */
let postgres: { readonly frozen: Peer; readonly slow: Peer };
let server: typeof postgres;
let quiet: Peer | undefined;

beforeAll(async () => {
  const [silentPeer, frozenPostgres, slowPostgres, frozenMysql, slowMysql] = await Promise.all([silent(), postgresPeer(), postgresPeer(slowness), mysqlPeer(), mysqlPeer(slowness)]);
  quiet = silentPeer;
  postgres = { frozen: frozenPostgres, slow: slowPostgres };
  server = { frozen: frozenMysql, slow: slowMysql };
});

afterAll(() => {
  for (const peer of [quiet, postgres.frozen, postgres.slow, server.frozen, server.slow]) peer?.close();
});

const at = (peer: Peer | undefined): { readonly host: string; readonly port: number; readonly user: string; readonly password: string; readonly database: string } => ({
  host: '127.0.0.1',
  port: peer?.port ?? 0,
  user: 'user',
  password: 'password',
  database: 'shop',
});

const ignore = (): void => undefined;

/** mysql2 prints options that it does not know. */
const unknown = (options: object): PoolOptions => Object.assign({}, options);

provesSufficient('a mysql2 pool of promises', clientOf(mysql2PromiseFacts, 'mysql2 pool').timeout, {
  'timeout of this query': [
    () => mysql2Promise.createPool(at(server.frozen)).query({ sql: 'SELECT 1', timeout: limit }),
    async () => (await mysql2Promise.createPool(at(server.frozen)).getConnection()).query({ sql: 'SELECT 1', timeout: limit }),
  ],
});

provesSufficient('a mysql2 connection of promises', clientOf(mysql2PromiseFacts, 'mysql2 connection').timeout, {
  'timeout of this query': [async () => (await mysql2Promise.createConnection(at(server.frozen))).query({ sql: 'SELECT 1', timeout: limit })],
});

provesSufficient('a mysql2 pool', clientOf(mysql2Facts, 'mysql2 pool').timeout, {
  'timeout of this query': [() => mysql2.createPool(at(server.frozen)).promise().query({ sql: 'SELECT 1', timeout: limit })],
});

provesSufficient('a mysql2 connection', clientOf(mysql2Facts, 'mysql2 connection').timeout, {
  'timeout of this query': [
    () => {
      const connection = mysql2.createConnection(at(server.frozen));
      connection.on('error', ignore);
      return connection.promise().query({ sql: 'SELECT 1', timeout: limit });
    },
  ],
});

describe.concurrent('what looks like a timeout of mysql2', () => {
  it('bounds nothing once connected', async () => {
    const calls = {
      none: () => mysql2Promise.createPool(at(server.frozen)).query('SELECT 1'),
      connectTimeout: () => mysql2Promise.createPool({ ...at(server.frozen), connectTimeout: unheeded }).query('SELECT 1'),
      timeout: () => mysql2Promise.createPool(unknown({ ...at(server.frozen), timeout: unheeded })).query('SELECT 1'),
      acquireTimeout: () => mysql2Promise.createPool(unknown({ ...at(server.frozen), acquireTimeout: unheeded })).query('SELECT 1'),
      'timeout of a statement': () => mysql2Promise.createPool(at(server.frozen)).execute({ sql: 'SELECT 1', timeout: unheeded }),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });

  it('ends connecting', async () => {
    expect(await outcomes({ connectTimeout: () => mysql2Promise.createPool({ ...at(quiet), connectTimeout: limit }).query('SELECT 1') })).toEqual({ connectTimeout: 'rejected' });
  });
});

const queryOf = (client: { query(options: mysql.QueryOptions, callback: (error: Error | null) => void): unknown }, options: mysql.QueryOptions): Promise<void> =>
  new Promise((resolve, reject) => {
    client.query(options, (error) => {
      if (error === null) resolve();
      else reject(error);
    });
  });

function mysqlConnection(config: ConnectionConfig): mysql.Connection {
  const connection = mysql.createConnection(config);
  connection.on('error', ignore);
  return connection;
}

provesSufficient('a mysql pool', clientOf(mysqlFacts, 'mysql pool').timeout, {
  'timeout of this query': [() => queryOf(mysql.createPool(at(server.frozen)), { sql: 'SELECT 1', timeout: limit })],
});

provesSufficient('a mysql connection', clientOf(mysqlFacts, 'mysql connection').timeout, {
  'timeout of this query': [() => queryOf(mysqlConnection(at(server.frozen)), { sql: 'SELECT 1', timeout: limit })],
});

describe.concurrent('what looks like a timeout of mysql', () => {
  it('bounds nothing once connected', async () => {
    const calls = {
      none: () => queryOf(mysqlConnection(at(server.frozen)), { sql: 'SELECT 1' }),
      connectTimeout: () => queryOf(mysqlConnection({ ...at(server.frozen), connectTimeout: unheeded }), { sql: 'SELECT 1' }),
      timeout: () => queryOf(mysqlConnection({ ...at(server.frozen), timeout: unheeded }), { sql: 'SELECT 1' }),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });
});

const mariadbPool = (config: MariadbConfig, peer = server.frozen): Promise<unknown> => mariadb.createPool({ ...at(peer), acquireTimeout: 2000, connectionLimit: 1, ...config }).query('SELECT 1');

provesSufficient('a mariadb pool', clientOf(mariadbFacts, 'mariadb pool').timeout, {
  socketTimeout: [() => mariadbPool({ socketTimeout: limit }), () => mariadbPool({ socketTimeout: limit }, quiet)],
  '?socketTimeout': [() => mariadb.createPool(`mariadb://user:password@127.0.0.1:${server.frozen.port}/shop?socketTimeout=${limit}&acquireTimeout=2000`).query('SELECT 1')],
});

provesSufficient('a mariadb connection', clientOf(mariadbFacts, 'mariadb connection').timeout, {
  socketTimeout: [async () => (await mariadb.createConnection({ ...at(server.frozen), socketTimeout: limit })).query('SELECT 1')],
  '?socketTimeout': [async () => (await mariadb.createConnection(`mariadb://user:password@127.0.0.1:${server.frozen.port}/shop?socketTimeout=${limit}`)).query('SELECT 1')],
});

const postgresUrl = ({ port }: Peer, parameters = ''): string => `postgres://user:password@127.0.0.1:${port}/shop${parameters}`;

const sql = (options: Options<Record<string, never>> = {}, url = postgresUrl(postgres.frozen)): PromiseLike<unknown> => postgresOf(url, { fetch_types: false, ...options })`SELECT 1`;

provesSufficient('a postgres.js client', clientOf(postgresJsFacts, 'postgres.js client').timeout, {});

describe.concurrent('what looks like a timeout of postgres.js', () => {
  it('bounds nothing once connected', async () => {
    const calls = {
      none: () => sql(),
      connect_timeout: () => sql({ connect_timeout: 2 }),
      '?connect_timeout': () => sql({}, postgresUrl(postgres.frozen, '?connect_timeout=2')),
      statement_timeout: () => sql({ connection: { statement_timeout: unheeded } }),
      '?statement_timeout': () => sql({}, postgresUrl(postgres.frozen, `?statement_timeout=${unheeded}`)),
      query_timeout: () => sql(Object.assign({ max: 1 }, { query_timeout: unheeded })),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });
});

/** It asks for the server's version as part of connecting, unless it is told. */
const knexAt = (config: Knex.Config, peer = postgres.frozen): Knex => knexOf({ client: 'pg', version: '16.0', connection: at(peer), pool: { min: 0, max: 1 }, ...config });
const knexOverMysql = (connection: object = {}): Knex => knexOf({ client: 'mysql2', version: '8.0.36', connection: { ...at(server.frozen), ...connection } });

provesSufficient('a knex instance', clientOf(knexFacts, 'knex instance').timeout, {
  'connection.query_timeout': [
    async () => await knexAt({ connection: { ...at(postgres.frozen), query_timeout: limit } }).raw('SELECT 1'),
    async () => await knexAt({ connection: { ...at(postgres.frozen), query_timeout: limit } })('orders').first(),
  ],
  '?query_timeout': [async () => await knexAt({ connection: postgresUrl(postgres.frozen, `?query_timeout=${limit}`) }).select(1)],
  '.timeout()': [
    async () => await knexAt({}).raw('SELECT 1').timeout(limit),
    async () => await knexAt({})('orders').first().timeout(limit),
    async () => await knexOverMysql()('orders').first().timeout(limit),
  ],
});

describe.concurrent('what looks like a timeout of knex', () => {
  it('bounds nothing once connected', async () => {
    const calls = {
      none: async () => await knexAt({}).raw('SELECT 1'),
      acquireConnectionTimeout: async () => await knexAt({ acquireConnectionTimeout: unheeded }).raw('SELECT 1'),
      'pool.acquireTimeoutMillis': async () => await knexAt({ pool: { acquireTimeoutMillis: unheeded } }).raw('SELECT 1'),
      'connection.statement_timeout': async () => await knexAt({ connection: { ...at(postgres.frozen), statement_timeout: unheeded } }).raw('SELECT 1'),
      'connection.connectionTimeoutMillis': async () => await knexAt({ connection: { ...at(postgres.frozen), connectionTimeoutMillis: unheeded } }).raw('SELECT 1'),
      'connection.connectTimeout': async () => await knexOverMysql({ connectTimeout: unheeded }).raw('SELECT 1'),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });

  it('ends waiting for a connection', async () => {
    const calls = { acquireConnectionTimeout: async () => await knexAt({ acquireConnectionTimeout: limit }, quiet).raw('SELECT 1') };
    expect(await outcomes(calls)).toEqual(all(calls, 'rejected'));
  });
});

describe.concurrent('the text inserted for knex', forHealthyPeers, () => {
  it('lets a slow query through', async () => {
    expect(clientOf(knexFacts, 'knex instance').timeout.insertions.map(inserted)).toEqual([{ connection: { query_timeout: generous } }]);
    const calls = { raw: async () => await knexAt({ connection: { ...at(postgres.slow), query_timeout: generous } }).raw('SELECT 1') };
    expect(await outcomes(calls)).toEqual(all(calls, 'resolved'));
  });
});

const unproven = { unproven: 'needs a server that speaks TDS: known from the source; clients.json has experiments of connecting' };

provesSufficient('an mssql pool', clientOf(mssqlFacts, 'mssql pool').timeout, { requestTimeout: unproven });
provesSufficient('a tedious connection', clientOf(tediousFacts, 'tedious connection').timeout, { requestTimeout: unproven });

describe.concurrent('a connection that is lost, with no listener,', () => {
  const script = (library: string, { port }: Peer, rest: string): string => `
    import mysql from '${library}';
    const connection = mysql.createConnection({ host: '127.0.0.1', port: ${port}, user: 'u', password: '' });
    connection.query('SELECT 1', () => undefined);
    ${rest}`;
  const endedAtOnce = 'connection.end();';
  const leftIdle = 'setTimeout(() => connection.end(), 2_000);';

  it('ends no process where a query of mysql waits', async () => {
    const peer = await mysqlPeer(undefined, limit);
    expect(await ending(script('mysql', peer, endedAtOnce))).toBe('survived');
    peer.close();
  });

  it('ends a process where none of mysql waits, or any of mysql2', async () => {
    const [frozen, healthy] = await Promise.all([mysqlPeer(undefined, limit), mysqlPeer(0, limit)]);
    expect(await ending(script('mysql', healthy, leftIdle))).toBe('crashed');
    expect(await ending(script('mysql2', frozen, endedAtOnce))).toBe('crashed');
    frozen.close();
    healthy.close();
  });
});
