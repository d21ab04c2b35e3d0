/** What the catalogue says of HTTP clients beyond fetch, undici, axios and got, run against peers that accept and fall silent. */
import { once } from 'node:events';
import http, { type ClientRequest, type RequestOptions } from 'node:http';
import { ApolloClient, HttpLink, InMemoryCache, gql } from '@apollo/client/core';
import { createTRPCClient, httpBatchLink, httpLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { Client as UrqlClient, fetchExchange } from '@urql/core';
import { GraphQLClient, request as graphqlRequest } from 'graphql-request';
import ky from 'ky';
import needle from 'needle';
import nodeFetch from 'node-fetch';
import { $fetch, ofetch } from 'ofetch';
import request from 'request';
import superagent from 'superagent';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import wretch from 'wretch';
import AbortAddon from 'wretch/addons/abort';
import { apolloClient } from '../packages/analysis/src/catalog/http/apollo-client.js';
import { graphqlRequest as graphqlFacts } from '../packages/analysis/src/catalog/http/graphql-request.js';
import { ky as kyFacts } from '../packages/analysis/src/catalog/http/ky.js';
import { needle as needleFacts } from '../packages/analysis/src/catalog/http/needle.js';
import { nodeFetch as nodeFetchFacts } from '../packages/analysis/src/catalog/http/node-fetch.js';
import { nodeHttp } from '../packages/analysis/src/catalog/http/node-http.js';
import { ofetch as ofetchFacts } from '../packages/analysis/src/catalog/http/ofetch.js';
import { request as requestFacts } from '../packages/analysis/src/catalog/http/request.js';
import { superagent as superagentFacts } from '../packages/analysis/src/catalog/http/superagent.js';
import { wretch as wretchFacts } from '../packages/analysis/src/catalog/http/wretch.js';
import { trpcClient } from '../packages/analysis/src/catalog/rpc/trpc-client.js';
import { clientOf, functionOf } from './find-facts.js';
import { slow, stalling } from './peers/http.js';
import { silent, type Peer } from './peers/peer.js';
import { all, forHealthyPeers, generous, inserted, limit, outcome, outcomes, provesSufficient, slowness, unheeded, watched, type Call } from './proofs.js';

let peers: readonly Peer[] = [];
let silentUrl = '';
let stalledUrl = '';
let slowUrl = '';

beforeAll(async () => {
  peers = await Promise.all([silent(), stalling(), slow(slowness)]);
  [silentUrl = '', stalledUrl = '', slowUrl = ''] = peers.map(({ port }) => `http://127.0.0.1:${port}/`);
});

afterAll(() => {
  for (const peer of peers) peer.close();
});

/** Silent before the headers, and within the body. */
const both = (call: (url: string) => PromiseLike<unknown>): readonly Call[] => [() => call(silentUrl), () => call(stalledUrl)];
const deadline = (): AbortSignal => AbortSignal.timeout(limit);

/** Reads the whole answer, as a promise. */
function answered(url: string, options: RequestOptions, prepare?: (sent: ClientRequest) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = http.get(url, options, (response) => response.resume().on('end', resolve).on('error', reject));
    sent.on('error', reject);
    prepare?.(sent);
  });
}

