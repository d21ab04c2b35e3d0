/** What the catalogue says of ORMs, run against servers that log clients in and then fall silent. */
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { drizzle as drizzleOverMysql } from 'drizzle-orm/mysql2';
import { drizzle as drizzleOverPostgresJs } from 'drizzle-orm/postgres-js';
import { Kysely, PostgresDialect, sql as kyselySql } from 'kysely';
import pg, { type PoolConfig } from 'pg';
import { Sequelize, type Options } from 'sequelize';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drizzleMysql2 } from '../packages/analysis/src/catalog/database/drizzle-mysql2.js';
import { drizzleNodePostgres } from '../packages/analysis/src/catalog/database/drizzle-node-postgres.js';
import { drizzlePostgresJs } from '../packages/analysis/src/catalog/database/drizzle-postgres-js.js';
import { kysely as kyselyFacts } from '../packages/analysis/src/catalog/database/kysely.js';
import { sequelize as sequelizeFacts } from '../packages/analysis/src/catalog/database/sequelize.js';
import { typeorm as typeormFacts } from '../packages/analysis/src/catalog/database/typeorm.js';
import { clientOf } from './find-facts.js';
import { mysqlPeer } from './peers/mysql.js';
import { silent, type Peer } from './peers/peer.js';
import { postgresPeer } from './peers/postgres.js';
import { all, forHealthyPeers, generous, inserted, limit, outcomes, provesSufficient, slowness, unheeded, watched, type Call } from './proofs.js';

/** What both ask for when they have connected. */
const versions = { version: 'PostgreSQL 16.0', server_version: '16.0' };

let quiet: Peer | undefined;
let frozen: Peer | undefined;
let slow: Peer | undefined;
let frozenMysql: Peer | undefined;

beforeAll(async () => {
  [quiet, frozen, slow, frozenMysql] = await Promise.all([silent(), postgresPeer(), postgresPeer(slowness, versions), mysqlPeer()]);
});

afterAll(() => {
  for (const peer of [quiet, frozen, slow, frozenMysql]) peer?.close();
});

const at = (peer: Peer | undefined): { readonly host: string; readonly port: number; readonly username: string; readonly password: string; readonly database: string } => ({
  host: '127.0.0.1',
  port: peer?.port ?? 0,
  username: 'user',
  password: 'password',
  database: 'shop',
});
const urlOf = (peer: Peer | undefined, parameters = ''): string => `postgres://user:password@127.0.0.1:${peer?.port ?? 0}/shop${parameters}`;

/** Silent from the start, and after the login. */
const phases = (call: (peer: Peer | undefined) => PromiseLike<unknown>): readonly Call[] => [() => call(quiet), () => call(frozen)];

const limits = { connectionTimeoutMillis: limit, query_timeout: limit };

const sequelize = (peer: Peer | undefined, options: Options): Promise<unknown> => new Sequelize({ dialect: 'postgres', ...at(peer), logging: false, ...options }).query('SELECT 1');

provesSufficient('a Sequelize instance', clientOf(sequelizeFacts, 'Sequelize instance').timeout, {
  'dialectOptions.connectionTimeoutMillis + dialectOptions.query_timeout': phases((peer) => sequelize(peer, { dialectOptions: limits })),
  'dialectOptions.socketTimeout': [() => sequelize(frozenMysql, { dialect: 'mariadb', dialectOptions: { socketTimeout: limit } })],
});

