/** What the catalogue says of Azure's clients, run against peers that accept and fall silent. */
import { AzureNamedKeyCredential, TableClient } from '@azure/data-tables';
import { SecretClient } from '@azure/keyvault-secrets';
import { AzureKeyCredential, SearchClient } from '@azure/search-documents';
import { QueueClient } from '@azure/storage-queue';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { azureStorageQueue } from '../packages/analysis/src/catalog/queue/azure-storage-queue.js';
import { azureDataTables } from '../packages/analysis/src/catalog/sdk/azure-data-tables.js';
import { azureKeyvaultSecrets } from '../packages/analysis/src/catalog/sdk/azure-keyvault-secrets.js';
import { azureSearchDocuments } from '../packages/analysis/src/catalog/sdk/azure-search-documents.js';
import { clientOf } from './find-facts.js';
import { slow } from './peers/http.js';
import { silent, type Peer } from './peers/peer.js';
import { all, forHealthyPeers, generous, limit, outcomes, provesSufficient, slowness, watched } from './proofs.js';

let mute: Peer;
let secrets: Peer;

beforeAll(async () => {
  [mute, secrets] = await Promise.all([silent(), slow(slowness, { id: 'https://127.0.0.1/secrets/name/1', value: 'secret', attributes: {} })]);
});

afterAll(() => {
  for (const peer of [mute, secrets]) peer.close();
});

interface CallOptions {
  readonly requestOptions?: { readonly timeout: number };
  readonly abortSignal?: AbortSignal;
}

const urlOf = ({ port }: Peer): string => `http://127.0.0.1:${port}`;
const once = { allowInsecureConnection: true, retryOptions: { maxRetries: 0 } };
const credential = { getToken: () => Promise.resolve({ token: 'token', expiresOnTimestamp: Date.now() + 3_600_000 }) };

const secret = (peer: Peer, options: CallOptions = {}): Promise<unknown> =>
  new SecretClient(urlOf(peer), credential, { ...once, disableChallengeResourceVerification: true }).getSecret('name', options);
const entity = (options: CallOptions = {}): Promise<unknown> =>
  new TableClient(urlOf(mute), 'orders', new AzureNamedKeyCredential('account', 'a2V5'), once).getEntity('p', 'r', options);
const count = (options: CallOptions = {}): Promise<unknown> =>
  new SearchClient(urlOf(mute), 'orders', new AzureKeyCredential('key'), once).getDocumentsCount(options);
const send = (options: { readonly abortSignal?: AbortSignal } = {}): Promise<unknown> =>
  new QueueClient(`${urlOf(mute)}/account/orders`, undefined, { retryOptions: { maxTries: 1 } }).sendMessage('shipped', options);

const deadline = () => ({ abortSignal: AbortSignal.timeout(limit) });
const requestOptions = { timeout: limit };

provesSufficient('a Key Vault client', clientOf(azureKeyvaultSecrets, 'Key Vault client').timeout, {
  'timeout of this call': [() => secret(mute, { requestOptions })],
  abortSignal: [() => secret(mute, deadline())],
});

provesSufficient('an Azure Table client', clientOf(azureDataTables, 'Azure Table client').timeout, {
  'timeout of this call': [() => entity({ requestOptions })],
  abortSignal: [() => entity(deadline())],
});

provesSufficient('an Azure Search client', clientOf(azureSearchDocuments, 'Azure Search client').timeout, {
  'timeout of this call': [() => count({ requestOptions })],
  abortSignal: [() => count(deadline())],
});

provesSufficient('an Azure Queue client', clientOf(azureStorageQueue, 'Azure Queue client').timeout, { abortSignal: [() => send(deadline())] });

describe.concurrent('Azure’s clients', () => {
  it('wait where a call sets nothing', async () => {
    const calls = {
      'Key Vault': () => secret(mute),
      'Key Vault: 0': () => secret(mute, { requestOptions: { timeout: 0 } }),
      Tables: () => entity(),
      Search: () => count(),
      Queue: () => send(),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });
});

describe.concurrent('a slow Key Vault', forHealthyPeers, () => {
  it('answers within the timeout of a call', async () => {
    expect(await outcomes({ secret: () => secret(secrets, { requestOptions: { timeout: generous } }) })).toEqual({ secret: 'resolved' });
  });
});
