/** What the catalogue says of databases behind HTTP and WebSockets, run against servers that fall silent. */
import http from 'node:http';
import net from 'node:net';
import { neon, neonConfig, Client as NeonClient, Pool as NeonPool, type PoolConfig } from '@neondatabase/serverless';
import { connect } from '@planetscale/database';
import { createClient } from '@supabase/supabase-js';
import { drizzle as drizzleOverHttp } from 'drizzle-orm/neon-http';
import { drizzle as drizzleOverWebSocket } from 'drizzle-orm/neon-serverless';
import { sql as drizzleSql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer, createWebSocketStream } from 'ws';
import { drizzleNeonHttp } from '../packages/analysis/src/catalog/database/drizzle-neon-http.js';
import { drizzleNeonServerless } from '../packages/analysis/src/catalog/database/drizzle-neon-serverless.js';
import { drizzlePlanetscale } from '../packages/analysis/src/catalog/database/drizzle-planetscale.js';
import { neon as neonFacts } from '../packages/analysis/src/catalog/database/neon.js';
import { planetscale as planetscaleFacts } from '../packages/analysis/src/catalog/database/planetscale.js';
import { supabase as supabaseFacts } from '../packages/analysis/src/catalog/database/supabase.js';
import { clientOf } from './find-facts.js';
import { slow, stalling } from './peers/http.js';
import { listen, silent, type Peer } from './peers/peer.js';
import { postgresPeer } from './peers/postgres.js';
import { all, forHealthyPeers, generous, inserted, limit, outcomes, provesSufficient, slowness, unheeded, watched, type Call } from './proofs.js';

let peers: readonly Peer[] = [];
let quiet: Peer | undefined;
let stalled: Peer | undefined;
let slowHttp: Peer | undefined;
/** Speaks WebSocket, and PostgreSQL within: falls silent after the login. */
let frozen: Peer | undefined;

beforeAll(async () => {
  const postgres = await postgresPeer();
  peers = [postgres, ...(await Promise.all([silent(), stalling(), slow(slowness), bridgeTo(postgres)]))];
  [, quiet, stalled, slowHttp, frozen] = peers;
  neonConfig.webSocketConstructor = WebSocket;
  neonConfig.useSecureWebSocket = false;
  neonConfig.pipelineConnect = false;
  neonConfig.wsProxy = (host, port) => `${host}:${port}/v1`;
  neonConfig.fetchEndpoint = (host, port) => `http://${host}:${port}/sql`;
});

afterAll(() => {
  for (const peer of peers) peer.close();
});

function bridgeTo({ port }: Peer): Promise<Peer> {
  const server = http.createServer();
  new WebSocketServer({ server }).on('connection', (webSocket) => {
    const stream = createWebSocketStream(webSocket);
    const socket = net.connect(port, '127.0.0.1');
    for (const end of [stream, socket]) end.on('error', () => socket.destroy());
    stream.pipe(socket).pipe(stream);
  });
  return listen(server);
}

const urlOf = (peer: Peer | undefined, parameters = ''): string => `postgres://user:password@127.0.0.1:${peer?.port ?? 0}/shop${parameters}`;
const deadline = (): { readonly fetchOptions: { readonly signal: AbortSignal } } => ({ fetchOptions: { signal: AbortSignal.timeout(limit) } });

provesSufficient('a Neon query function', clientOf(neonFacts, 'Neon query function').timeout, {
  'signal of this query': [
    async () => await neon(urlOf(quiet)).query('SELECT 1', [], deadline()),
    async () => await neon(urlOf(stalled)).query('SELECT 1', [], deadline()),
  ],
  'signal of this transaction': [
    async () => {
      const sql = neon(urlOf(quiet));
      return sql.transaction([sql`SELECT 1`], deadline());
    },
  ],
  'signal of all queries': [async () => await neon(urlOf(quiet), deadline())`SELECT 1`],
});

const ignore = (): void => undefined;

async function queryPool(config: PoolConfig): Promise<unknown> {
  const pool = new NeonPool(config);
  pool.on('error', ignore);
  return pool.query('SELECT 1');
}

async function queryClient(config: PoolConfig): Promise<unknown> {
  const client = new NeonClient(config);
  client.on('error', ignore);
  await client.connect();
  return client.query('SELECT 1');
}

const limits = { connectionTimeoutMillis: limit, query_timeout: limit };

/** Silent from the start, and after the login. */
const phases = (call: (config: PoolConfig) => PromiseLike<unknown>): Readonly<Record<string, readonly Call[]>> => ({
  'connectionTimeoutMillis + query_timeout': [() => call({ connectionString: urlOf(quiet), ...limits }), () => call({ connectionString: urlOf(frozen), ...limits })],
  'connectionTimeoutMillis + ?query_timeout': [
    () => call({ connectionString: urlOf(quiet, `?query_timeout=${limit}`), connectionTimeoutMillis: limit }),
    () => call({ connectionString: urlOf(frozen, `?query_timeout=${limit}`), connectionTimeoutMillis: limit }),
  ],
});

