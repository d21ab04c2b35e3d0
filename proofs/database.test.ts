/** What the catalogue says of databases, run against peers that log clients in and then fall silent. */
import { setTimeout as wait } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import mongoose, { type ConnectOptions, type Model } from 'mongoose';
import pg, { type ClientConfig, type PoolConfig } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mongoose as mongooseFacts } from '../packages/analysis/src/catalog/database/mongoose.js';
import { pg as pgFacts } from '../packages/analysis/src/catalog/database/pg.js';
import { prisma as prismaFacts } from '../packages/analysis/src/catalog/database/prisma.js';
import { clientOf } from './find-facts.js';
import { mongoPeer } from './peers/mongo.js';
import { silent, type Peer } from './peers/peer.js';
import { postgresPeer } from './peers/postgres.js';
import { all, forHealthyPeers, generous, inserted, limit, outcome, outcomes, provesSufficient, slowness, unheeded, watched, type Call } from './proofs.js';

/** Silent from the start, silent after the login, and healthy but slow. */
let postgres: { readonly silent: Peer; readonly frozen: Peer; readonly slow: Peer };
let mongo: typeof postgres;

beforeAll(async () => {
  const [quiet, frozenPostgres, slowPostgres, frozenMongo, slowMongo] = await Promise.all(
    [silent(), postgresPeer(), postgresPeer(slowness), mongoPeer(), mongoPeer(slowness)],
  );
  postgres = { silent: quiet, frozen: frozenPostgres, slow: slowPostgres };
  mongo = { silent: quiet, frozen: frozenMongo, slow: slowMongo };
});

afterAll(async () => {
  await mongoose.disconnect();
  for (const { silent: quiet, frozen, slow } of [postgres, mongo]) for (const peer of [quiet, frozen, slow]) peer.close();
});

const ignore = (): void => undefined;

const postgresUrl = ({ port }: Peer, parameters = ''): string => `postgres://user:password@127.0.0.1:${port}/shop${parameters}`;

async function queryPool(config: PoolConfig): Promise<unknown> {
  const pool = new pg.Pool(config);
  pool.on('error', ignore);
  return pool.query('SELECT 1');
}

async function queryClient(config: ClientConfig | string): Promise<unknown> {
  const client = new pg.Client(config);
  client.on('error', ignore);
  await client.connect();
  return client.query('SELECT 1');
}

async function queryAdapter(config: PoolConfig): Promise<unknown> {
  const adapter = await new PrismaPg(config).connect();
  return adapter.queryRaw({ sql: 'SELECT 1', args: [], argTypes: [] });
}

const limits = { connectionTimeoutMillis: limit, query_timeout: limit };

/** Silent from the start, and after the login. */
const phases = (call: (
  config: { readonly connectionString: string; readonly connectionTimeoutMillis: number; readonly query_timeout?: number },
) => PromiseLike<unknown>): Readonly<Record<string, readonly Call[]>> => ({
  'connectionTimeoutMillis + query_timeout': [
    () => call({ connectionString: postgresUrl(postgres.silent), ...limits }),
    () => call({ connectionString: postgresUrl(postgres.frozen), ...limits }),
  ],
  'connectionTimeoutMillis + ?query_timeout': [
    () => call({ connectionString: postgresUrl(postgres.silent, `?query_timeout=${limit}`), connectionTimeoutMillis: limit }),
    () => call({ connectionString: postgresUrl(postgres.frozen, `?query_timeout=${limit}`), connectionTimeoutMillis: limit }),
  ],
});

provesSufficient('a pg Pool', clientOf(pgFacts, 'pg Pool').timeout, phases(queryPool));
provesSufficient('a pg Client', clientOf(pgFacts, 'pg Client').timeout, phases(queryClient));
provesSufficient('a PrismaPg adapter', clientOf(prismaFacts, 'PrismaPg adapter').timeout, phases(queryAdapter));
provesSufficient('a PrismaClient', clientOf(prismaFacts, 'PrismaClient').timeout, {
  '?socket_timeout': { unproven: 'needs the engine that Prisma had up to 6, which is a binary of its own: known from the manual' },
});

