/** What the catalogue says of search engines and other stores with HTTP APIs, run against peers that accept and fall silent. */
import { createClient } from '@clickhouse/client';
import { Client as Elasticsearch } from '@elastic/elasticsearch';
import { Client as OpenSearch } from '@opensearch-project/opensearch';
import { Meilisearch } from 'meilisearch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clickhouse } from '../packages/analysis/src/catalog/database/clickhouse.js';
import { elasticsearch } from '../packages/analysis/src/catalog/database/elasticsearch.js';
import { meilisearch } from '../packages/analysis/src/catalog/database/meilisearch.js';
import { opensearch } from '../packages/analysis/src/catalog/database/opensearch.js';
import { clientOf } from './find-facts.js';
import { slow } from './peers/http.js';
import { silent, type Peer } from './peers/peer.js';
import { all, forHealthyPeers, generous, inserted, limit, outcomes, provesSufficient, slowness, unheeded, watched } from './proofs.js';

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

const facts = {
  meilisearch: clientOf(meilisearch, 'Meilisearch client').timeout,
  elasticsearch: clientOf(elasticsearch, 'Elasticsearch client').timeout,
  opensearch: clientOf(opensearch, 'OpenSearch client').timeout,
  clickhouse: clientOf(clickhouse, 'ClickHouse client').timeout,
};
const query = { index: 'books' };
const once = { maxRetries: 0 };

provesSufficient('a Meilisearch client', facts.meilisearch, {
  timeout: [() => new Meilisearch({ host: silentUrl, timeout: limit }).index('books').search('x')],
});

provesSufficient('an Elasticsearch client', facts.elasticsearch, {
  requestTimeout: [() => new Elasticsearch({ node: silentUrl, ...once, requestTimeout: limit }).search(query)],
  'requestTimeout of this call': [() => new Elasticsearch({ node: silentUrl, ...once }).search(query, { requestTimeout: limit })],
  signal: [() => new Elasticsearch({ node: silentUrl, ...once }).search(query, { signal: AbortSignal.timeout(limit) })],
});

provesSufficient('an OpenSearch client', facts.opensearch, {
  requestTimeout: [() => new OpenSearch({ node: silentUrl, ...once, requestTimeout: limit }).search(query)],
  'requestTimeout of this call': [() => new OpenSearch({ node: silentUrl, ...once }).search(query, { requestTimeout: limit })],
});

provesSufficient('a ClickHouse client', facts.clickhouse, {
  request_timeout: [() => createClient({ url: silentUrl, request_timeout: limit }).query({ query: 'SELECT 1' })],
  abort_signal: [() => createClient({ url: silentUrl }).query({ query: 'SELECT 1', abort_signal: AbortSignal.timeout(limit) })],
});

describe.concurrent('what looks like a timeout', () => {
  it('bounds nothing, nor does nothing', async () => {
    const calls = {
      'Meilisearch: none': () => new Meilisearch({ host: silentUrl }).index('books').search('x'),
      'Elasticsearch: none': () => new Elasticsearch({ node: silentUrl, ...once }).search(query),
      'Elasticsearch: in the query': () => new Elasticsearch({ node: silentUrl, ...once }).search(Object.assign({ requestTimeout: unheeded }, query)),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });
});

describe.concurrent('inserted texts', forHealthyPeers, () => {
  it('are those that are run here', () => {
    expect(facts.meilisearch.insertions.map(inserted)).toEqual([{ timeout: generous }]);
    expect(facts.elasticsearch.insertions.map(inserted)).toEqual([{ requestTimeout: generous }]);
  });

  it('let slow answers through', async () => {
    const calls = {
      Meilisearch: () => new Meilisearch({ host: slowUrl, timeout: generous }).health(),
      // The peer does not say that it is Elasticsearch, which the client complains of only once it has its answer.
      Elasticsearch: () => new Elasticsearch({ node: slowUrl, ...once, requestTimeout: generous }).ping().catch((error: unknown) => {
        if (!(error instanceof Error) || error.name !== 'ProductNotSupportedError') throw error;
      }),
    };
    expect(await outcomes(calls)).toEqual(all(calls, 'resolved'));
  });
});
