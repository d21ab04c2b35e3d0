/** What the catalogue says of SDKs that wrap fetch, axios or another SDK, run against a peer that accepts and never answers. */
import { Configuration as OryConfiguration, FrontendApi } from '@ory/client';
import { Pinecone } from '@pinecone-database/pinecone';
import { App } from '@slack/bolt';
import axios from 'axios';
import { OAuth2Client } from 'google-auth-library';
import { Client as Appwrite, Databases } from 'node-appwrite';
import { Configuration, PlaidApi } from 'plaid';
import Replicate from 'replicate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Catalog } from '../packages/analysis/src/catalog/catalog.js';
import { replicate as replicateFacts } from '../packages/analysis/src/catalog/ai/replicate.js';
import { pinecone as pineconeFacts } from '../packages/analysis/src/catalog/database/pinecone.js';
import { googleAuthLibrary } from '../packages/analysis/src/catalog/sdk/google-auth-library.js';
import { nodeAppwrite } from '../packages/analysis/src/catalog/sdk/node-appwrite.js';
import { openapiAxios } from '../packages/analysis/src/catalog/sdk/openapi-axios.js';
import { slackBolt } from '../packages/analysis/src/catalog/sdk/slack-bolt.js';
import { clientOf } from './find-facts.js';
import { methodsOf } from './methods.js';
import { slow } from './peers/http.js';
import { silent, type Peer } from './peers/peer.js';
import { all, forHealthyPeers, generous, inserted, limit, outcomes, provesSufficient, slowness, unheeded, watched } from './proofs.js';

let silentPeer: Peer;
let slowPeer: Peer;

beforeAll(async () => {
  [silentPeer, slowPeer] = await Promise.all([silent(), slow(slowness, { ok: true })]);
});

afterAll(() => {
  for (const peer of [silentPeer, slowPeer]) peer.close();
});

const at = ({ port }: Peer) => `http://127.0.0.1:${port}`;
const deadline = () => ({ signal: AbortSignal.timeout(limit) });

const replicate = (peer: Peer, options: ConstructorParameters<typeof Replicate>[0] & { readonly timeout?: number } = {}): Replicate =>
  new Replicate({ auth: 'token', baseUrl: at(peer), ...options });
const input = { model: 'owner/model', input: {} };

provesSufficient('a Replicate client', clientOf(replicateFacts, 'Replicate client').timeout, {
  'signal of what is created': [() => replicate(silentPeer).predictions.create({ ...input, ...deadline() })],
  'signal of what is asked for': [() => replicate(silentPeer).predictions.get('1', deadline())],
});

const app = (peer: Peer, clientOptions: { readonly timeout?: number } = {}): App =>
  new App({
    token: 'token',
    signingSecret: 'secret',
    tokenVerificationEnabled: false,
    clientOptions: { slackApiUrl: `${at(peer)}/`, retryConfig: { retries: 0 }, ...clientOptions },
  });

provesSufficient('a Slack app', clientOf(slackBolt, 'Slack app').timeout, {
  timeout: [() => app(silentPeer, { timeout: limit }).client.auth.test()],
});

const plaid = (peer: Peer, baseOptions: object = {}): PlaidApi => new PlaidApi(new Configuration({ basePath: at(peer), baseOptions }));
const ory = (peer: Peer, baseOptions: object = {}): FrontendApi => new FrontendApi(new OryConfiguration({ basePath: at(peer), baseOptions }));

provesSufficient('an API client over axios', clientOf(openapiAxios, 'API client over axios').timeout, {
  timeout: [
    () => plaid(silentPeer, { timeout: limit }).accountsGet({ access_token: 'token' }),
    () => ory(silentPeer, { timeout: limit }).toSession(),
  ],
  'timeout of this call': [
    () => plaid(silentPeer).accountsGet({ access_token: 'token' }, { timeout: limit }),
    () => ory(silentPeer).toSession({}, { timeout: limit }),
  ],
  'signal of this call': [
    () => plaid(silentPeer).accountsGet({ access_token: 'token' }, deadline()),
    () => ory(silentPeer).toSession({}, deadline()),
  ],
});

const google = (peer: Peer, transporterOptions: { readonly timeout?: number } = {}): OAuth2Client =>
  new OAuth2Client({
    clientId: 'id',
    clientSecret: 'secret',
    endpoints: { oauth2TokenUrl: at(peer), oauth2FederatedSignonPemCertsUrl: at(peer), oauth2RevokeUrl: at(peer) },
    transporterOptions,
  });