describe.concurrent('what looks like a timeout of pg', () => {
  it('bounds nothing', async () => {
    const calls = {
      'query_timeout alone': () => queryPool({ connectionString: postgresUrl(postgres.silent), query_timeout: unheeded }),
      'connectionTimeoutMillis alone': () => queryPool({ connectionString: postgresUrl(postgres.frozen), connectionTimeoutMillis: unheeded }),
      statement_timeout: () => queryPool({ connectionString: postgresUrl(postgres.frozen), connectionTimeoutMillis: unheeded, statement_timeout: unheeded }),
      '?statement_timeout': () => queryPool({ connectionString: postgresUrl(postgres.frozen, `?statement_timeout=${unheeded}`), connectionTimeoutMillis: unheeded }),
      '?connect_timeout': () => queryClient(postgresUrl(postgres.silent, '?connect_timeout=1')),
      '?connectionTimeoutMillis': () => queryClient(postgresUrl(postgres.silent, `?connectionTimeoutMillis=${unheeded}`)),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });

  it('is no string given to a Pool, which throws', () => {
    expect(() => {
      Reflect.construct(pg.Pool, [postgresUrl(postgres.slow)]);
    }).toThrow(TypeError);
  });
});

describe.concurrent('the text inserted for pg', forHealthyPeers, () => {
  it('lets a slow query through', async () => {
    const roomy = { connectionTimeoutMillis: generous, query_timeout: generous };
    for (const facts of [clientOf(pgFacts, 'pg Pool'), clientOf(pgFacts, 'pg Client'), clientOf(prismaFacts, 'PrismaPg adapter')]) {
      expect(facts.timeout.insertions.map(inserted)).toEqual([roomy]);
    }
    const config = { connectionString: postgresUrl(postgres.slow), ...roomy };
    const calls = { Pool: () => queryPool(config), Client: () => queryClient(config), PrismaPg: () => queryAdapter(config) };
    expect(await outcomes(calls)).toEqual(all(calls, 'resolved'));
  });
});

const mongoUrl = ({ port }: Peer, parameters = ''): string => `mongodb://127.0.0.1:${port}/shop${parameters}`;

/** Finds a document on a connection of its own. */
async function find(url: string, options: ConnectOptions): Promise<unknown> {
  const things = await open(url, options);
  return things.findOne({ name: 'a' });
}

async function open(url: string, options: ConnectOptions): Promise<Model<{ readonly name?: string | null }>> {
  const connection = await mongoose.createConnection(url, { autoIndex: false, autoCreate: false, ...options }).asPromise();
  return connection.model('Thing', new mongoose.Schema({ name: String }));
}

provesSufficient('a mongoose connection', clientOf(mongooseFacts, 'mongoose connection').timeout, {
  socketTimeoutMS: [() => find(mongoUrl(mongo.frozen), { socketTimeoutMS: limit })],
  '?socketTimeoutMS': [() => find(mongoUrl(mongo.frozen, `?socketTimeoutMS=${limit}`), {})],
  timeoutMS: [() => find(mongoUrl(mongo.frozen), { timeoutMS: limit })],
  '?timeoutMS': [() => find(mongoUrl(mongo.frozen, `?timeoutMS=${limit}`), {})],
});

describe.concurrent('what looks like a timeout of mongoose', () => {
  it('bounds nothing once the server has been found; finding it is bounded', async () => {
    const calls = {
      none: () => find(mongoUrl(mongo.frozen), {}),
      serverSelectionTimeoutMS: () => find(mongoUrl(mongo.frozen), { serverSelectionTimeoutMS: unheeded }),
      connectTimeoutMS: () => find(mongoUrl(mongo.frozen), { connectTimeoutMS: unheeded }),
      waitQueueTimeoutMS: () => find(mongoUrl(mongo.frozen), { waitQueueTimeoutMS: unheeded }),
      bufferTimeoutMS: () => find(mongoUrl(mongo.frozen), Object.assign({ connectTimeoutMS: 30_000 }, { bufferTimeoutMS: unheeded })),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
    expect(await outcome(() => find(mongoUrl(mongo.silent), { serverSelectionTimeoutMS: limit }))).toBe('rejected');
  });
});

describe.concurrent('the text inserted for mongoose', forHealthyPeers, () => {
  it('lets a slow operation through, and an idle connection live', async () => {
    expect(clientOf(mongooseFacts, 'mongoose connection').timeout.insertions.map(inserted)).toEqual([{ socketTimeoutMS: generous }]);
    const things = await open(mongoUrl(mongo.slow), { socketTimeoutMS: generous });
    expect(await outcome(() => things.findOne({ name: 'a' }))).toBe('resolved');
    await wait(generous * 1.2);
    expect(await outcome(() => things.findOne({ name: 'a' }))).toBe('resolved');
  });
});
