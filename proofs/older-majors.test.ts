/** What the catalogue says of older majors than the newest, run against peers that accept and fall silent. */
import { Client as Appwrite, Databases } from 'appwrite-11';
import { AzureKeyCredential, SearchClient } from 'azure-search-12';
import { App } from 'bolt-4';
import { OAuth2Client } from 'google-auth-9';
import { HfInference } from 'hugging-face-2';
import { InferenceClient } from 'hugging-face-3';
import { ChatOpenAI, OpenAIEmbeddings } from 'langchain-openai-0';
import { createClient as createLibsql } from 'libsql-14';
import { Pinecone } from 'pinecone-5';
import Replicate from 'replicate-0';
import { createClient as createSanity } from 'sanity-6';
import { IncomingWebhook } from 'slack-webhook-7';
import { Redis as UpstashRedis } from 'upstash-redis-1.35.0';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import vault, { type VaultOptions } from 'vault-10';
import { nodeVault } from '../packages/analysis/src/catalog/sdk/node-vault.js';
import { clientOf } from './find-facts.js';
import { slow } from './peers/http.js';
import { silent, type Peer } from './peers/peer.js';
import { all, forHealthyPeers, generous, inserted, limit, outcomes, slowness, watched } from './proofs.js';

let mute: Peer;
let slowPeer: Peer;

beforeAll(async () => {
  [mute, slowPeer] = await Promise.all([silent(), slow(slowness, { ok: true })]);
});

afterAll(() => {
  for (const peer of [mute, slowPeer]) peer.close();
});

const at = ({ port }: Peer): string => `http://127.0.0.1:${port}`;
const deadline = () => AbortSignal.timeout(limit);
const timely: typeof fetch = (input, init) => fetch(input, { ...init, signal: deadline() });

const databases = () => new Databases(new Appwrite().setEndpoint(`${at(mute)}/v1`).setProject('shop').setKey('key'));

const app = (clientOptions: { readonly timeout?: number } = {}): App =>
  new App({
    token: 'token',
    signingSecret: 'secret',
    tokenVerificationEnabled: false,
    clientOptions: { slackApiUrl: `${at(mute)}/`, retryConfig: { retries: 0 }, ...clientOptions },
  });

interface SearchOptions {
  readonly requestOptions?: { readonly timeout: number };
  readonly abortSignal?: AbortSignal;
}

const count = (options: SearchOptions = {}): Promise<unknown> =>
  new SearchClient(at(mute), 'orders', new AzureKeyCredential('key'), { allowInsecureConnection: true, retryOptions: { maxRetries: 0 } }).getDocumentsCount(options);

const google = (transporterOptions: { readonly timeout?: number } = {}): OAuth2Client =>
  new OAuth2Client({
    clientId: 'id',
    clientSecret: 'secret',
    credentials: { access_token: 'token' },
    endpoints: { oauth2TokenUrl: at(mute), oauth2FederatedSignonPemCertsUrl: at(mute) },
    transporterOptions,
  });

const features2 = (options: { readonly signal?: AbortSignal; readonly fetch?: typeof fetch } = {}): Promise<unknown> =>
  new HfInference('hf_token').featureExtraction({ inputs: 'hello', model: at(mute) }, options);
const features3 = (options: { readonly signal?: AbortSignal; readonly fetch?: typeof fetch } = {}): Promise<unknown> =>
  new InferenceClient('hf_token', { endpointUrl: at(mute) }).featureExtraction({ inputs: 'hello' }, options);

const ofOpenAi = (options: { readonly timeout?: number } = {}) => ({ apiKey: 'key', maxRetries: 0, configuration: { baseURL: at(mute) }, ...options });

const replicate = (options: { readonly fetch?: typeof fetch } = {}): Promise<unknown> =>
  new Replicate({ auth: 'token', baseUrl: at(mute), ...options }).predictions.create({ model: 'owner/model', input: {} });

const pinecone = (options: { readonly fetchApi?: typeof fetch } = {}): Pinecone => new Pinecone({ apiKey: 'key', controllerHostUrl: at(mute), ...options });

const articles = (options: { readonly timeout?: number } = {}, ofQuery: { readonly timeout?: number; readonly signal?: AbortSignal } = {}): Promise<unknown> =>
  createSanity({ projectId: 'shop', dataset: 'd', apiHost: at(mute), useProjectHostname: false, useCdn: false, maxRetries: 0, ...options }).fetch('*', {}, ofQuery);

const post = (options: { readonly timeout?: number } = {}): Promise<unknown> => new IncomingWebhook(at(mute), options).send('shipped');