provesSufficient('a Google OAuth2 client', clientOf(googleAuthLibrary, 'Google OAuth2 client').timeout, {
  timeout: [
    // Not getToken: what it has posted emits an error that nobody hears.
    () => google(silentPeer, { timeout: limit }).getFederatedSignonCertsAsync(),
    () => google(silentPeer, { timeout: limit }).request({ url: at(silentPeer), retry: false }),
  ],
  'timeout of this request': [() => google(silentPeer).request({ url: at(silentPeer), timeout: limit, retry: false })],
});

provesSufficient('a Pinecone client', clientOf(pineconeFacts, 'Pinecone client').timeout, {});

const pinecone = (peer: Peer, options: { readonly fetchApi?: typeof fetch; readonly timeout?: number } = {}): Pinecone =>
  new Pinecone({ apiKey: 'key', controllerHostUrl: at(peer), maxRetries: 0, ...options });

provesSufficient('an Appwrite client', clientOf(nodeAppwrite, 'Appwrite client').timeout, {});

const databases = (peer: Peer): Databases => new Databases(new Appwrite().setEndpoint(`${at(peer)}/v1`).setProject('shop').setKey('key'));

describe.concurrent('an axios instance that an API client is given', () => {
  it('bounds it', async () => {
    const instance = axios.create({ timeout: limit });
    const calls = {
      // What the third argument of the constructor sets.
      plaid: () => Object.assign(plaid(silentPeer), { axios: instance }).accountsGet({ access_token: 'token' }),
      ory: () => Object.assign(ory(silentPeer), { axios: instance }).toSession(),
    };
    expect(await outcomes(calls)).toEqual(all(calls, 'rejected'));
  });
});

describe.concurrent('without a timeout', () => {
  it('each waits, whatever looks like one', async () => {
    const calls = {
      replicate: () => replicate(silentPeer).models.list(),
      'a run with a signal': () => replicate(silentPeer).run('owner/model', { input: {}, ...deadline() }),
      'a Replicate client with a timeout': () => replicate(silentPeer, { timeout: unheeded }).models.list(),
      bolt: () => app(silentPeer).client.auth.test(),
      plaid: () => plaid(silentPeer).accountsGet({ access_token: 'token' }),
      ory: () => ory(silentPeer).toSession(),
      google: () => google(silentPeer).getToken('code'),
      'the certificates of Google': () => google(silentPeer).getFederatedSignonCertsAsync(),
      pinecone: () => pinecone(silentPeer).listIndexes(),
      'a query of Pinecone': () => pinecone(silentPeer).index({ host: at(silentPeer) }).query({ id: '1', topK: 1 }),
      appwrite: () => databases(silentPeer).list(),
      'a Pinecone client with a timeout': () => pinecone(silentPeer, { timeout: unheeded }).listIndexes(),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });
});

describe.concurrent('what bounds them', forHealthyPeers, () => {
  it('lets a slow answer through', async () => {
    expect(slackBolt.clients.flatMap(({ timeout }) => timeout.insertions.map(inserted))).toEqual([{ clientOptions: { timeout: generous } }]);
    const bounded: typeof fetch = (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(generous) });
    const calls = {
      replicate: () => replicate(slowPeer, { fetch: bounded }).models.list(),
      bolt: () => app(slowPeer, { timeout: generous }).client.auth.test(),
      plaid: () => plaid(slowPeer, { timeout: generous }).accountsGet({ access_token: 'token' }),
      ory: () => ory(slowPeer, { timeout: generous }).toSession(),
      google: () => google(slowPeer, { timeout: generous }).getToken('code'),
      pinecone: () => pinecone(slowPeer, { fetchApi: bounded }).listIndexes(),
    };
    expect(await outcomes(calls)).toEqual(all(calls, 'resolved'));
  });
});

describe('nearly every operation of Plaid', () => {
  it('is known by the end of its name', () => {
    const catalog = new Catalog([openapiAxios]);
    const operations = methodsOf(new PlaidApi(new Configuration())).filter((path) => path.length === 1);
    expect(operations.length).toBeGreaterThan(300);
    const known = operations.filter((path) => catalog.callsOf(clientOf(openapiAxios, 'API client over axios'), path).length > 0);
    expect(known.length / operations.length).toBeGreaterThan(0.75);
  });
});
