/** What the catalogue says of SDKs that wrap fetch, axios or another SDK, run against a peer that accepts and never answers. */
import { Configuration as OryConfiguration, FrontendApi } from '@ory/client';
import { App } from '@slack/bolt';
import axios from 'axios';
import { Configuration, PlaidApi } from 'plaid';
import Replicate from 'replicate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replicate as replicateFacts } from '../packages/analysis/src/catalog/ai/replicate.js';
import { openapiAxios } from '../packages/analysis/src/catalog/sdk/openapi-axios.js';
import { slackBolt } from '../packages/analysis/src/catalog/sdk/slack-bolt.js';
import { clientOf } from './find-facts.js';
import { slowJson } from './peers/http.js';
import { silent, type Peer } from './peers/peer.js';
import { all, forHealthyPeers, generous, inserted, limit, outcomes, provesSufficient, slowness, watched } from './proofs.js';

let silentPeer: Peer;
let slowPeer: Peer;

beforeAll(async () => {
  [silentPeer, slowPeer] = await Promise.all([silent(), slowJson(slowness, { ok: true })]);
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
      'a Replicate client with a timeout': () => replicate(silentPeer, { timeout: limit }).models.list(),
      bolt: () => app(silentPeer).client.auth.test(),
      plaid: () => plaid(silentPeer).accountsGet({ access_token: 'token' }),
      ory: () => ory(silentPeer).toSession(),
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
    };
    expect(await outcomes(calls)).toEqual(all(calls, 'resolved'));
  });
});
