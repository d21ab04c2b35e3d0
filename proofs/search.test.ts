/** What the catalogue says of search engines, run against peers that accept and fall silent. */
import { Meilisearch } from 'meilisearch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { meilisearch } from '../packages/analysis/src/catalog/database/meilisearch.js';
import { clientOf } from './find-facts.js';
import { slow } from './peers/http.js';
import { silent, type Peer } from './peers/peer.js';
import { all, forHealthyPeers, generous, inserted, limit, outcomes, provesSufficient, slowness, watched } from './proofs.js';

let peers: readonly Peer[] = [];
let silentUrl = '';
let slowUrl = '';

beforeAll(async () => {
  peers = await Promise.all([silent(), slow(slowness)]);
  [silentUrl = '', slowUrl = ''] = peers.map(({ port }) => `http://127.0.0.1:${port}`);
});

afterAll(() => {
  for (const peer of peers) peer.close();
});

const { timeout } = clientOf(meilisearch, 'Meilisearch client');

provesSufficient('a Meilisearch client', timeout, {
  timeout: [() => new Meilisearch({ host: silentUrl, timeout: limit }).index('books').search('x')],
});

describe.concurrent('Meilisearch', () => {
  it('waits where nothing is set', async () => {
    const calls = { search: () => new Meilisearch({ host: silentUrl }).index('books').search('x') };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });

  it('gets slow answers with the inserted text', forHealthyPeers, async () => {
    expect(timeout.insertions.map(inserted)).toEqual([{ timeout: generous }]);
    const calls = { search: () => new Meilisearch({ host: slowUrl, timeout: generous }).health() };
    expect(await outcomes(calls)).toEqual(all(calls, 'resolved'));
  });
});