describe('node:http', () => {
  const destroys: readonly ((sent: ClientRequest) => void)[] = [
    (sent) => sent.on('timeout', () => sent.destroy(new Error('late'))),
    (sent) => sent.setTimeout(limit, () => sent.destroy(new Error('late'))),
    (sent) => setTimeout(() => sent.destroy(new Error('late')), limit),
  ];

  provesSufficient('a request', functionOf(nodeHttp, 'request|get').timeout, {
    signal: both((url) => answered(url, { signal: deadline() })),
    'signal beside the URL': both((url) => answered(url, { signal: deadline() })),
    'its end': destroys.flatMap((prepare) => both((url) => answered(url, { timeout: limit }, prepare))),
  });

  it('is bounded by a listener alone: the global agent has a timeout', async () => {
    const call = () => answered(silentUrl, {}, (sent) => sent.on('timeout', () => sent.destroy(new Error('late'))));
    expect(await outcome(call, 10_000)).toBe('rejected');
  }, 20_000);

  it('is not bounded by a timeout that nobody hears, or that is only told', async () => {
    const calls = {
      timeout: () => answered(silentUrl, { timeout: limit }),
      setTimeout: () => answered(silentUrl, {}, (sent) => sent.setTimeout(limit)),
      'a listener that tells': () => answered(silentUrl, { timeout: limit }, (sent) => sent.on('timeout', () => undefined)),
      'the timeout of an agent': () => answered(silentUrl, { agent: new http.Agent({ timeout: limit }) }),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });

  it("emits 'error' for a refused connection, which once() rejects with", async () => {
    const closed = await silent();
    closed.close();
    const sent = http.get(`http://127.0.0.1:${closed.port}/`);
    expect(await outcome(() => once(sent, 'response'))).toBe('rejected');
  });
});

const never = { retry: 0 };
const laterMajor = { unproven: 'ky 2 has it: see experiments ky_total_bh' };

provesSufficient('ky', functionOf(kyFacts, '').timeout, {
  timeout: [() => ky(silentUrl, { ...never, timeout: limit })],
  totalTimeout: laterMajor,
  signal: both((url) => ky(url, { ...never, timeout: false, signal: deadline() }).text()),
});

provesSufficient('a ky instance', clientOf(kyFacts, 'ky instance').timeout, {
  timeout: [() => ky.create({ ...never, timeout: limit })(silentUrl), () => ky.extend({ ...never, timeout: limit }).get(silentUrl)],
  totalTimeout: laterMajor,
  signal: both((url) => ky.create({ ...never, timeout: false, signal: deadline() }).get(url).text()),
  'timeout of this call': [() => ky.create(never).get(silentUrl, { timeout: limit })],
  'totalTimeout of this call': laterMajor,
  'signal of this call': both((url) => ky.create({ ...never, timeout: false }).get(url, { signal: deadline() }).text()),
});

provesSufficient('node-fetch', functionOf(nodeFetchFacts, '').timeout, {
  timeout: { unproven: 'version 2 has it: see experiments nodefetch_timeoutopt_bh @node-fetch 2.7.0' },
  signal: both(async (url) => (await nodeFetch(url, { signal: deadline() })).text()),
});

provesSufficient('superagent', functionOf(superagentFacts, '').timeout, {
  timeout: both((url) => superagent.get(url).timeout(limit)),
  'timeout.deadline': [...both((url) => superagent.post(url).timeout({ deadline: limit })), ...both((url) => superagent.agent().timeout({ deadline: limit }).get(url))],
});

/** `request` with a callback, as a promise. */
function requested(send: (callback: (error: unknown) => void) => unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    send((error) => (error === null ? resolve() : reject(error)));
  });
}

provesSufficient('request', functionOf(requestFacts, '').timeout, {
  timeout: both((url) => requested((callback) => request({ url, timeout: limit }, callback))),
  'timeout beside the URL': both((url) => requested((callback) => request.get(url, { timeout: limit }, callback))),
});

provesSufficient('a request instance', clientOf(requestFacts, 'request instance').timeout, {
  timeout: both((url) => requested((callback) => request.defaults({ timeout: limit })(url, callback))),
  'timeout of this call': both((url) => requested((callback) => request.defaults({}).get({ url, timeout: limit }, callback))),
  'timeout beside the URL': both((url) => requested((callback) => request.defaults({})(url, { timeout: limit }, callback))),
});

const document = gql`query { films { title } }`;

provesSufficient('a GraphQL request', functionOf(graphqlFacts, '').timeout, {
  signal: both((url) => graphqlRequest({ url, document, signal: deadline() })),
});

provesSufficient('a GraphQL client', clientOf(graphqlFacts, 'GraphQL client').timeout, {
  signal: both((url) => new GraphQLClient(url).request({ document, signal: deadline() })),
  'signal of the client': both((url) => new GraphQLClient(url, { signal: deadline() }).request(document)),
});

const apollo = (uri: string, options: object = {}): ApolloClient => new ApolloClient({ link: new HttpLink({ uri, ...options }), cache: new InMemoryCache() });

provesSufficient('an Apollo client', clientOf(apolloClient, 'Apollo client').timeout, {
  signal: both((url) => apollo(url).query({ query: document, context: { fetchOptions: { signal: deadline() } } })),
  'signal of the link': both((url) => apollo(url, { fetchOptions: { signal: deadline() } }).query({ query: document })),
});

provesSufficient('ofetch', functionOf(ofetchFacts, '').timeout, {
  timeout: [() => ofetch(silentUrl, { ...never, timeout: limit }), () => $fetch.raw(silentUrl, { ...never, timeout: limit })],
  signal: both((url) => ofetch(url, { ...never, signal: deadline() })),
});

