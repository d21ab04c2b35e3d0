/** What the catalogue says of clients of content and account platforms, run against peers that accept and fall silent. */
import { createClient, type ClientConfig, type QueryParams } from '@sanity/client';
import { createClient as createContentful, type CreateClientParams } from 'contentful';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentful } from '../packages/analysis/src/catalog/sdk/contentful.js';
import { sanity } from '../packages/analysis/src/catalog/sdk/sanity.js';
import { clientOf } from './find-facts.js';
import { slow } from './peers/http.js';
import { silent, type Peer } from './peers/peer.js';
import { all, forHealthyPeers, generous, inserted, limit, outcomes, provesSufficient, slowness, watched } from './proofs.js';

let mute: Peer;
let slowPeer: Peer;

beforeAll(async () => {
  [mute, slowPeer] = await Promise.all([silent(), slow(slowness)]);
});

afterAll(() => {
  for (const peer of [mute, slowPeer]) peer.close();
});

const urlOf = ({ port }: Peer): string => `http://127.0.0.1:${port}`;

interface QueryOptions {
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

const noParams: QueryParams = {};

const articles = (peer: Peer, options: ClientConfig, ofQuery: QueryOptions = {}): Promise<unknown> =>
  createClient({
    projectId: 'p',
    dataset: 'd',
    apiHost: urlOf(peer),
    useProjectHostname: false,
    useCdn: false,
    apiVersion: '2025-01-01',
    maxRetries: 0,
    ...options,
  }).fetch('*', noParams, ofQuery);

provesSufficient('a Sanity client', clientOf(sanity, 'Sanity client').timeout, {
  timeout: [() => articles(mute, { timeout: limit })],
  'timeout of this query': [() => articles(mute, {}, { timeout: limit })],
  'signal of this query': [() => articles(mute, {}, { signal: AbortSignal.timeout(limit) })],
});

const entry = (peer: Peer, options: Partial<CreateClientParams>): Promise<unknown> =>
  createContentful({ space: 's', accessToken: 'a', host: `127.0.0.1:${peer.port}`, insecure: true, retryOnError: false, ...options }).getEntry('article');

provesSufficient('a Contentful client', clientOf(contentful, 'Contentful client').timeout, { timeout: [() => entry(mute, { timeout: limit })] });

describe.concurrent('platforms without a timeout, or with one that is off', () => {
  it('wait', async () => {
    const calls = {
      Sanity: () => articles(mute, {}),
      'Sanity: 0': () => articles(mute, { timeout: 0 }),
      'Contentful: 0': () => entry(mute, { timeout: 0 }),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });
});

describe.concurrent('the texts inserted for platforms', forHealthyPeers, () => {
  it('let slow answers through', async () => {
    expect(clientOf(sanity, 'Sanity client').timeout.insertions.map(inserted)).toEqual([{ timeout: generous }]);
    const calls = { Sanity: () => articles(slowPeer, { timeout: generous }) };
    expect(await outcomes(calls)).toEqual(all(calls, 'resolved'));
  });
});