/** Its types lack what its older ones had. */
interface OlderVaultOptions extends VaultOptions {
  readonly rpDefaults?: { readonly timeout: number };
}

const secret = (peer: Peer, options: OlderVaultOptions = {}): Promise<unknown> => vault({ endpoint: at(peer), token: 'token', ...options }).read('secret/shop');
describe.concurrent('older majors without a timeout', () => {
  it('wait', async () => {
    const calls = {
      'node-appwrite 11': () => databases().list(),
      '@azure/search-documents 12': () => count(),
      '@slack/bolt 4': () => app().client.auth.test(),
      'google-auth-library 9': () => google().getToken('code'),
      'the certificates of Google': () => google().getFederatedSignonCertsAsync(),
      '@huggingface/inference 2': () => features2(),
      '@huggingface/inference 3': () => features3(),
      '@langchain/openai 0.1': () => new ChatOpenAI(ofOpenAi()).invoke('hello'),
      'embeddings of @langchain/openai 0.1': () => new OpenAIEmbeddings(ofOpenAi()).embedQuery('hello'),
      'replicate 0.29': () => replicate(),
      '@libsql/client 0.14': () => createLibsql({ url: at(mute) }).execute('SELECT 1'),
      '@pinecone-database/pinecone 5': () => pinecone().listIndexes(),
      'a query of Pinecone': () => pinecone().index('orders', at(mute)).query({ id: '1', topK: 1 }),
      '@sanity/client 6': () => articles(),
      '@slack/webhook 7': () => post(),
      'node-vault 0.10': () => secret(mute),
      'node-vault 0.10, which does not know requestOptions': () => secret(mute, { requestOptions: { timeout: limit } }),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });
});

describe.concurrent('older majors with a timeout', () => {
  it('are bounded', async () => {
    const calls = {
      '@azure/search-documents 12': () => count({ requestOptions: { timeout: limit } }),
      '@azure/search-documents 12, a signal': () => count({ abortSignal: deadline() }),
      '@slack/bolt 4': () => app({ timeout: limit }).client.auth.test(),
      'google-auth-library 9': () => google({ timeout: limit }).getFederatedSignonCertsAsync(),
      'google-auth-library 9, a request': () => google().request({ url: at(mute), timeout: limit, retry: false }),
      '@huggingface/inference 2': () => features2({ signal: deadline() }),
      '@huggingface/inference 2, a fetch': () => features2({ fetch: timely }),
      '@huggingface/inference 3': () => features3({ signal: deadline() }),
      '@huggingface/inference 3, a fetch': () => features3({ fetch: timely }),
      '@langchain/openai 0.1': () => new ChatOpenAI(ofOpenAi({ timeout: limit })).invoke('hello'),
      'embeddings of @langchain/openai 0.1': () => new OpenAIEmbeddings(ofOpenAi({ timeout: limit })).embedQuery('hello'),
      'replicate 0.29, a fetch': () => replicate({ fetch: timely }),
      '@libsql/client 0.14': () => createLibsql({ url: at(mute), fetch: timely }).execute('SELECT 1'),
      '@pinecone-database/pinecone 5': () => pinecone({ fetchApi: timely }).listIndexes(),
      '@sanity/client 6': () => articles({ timeout: limit }),
      '@sanity/client 6, a query': () => articles({}, { timeout: limit }),
      '@sanity/client 6, a signal': () => articles({}, { signal: deadline() }),
      '@slack/webhook 7': () => post({ timeout: limit }),
      'node-vault 0.10': () => secret(mute, { rpDefaults: { timeout: limit } }),
    };
    expect(await outcomes(calls)).toEqual(all(calls, 'rejected'));
  });
});

const upstash = (options: object): UpstashRedis =>
  new UpstashRedis({ url: at(slowPeer), token: 'token', retry: false, enableAutoPipelining: false, ...options });

describe('a signal as a function', () => {
  it('fails every command of @upstash/redis before 1.35.1', async () => {
    await expect(upstash({ signal: () => AbortSignal.timeout(generous) }).exists('a')).rejects.toThrow('AbortSignal');
    await expect(upstash({ signal: AbortSignal.timeout(generous) }).exists('a')).rejects.toThrow('Request did not return a result');
  });
});

describe.concurrent('a text inserted for an older major', forHealthyPeers, () => {
  it('lets a slow answer through', async () => {
    const rpDefaults = { timeout: generous };
    expect(clientOf(nodeVault, 'Vault client').timeout.insertions.map(inserted)).toContainEqual({ rpDefaults });
    const calls = { 'node-vault 0.10': () => secret(slowPeer, { rpDefaults }) };
    expect(await outcomes(calls)).toEqual(all(calls, 'resolved'));
  });
});