describe.concurrent('what looks like a timeout of Sequelize', () => {
  it('bounds nothing', async () => {
    const calls = {
      none: () => sequelize(frozen, {}),
      'pool.acquire': () => sequelize(quiet, { pool: { acquire: unheeded } }),
      'dialectOptions.statement_timeout': () => sequelize(frozen, { dialectOptions: { statement_timeout: unheeded } }),
      'dialectOptions.connectTimeout': () => sequelize(frozenMysql, { dialect: 'mysql', dialectOptions: { connectTimeout: unheeded } }),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });
});

describe.concurrent('the text inserted for Sequelize', forHealthyPeers, () => {
  it('lets a slow query through', async () => {
    const roomy = { connectionTimeoutMillis: generous, query_timeout: generous };
    expect(clientOf(sequelizeFacts, 'Sequelize instance').timeout.insertions.map(inserted)).toEqual([{ dialectOptions: roomy }]);
    const calls = { query: () => sequelize(slow, { dialectOptions: roomy }) };
    expect(await outcomes(calls)).toEqual(all(calls, 'resolved'));
  });
});

const typeorm = async (peer: Peer | undefined, options: Partial<DataSourceOptions>): Promise<unknown> => {
  const source = await new DataSource(Object.assign({ type: 'postgres' as const, ...at(peer) }, options)).initialize();
  return source.query('SELECT 1');
};

provesSufficient('a TypeORM data source', clientOf(typeormFacts, 'TypeORM data source').timeout, {
  'connectTimeoutMS + extra.query_timeout': phases((peer) => typeorm(peer, { type: 'postgres', connectTimeoutMS: limit, extra: { query_timeout: limit } })),
  'extra.connectionTimeoutMillis + extra.query_timeout': phases((peer) => typeorm(peer, { type: 'postgres', extra: limits })),
  'enableQueryTimeout + maxQueryExecutionTime': [() => typeorm(frozenMysql, { type: 'mysql', enableQueryTimeout: true, maxQueryExecutionTime: limit })],
});

describe.concurrent('what looks like a timeout of TypeORM', () => {
  it('bounds nothing', async () => {
    const calls = {
      none: () => typeorm(frozen, {}),
      connectTimeoutMS: () => typeorm(frozen, { type: 'postgres', connectTimeoutMS: unheeded }),
      'extra.query_timeout': () => typeorm(quiet, { extra: { query_timeout: unheeded } }),
      maxQueryExecutionTime: () => typeorm(frozen, { maxQueryExecutionTime: unheeded }),
      'maxQueryExecutionTime, over mysql2': () => typeorm(frozenMysql, { type: 'mysql', maxQueryExecutionTime: unheeded }),
      'extra.statement_timeout': () => typeorm(frozen, { extra: { statement_timeout: unheeded } }),
      connectTimeout: () => typeorm(frozenMysql, { type: 'mysql', connectTimeout: unheeded }),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });
});

describe.concurrent('the text inserted for TypeORM', forHealthyPeers, () => {
  it('lets a slow query through', async () => {
    expect(clientOf(typeormFacts, 'TypeORM data source').timeout.insertions.map(inserted)).toEqual([{ connectTimeoutMS: generous, extra: { query_timeout: generous } }]);
    const calls = { query: () => typeorm(slow, { type: 'postgres', connectTimeoutMS: generous, extra: { query_timeout: generous } }) };
    expect(await outcomes(calls)).toEqual(all(calls, 'resolved'));
  });
});

const ignore = (): void => undefined;

const drizzled = async (connection: PoolConfig | string): Promise<unknown> => {
  const db = drizzle({ connection });
  db.$client.on('error', ignore);
  return await db.execute(sql`SELECT 1`);
};

/** A client that is in use has listeners of its own. */
const poolOf = (config: PoolConfig): pg.Pool => new pg.Pool(config).on('error', ignore).on('connect', (client) => client.on('error', ignore));

provesSufficient('a drizzle database over pg', clientOf(drizzleNodePostgres, 'drizzle database').timeout, {
  'connectionTimeoutMillis + query_timeout': phases((peer) => drizzled({ connectionString: urlOf(peer), ...limits })),
  'connectionTimeoutMillis + ?query_timeout': phases((peer) => drizzled({ connectionString: urlOf(peer, `?query_timeout=${limit}`), connectionTimeoutMillis: limit })),
});
provesSufficient('a drizzle database over postgres.js', clientOf(drizzlePostgresJs, 'drizzle database').timeout, {});
provesSufficient('a drizzle database over mysql2', clientOf(drizzleMysql2, 'drizzle database').timeout, {});

describe.concurrent('a drizzle database', () => {
  it('is bounded by its driver alone', async () => {
    const bounded = { bounded: async () => await drizzle({ client: poolOf({ connectionString: urlOf(frozen), ...limits }) }).execute(sql`SELECT 1`) };
    expect(await outcomes(bounded)).toEqual(all(bounded, 'rejected'));
    const calls = {
      pg: () => drizzled(urlOf(frozen)),
      'postgres.js': async () => await drizzleOverPostgresJs({ connection: { url: urlOf(frozen), fetch_types: false } }).execute(sql`SELECT 1`),
      mysql2: async () => await drizzleOverMysql(urlOf(frozenMysql).replace('postgres:', 'mysql:')).execute(sql`SELECT 1`),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });
});

describe.concurrent('the text inserted for drizzle over pg', forHealthyPeers, () => {
  it('lets a slow query through', async () => {
    const roomy = { connectionTimeoutMillis: generous, query_timeout: generous };
    expect(clientOf(drizzleNodePostgres, 'drizzle database').timeout.insertions.map(inserted)).toEqual([{ connection: roomy }]);
    const calls = { query: () => drizzled({ connectionString: urlOf(slow), ...roomy }) };
    expect(await outcomes(calls)).toEqual(all(calls, 'resolved'));
  });
});

const kysely = (config: PoolConfig): Promise<unknown> =>
  kyselySql`SELECT 1`.execute(new Kysely<Record<string, never>>({ dialect: new PostgresDialect({ pool: poolOf(config) }) }));

provesSufficient('a Kysely instance', clientOf(kyselyFacts, 'Kysely instance').timeout, {
  signal: { unproven: 'from 0.29 on, newer than what is installed here: clients.json has the experiment (kysely_signal)' },
});

describe.concurrent('a Kysely instance', () => {
  it('is bounded by its driver', async () => {
    const calls = Object.fromEntries(phases((peer) => kysely({ connectionString: urlOf(peer), ...limits })).map((call, index) => [String(index), call] as const));
    expect(await outcomes(calls)).toEqual(all(calls, 'rejected'));
    expect(await outcomes({ none: () => kysely({ connectionString: urlOf(frozen) }) }, watched)).toEqual({ none: 'pending' });
  });
});