provesSufficient('an ofetch instance', clientOf(ofetchFacts, 'ofetch instance').timeout, {
  timeout: [() => ofetch.create({ ...never, timeout: limit })(silentUrl)],
  'timeout of this call': [() => ofetch.create(never)(silentUrl, { timeout: limit })],
  signal: both((url) => ofetch.create(never)(url, { signal: deadline() })),
});

provesSufficient('ofetch.native', functionOf(ofetchFacts, 'native').timeout, {
  signal: both(async (url) => (await ofetch.native(url, { signal: deadline() })).text()),
  'headersTimeout + bodyTimeout': { unproven: 'it is the global fetch: see http.test.ts' },
});

provesSufficient('wretch', clientOf(wretchFacts, 'wretch request').timeout, {
  setTimeout: both((url) => wretch(url).addon(AbortAddon()).get().setTimeout(limit).text()),
  signal: [...both((url) => wretch(url, { signal: deadline() }).get().text()), ...both((url) => wretch(url).options({ signal: deadline() }).get().text())],
});

const limits = { response_timeout: limit, read_timeout: limit };

provesSufficient('needle()', functionOf(needleFacts, '').timeout, {
  'response_timeout + read_timeout': both((url) => needle('post', url, {}, limits)),
  signal: both((url) => needle('post', url, {}, { signal: deadline() })),
  'response_timeout without data + read_timeout without data': both((url) => needle('get', url, limits)),
  'signal without data': both((url) => needle('get', url, { signal: deadline() })),
});

provesSufficient('needle.get', functionOf(needleFacts, 'get|head').timeout, {
  'response_timeout + read_timeout': both((url) => requested((callback) => needle.get(url, limits, callback))),
  signal: both((url) => requested((callback) => needle.get(url, { signal: deadline() }, callback))),
});

provesSufficient('needle.post', functionOf(needleFacts, 'post|put|patch|delete').timeout, {
  'response_timeout + read_timeout': both((url) => requested((callback) => needle.post(url, {}, limits, callback))),
  signal: both((url) => requested((callback) => needle.post(url, {}, { signal: deadline() }, callback))),
});

provesSufficient('needle.request', functionOf(needleFacts, 'request').timeout, {
  'response_timeout + read_timeout': both((url) => requested((callback) => needle.request('get', url, {}, limits, callback))),
  signal: both((url) => requested((callback) => needle.request('get', url, {}, { signal: deadline() }, callback))),
});

/** Its types follow those of the server, of which nothing is known here. */
interface Procedure {
  query(input: unknown, options?: { readonly signal?: AbortSignal }): Promise<unknown>;
}

function procedure(url: string, link: typeof httpLink | typeof httpBatchLink, own: typeof fetch = fetch): Procedure {
  const client: unknown = createTRPCClient<AnyTRPCRouter>({ links: [link({ url, fetch: (input, { signal = null, ...init } = {}) => own(input.toString(), { ...init, signal }) })] });
  if (!isRouter(client)) throw new Error('Expected a tRPC client');
  return client.films;
}

function isRouter(client: unknown): client is { readonly films: Procedure } {
  return typeof client === 'function' || typeof client === 'object';
}

provesSufficient('a tRPC client', clientOf(trpcClient, 'tRPC client').timeout, {
  signal: [...both((url) => procedure(url, httpLink).query({}, { signal: deadline() })), ...both((url) => procedure(url, httpBatchLink).query({}, { signal: deadline() }))],
});

/** Its own fetch, with a deadline. */
const hurried: typeof fetch = (input, init) => fetch(input, { ...init, signal: deadline() });

describe.concurrent('a fetch that sets a signal', () => {
  it('bounds those that take one', async () => {
    const calls = {
      'graphql-request': () => new GraphQLClient(silentUrl, { fetch: hurried }).request(document),
      apollo: () => apollo(silentUrl, { fetch: hurried }).query({ query: document }),
      trpc: () => procedure(silentUrl, httpBatchLink, hurried).query({}),
    };
    expect(await outcomes(calls)).toEqual(all(calls, 'rejected'));
  });

  it('bounds urql, whose answer holds the failure', async () => {
    const { error } = await new UrqlClient({ url: silentUrl, exchanges: [fetchExchange], preferGetMethod: false, fetch: hurried }).query(document, {}).toPromise();
    expect(error?.networkError?.name).toBe('TimeoutError');
  });
});