provesSufficient('a Neon pool', clientOf(neonFacts, 'Neon pool').timeout, phases(queryPool));
provesSufficient('a Neon client', clientOf(neonFacts, 'Neon client').timeout, phases(queryClient));
provesSufficient('a drizzle database over Neon', clientOf(drizzleNeonServerless, 'drizzle database').timeout, phases((connection) => drizzled(connection)));
provesSufficient('a drizzle database over Neon by HTTP', clientOf(drizzleNeonHttp, 'drizzle database').timeout, {});

async function drizzled(connection: PoolConfig): Promise<unknown> {
  const db = drizzleOverWebSocket({ connection });
  db.$client.on('error', ignore);
  return await db.execute(drizzleSql`SELECT 1`);
}

describe.concurrent('Neon without a limit', () => {
  it('waits', async () => {
    const calls = {
      http: async () => await neon(urlOf(quiet))`SELECT 1`,
      pool: () => queryPool({ connectionString: urlOf(frozen) }),
      'connectionTimeoutMillis alone': () => queryPool({ connectionString: urlOf(frozen), connectionTimeoutMillis: unheeded }),
      'query_timeout alone': () => queryPool({ connectionString: urlOf(quiet), query_timeout: unheeded }),
      drizzle: async () => await drizzleOverHttp(urlOf(quiet)).execute(drizzleSql`SELECT 1`),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });
});

const insecure = (input: string, init: object = {}): Promise<Response> => fetch(input.replace('https:', 'http:'), init);
const limited = (input: string, init: object = {}): Promise<Response> => insecure(input, { ...init, signal: AbortSignal.timeout(limit) });
const planetscale = (options: Parameters<typeof connect>[0], peer = quiet): Promise<unknown> => connect({ host: `127.0.0.1:${peer?.port ?? 0}`, username: 'u', password: 'p', ...options }).execute('SELECT 1');

provesSufficient('a PlanetScale connection', clientOf(planetscaleFacts, 'PlanetScale connection').timeout, {});
provesSufficient('a drizzle database over PlanetScale', clientOf(drizzlePlanetscale, 'drizzle database').timeout, {});

describe.concurrent('a PlanetScale connection', () => {
  it('is bounded by a fetch with a deadline alone', async () => {
    expect(await outcomes({ limited: () => planetscale({ fetch: limited }) })).toEqual({ limited: 'rejected' });
    expect(await outcomes({ none: () => planetscale({ fetch: insecure }) }, watched)).toEqual({ none: 'pending' });
  });
});

type SupabaseOptions = NonNullable<Parameters<typeof createClient>[2]>;

/** Node 20 has no WebSocket of its own. */
const realtime: object = { realtime: { transport: WebSocket } };

const orders = (peer: Peer | undefined, options: SupabaseOptions) =>
  createClient(`http://127.0.0.1:${peer?.port ?? 0}`, 'key', { ...options, ...realtime }).from('orders');

/** Its answer holds the failure. */
async function select(peer: Peer | undefined, options: SupabaseOptions = {}, signal?: AbortSignal): Promise<unknown> {
  const query = orders(peer, options).select('*');
  const { data, error } = await (signal === undefined ? query : query.abortSignal(signal));
  if (error !== null) throw new Error(error.message);
  return data;
}

provesSufficient('a Supabase client', clientOf(supabaseFacts, 'Supabase client').timeout, {
  'db.timeout': [() => select(quiet, { db: { timeout: limit } })],
  '.abortSignal()': [() => select(quiet, {}, AbortSignal.timeout(limit)), () => select(stalled, {}, AbortSignal.timeout(limit))],
});

describe.concurrent('a Supabase client', () => {
  it('is bounded by a fetch with a deadline, and waits without one', async () => {
    const timely: typeof fetch = (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(limit) });
    // A read would be tried four times, with a growing delay between.
    const insert = async (): Promise<unknown> => await orders(quiet, { global: { fetch: timely } }).insert({ id: 1 }).throwOnError();
    expect(await outcomes({ insert })).toEqual({ insert: 'rejected' });
    expect(await outcomes({ none: () => select(quiet) }, watched)).toEqual({ none: 'pending' });
  });
});

describe.concurrent('the text inserted for Supabase', forHealthyPeers, () => {
  it('lets a slow query through', async () => {
    expect(clientOf(supabaseFacts, 'Supabase client').timeout.insertions.map(inserted)).toEqual([{ db: { timeout: generous } }]);
    const calls = { select: () => select(slowHttp, { db: { timeout: generous } }) };
    expect(await outcomes(calls)).toEqual(all(calls, 'resolved'));
  });
});
