/** What the catalogue says of stores with HTTP APIs of their own, run against peers that accept and fall silent. */
import http from 'node:http';
import { BigQuery, type BigQueryOptions } from '@google-cloud/bigquery';
import { Storage, type StorageOptions } from '@google-cloud/storage';
import { createClient } from '@libsql/client';
import { QdrantClient, type QdrantClientParams } from '@qdrant/js-client-rest';
import { Client as Minio } from 'minio';
import vault, { type VaultOptions } from 'node-vault';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bigquery } from '../packages/analysis/src/catalog/database/bigquery.js';
import { libsql } from '../packages/analysis/src/catalog/database/libsql.js';
import { qdrant } from '../packages/analysis/src/catalog/database/qdrant.js';
import { googleCloudStorage } from '../packages/analysis/src/catalog/sdk/google-cloud-storage.js';
import { minio } from '../packages/analysis/src/catalog/sdk/minio.js';
import { nodeVault } from '../packages/analysis/src/catalog/sdk/node-vault.js';
import { clientOf } from './find-facts.js';
import { slow, stalling } from './peers/http.js';
import { silent, type Peer } from './peers/peer.js';
import { all, forHealthyPeers, generous, inserted, limit, outcomes, provesSufficient, slowness, unheeded, watched } from './proofs.js';

let mute: Peer;
let stalled: Peer;
let slowPeer: Peer;
let slowQdrant: Peer;

beforeAll(async () => {
  [mute, stalled, slowPeer, slowQdrant] = await Promise.all([silent(), stalling(), slow(slowness), slow(slowness, { result: { collections: [] } })]);
});

afterAll(() => {
  for (const peer of [mute, stalled, slowPeer, slowQdrant]) peer.close();
});

const urlOf = ({ port }: Peer): string => `http://127.0.0.1:${port}`;
const timely: typeof fetch = (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(limit) });

const file = (peer: Peer, options: StorageOptions) =>
  new Storage({ projectId: 'shop', apiEndpoint: urlOf(peer), useAuthWithCustomEndpoint: false, retryOptions: { autoRetry: false }, ...options }).bucket('b').file('f');

provesSufficient('a Google Cloud Storage client', clientOf(googleCloudStorage, 'Google Cloud Storage client').timeout, {
  timeout: [
    () => file(mute, { timeout: limit }).getMetadata(),
    () => file(mute, { timeout: limit }).download(),
    () => file(mute, { timeout: limit }).save('text', { resumable: false }),
    () => file(stalled, { timeout: limit }).getMetadata(),
  ],
});

/** Signs nothing, and asks nobody for a token. */
const authClient = new (class {
  readonly getRequestHeaders = (): Promise<Headers> => Promise.resolve(new Headers());
  readonly getAccessToken = (): Promise<{ token: string }> => Promise.resolve({ token: 'token' });
  readonly on = (): void => undefined;
})();

const dataset = (peer: Peer, options: BigQueryOptions = {}): Promise<unknown> =>
  new BigQuery(Object.assign({ projectId: 'shop', apiEndpoint: urlOf(peer), autoRetry: false, ...options }, { authClient })).dataset('orders').getMetadata();

provesSufficient('a BigQuery client', clientOf(bigquery, 'BigQuery client').timeout, {});

const exists = (agent?: http.Agent): Promise<unknown> =>
  new Minio({
    endPoint: '127.0.0.1',
    port: mute.port,
    useSSL: false,
    accessKey: 'a',
    secretKey: 'b',
    region: 'here',
    ...(agent === undefined ? {} : { transportAgent: agent }),
  }).bucketExists('orders');

provesSufficient('a MinIO client', clientOf(minio, 'MinIO client').timeout, {});

const secret = (peer: Peer, options: VaultOptions): Promise<unknown> => vault({ endpoint: urlOf(peer), token: 'token', ...options }).read('secret/shop');

provesSufficient('a Vault client', clientOf(nodeVault, 'Vault client').timeout, {
  timeout: [() => secret(mute, { requestOptions: { timeout: limit } })],
  'rpDefaults.timeout': [() => secret(mute, Object.assign({ apiVersion: 'v1' }, { rpDefaults: { timeout: limit } }))],
});

const collections = (peer: Peer, options: QdrantClientParams): Promise<unknown> =>
  new QdrantClient({ url: urlOf(peer), checkCompatibility: false, ...options }).getCollections();

provesSufficient('a Qdrant client', clientOf(qdrant, 'Qdrant client').timeout, { timeout: [() => collections(mute, { timeout: limit })] });

provesSufficient('a libSQL client', clientOf(libsql, 'libSQL client').timeout, {});

describe.concurrent('stores without a timeout, or with what looks like one', () => {
  it('wait', async () => {
    const calls = {
      'Google Cloud Storage': () => file(mute, {}).getMetadata(),
      'Google Cloud Storage: 0': () => file(mute, { timeout: 0 }).getMetadata(),
      BigQuery: () => dataset(mute),
      'BigQuery: timeout': () => dataset(mute, Object.assign({ autoRetry: false }, { timeout: unheeded })),
      MinIO: () => exists(),
      'MinIO: timeout of an agent': () => exists(new http.Agent({ timeout: unheeded })),
      Vault: () => secret(mute, {}),
      'Vault: 0': () => secret(mute, { requestOptions: { timeout: 0 } }),
      Qdrant: () => collections(mute, {}),
      'Qdrant: timeout of the query': () => new QdrantClient({ url: urlOf(mute), checkCompatibility: false }).query('orders', { timeout: 1 }),
      libSQL: () => createClient({ url: urlOf(mute) }).execute('SELECT 1'),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });

  it('end with a fetch that has a deadline, where they take one', async () => {
    const calls = {
      libSQL: () => createClient({ url: urlOf(mute), fetch: timely }).execute('SELECT 1'),
    };
    expect(await outcomes(calls)).toEqual(all(calls, 'rejected'));
  });
});

describe.concurrent('the texts inserted for stores', forHealthyPeers, () => {
  it('let slow answers through', async () => {
    const requestOptions = { timeout: generous };
    expect(clientOf(nodeVault, 'Vault client').timeout.insertions.map(inserted)).toEqual([{ requestOptions }, { rpDefaults: requestOptions }]);
    expect(clientOf(qdrant, 'Qdrant client').timeout.insertions.map(inserted)).toEqual([{ timeout: generous }]);
    const calls = {
      'BigQuery, whose requests do go to the peer': () => dataset(slowPeer),
      Vault: () => secret(slowPeer, { requestOptions }),
      Qdrant: () => collections(slowQdrant, { timeout: generous }),
    };
    expect(await outcomes(calls)).toEqual(all(calls, 'resolved'));
  });
});