describe.concurrent('what looks like a timeout', () => {
  it('bounds nothing', async () => {
    const calls = {
      'ky: timeout false': () => ky(silentUrl, { ...never, timeout: false }),
      'node-fetch 3: timeout': () => nodeFetch(silentUrl, Object.assign({ method: 'GET' }, { timeout: unheeded })),
      'superagent: response, in a body': () => superagent.get(stalledUrl).timeout({ response: unheeded }),
      'superagent: upload': () => superagent.get(silentUrl).timeout(Object.assign({ response: 0 }, { upload: unheeded })),
      'graphql-request: timeout': () => new GraphQLClient(silentUrl, Object.assign({ headers: {} }, { timeout: unheeded })).request(document),
      'urql: signal in fetchOptions': () =>
        new UrqlClient({ url: silentUrl, exchanges: [fetchExchange], preferGetMethod: false, fetchOptions: { signal: deadline() } }).query(document, {}).toPromise(),
      'needle: timeout': () => needle('get', silentUrl, { timeout: unheeded }),
      'needle: open_timeout': () => needle('get', silentUrl, { open_timeout: unheeded }),
      'needle: response_timeout, in a body': () => needle('get', stalledUrl, { response_timeout: unheeded }),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });

  it('is missed: all of them wait where nothing is set', async () => {
    const calls = {
      ky: () => ky(silentUrl, never),
      'a ky instance': () => ky.create(never).get(silentUrl),
      'node-fetch': () => nodeFetch(silentUrl),
      superagent: () => superagent.get(silentUrl),
      'a superagent agent': () => superagent.agent().get(silentUrl),
      request: () => requested((callback) => request(silentUrl, callback)),
      'a request instance': () => requested((callback) => request.defaults({}).get({ url: silentUrl }, callback)),
      'graphql-request': () => graphqlRequest({ url: silentUrl, document }),
      'a GraphQL client': () => new GraphQLClient(silentUrl).request({ document }),
      'an Apollo client': () => apollo(silentUrl).query({ query: document }),
      ofetch: () => ofetch.raw(silentUrl, never),
      'ofetch.native': () => ofetch.native(silentUrl),
      wretch: () => wretch(silentUrl).addon(AbortAddon()).get().text(),
      needle: () => needle('post', silentUrl, {}),
      'a tRPC client': () => procedure(silentUrl, httpBatchLink).query({}),
      'node:http': () => answered(silentUrl, {}),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });

  it('of ofetch ends with the headers, and is nothing beside a signal', async () => {
    const calls = {
      'in a body': () => ofetch(stalledUrl, { ...never, timeout: unheeded }),
      'beside a signal': () => ofetch(silentUrl, { ...never, timeout: unheeded, signal: new AbortController().signal }),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });
});

describe.concurrent('inserted texts', forHealthyPeers, () => {
  it('are those that are run here', () => {
    expect(functionOf(nodeFetchFacts, '').timeout.insertions.map(inserted)).toEqual([{ timeout: generous }, { signal: 'AbortSignal.timeout' }]);
    expect(functionOf(requestFacts, '').timeout.insertions.map(inserted)).toEqual([{ timeout: generous }, { timeout: generous }]);
    expect(clientOf(requestFacts, 'request instance').timeout.insertions.map(inserted)).toEqual([{ timeout: generous }]);
    expect(functionOf(graphqlFacts, '').timeout.insertions.map(inserted)).toEqual([{ signal: 'AbortSignal.timeout' }]);
    expect(functionOf(ofetchFacts, '').timeout.insertions.map(inserted)).toEqual([{ timeout: generous }]);
    expect(clientOf(ofetchFacts, 'ofetch instance').timeout.insertions.map(inserted)).toEqual([{ timeout: generous }]);
  });

  it('let slow answers through', async () => {
    const calls = {
      'node-fetch': async () => (await nodeFetch(slowUrl, { signal: AbortSignal.timeout(generous) })).text(),
      request: () => requested((callback) => request.get(slowUrl, { timeout: generous }, callback)),
      'request instance': () => requested((callback) => request.defaults({ timeout: generous })(slowUrl, callback)),
      'graphql-request': () => graphqlRequest({ url: slowUrl, document, signal: AbortSignal.timeout(generous) }).catch((error: unknown) => answeredBadly(error)),
      ofetch: () => ofetch(slowUrl, { timeout: generous }),
      'ofetch instance': () => ofetch.create({ timeout: generous })(slowUrl),
    };
    expect(await outcomes(calls)).toEqual(all(calls, 'resolved'));
  });
});

/** The slow peer speaks no GraphQL: that it answered is enough. */
function answeredBadly(error: unknown): void {
  if (error instanceof Error && error.name === 'TimeoutError') throw error;
}
