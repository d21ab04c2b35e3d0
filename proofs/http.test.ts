/** What the catalogue says of HTTP clients, run against peers that accept and fall silent. */
import axios from 'axios';
import got from 'got';
import { Agent, Client, Pool, RetryAgent, fetch as undiciFetch, getGlobalDispatcher, request, setGlobalDispatcher } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axios as axiosFacts } from '../packages/analysis/src/catalog/http/axios.js';
import { fetch as fetchFacts } from '../packages/analysis/src/catalog/http/fetch.js';
import { got as gotFacts } from '../packages/analysis/src/catalog/http/got.js';
import { undici as undiciFacts } from '../packages/analysis/src/catalog/http/undici.js';
import { clientOf, functionOf } from './find-facts.js';
import { slow, stalling, streaming } from './peers/http.js';
import { silent, type Peer } from './peers/peer.js';
import { all, forHealthyPeers, generous, inserted, limit, outcomes, provesSufficient, slowness, unheeded, watched, type Call } from './proofs.js';

/** The healthy stream lasts longer, with shorter gaps. */
const second = 1000;

let peers: readonly Peer[] = [];
let silentUrl = '';
let stalledUrl = '';
let slowUrl = '';
let streamUrl = '';

beforeAll(async () => {
  peers = await Promise.all([silent(), stalling(), slow(slowness), streaming(second / 4, 6)]);
  [silentUrl = '', stalledUrl = '', slowUrl = '', streamUrl = ''] = peers.map(({ port }) => `http://127.0.0.1:${port}/`);
});

afterAll(() => {
  for (const peer of peers) peer.close();
});

/** Silent before the headers, and within the body. */
const both = (call: (url: string) => PromiseLike<unknown>): readonly Call[] => [() => call(silentUrl), () => call(stalledUrl)];

const limits = { headersTimeout: limit, bodyTimeout: limit };

provesSufficient('fetch', functionOf(fetchFacts, '').timeout, {
  signal: both(async (url) => (await fetch(url, { signal: AbortSignal.timeout(limit) })).text()),
  'headersTimeout + bodyTimeout': both(async (url) => (await undiciFetch(url, { dispatcher: new Agent(limits) })).text()),
});

provesSufficient('undici request', functionOf(undiciFacts, 'request|stream|pipeline').timeout, {
  'headersTimeout + bodyTimeout': both(async (url) => (await request(url, limits)).body.text()),
  signal: both(async (url) => (await request(url, { signal: AbortSignal.timeout(limit) })).body.text()),
  'headersTimeout of its dispatcher + bodyTimeout of its dispatcher': both(async (url) => (await request(url, { dispatcher: new Agent(limits) })).body.text()),
});

const get = { path: '/', method: 'GET' } as const;

provesSufficient('an undici dispatcher', clientOf(undiciFacts, 'undici dispatcher').timeout, {
  'headersTimeout + bodyTimeout': [
    async () => (await new Agent(limits).request({ origin: silentUrl, ...get })).body.text(),
    async () => (await new Pool(stalledUrl, limits).request(get)).body.text(),
    async () => (await new Client(silentUrl, limits).request(get)).body.text(),
    async () => (await new RetryAgent(new Agent(limits), { maxRetries: 0 }).request({ origin: silentUrl, ...get })).body.text(),
  ],
  'headersTimeout of this call + bodyTimeout of this call': both(async (url) => (await new Agent().request({ origin: url, ...get, ...limits })).body.text()),
  signal: both(async (url) => (await new Agent().request({ origin: url, ...get, signal: AbortSignal.timeout(limit) })).body.text()),
});

provesSufficient('axios.get', functionOf(axiosFacts, 'get|head|options').timeout, {
  timeout: both((url) => axios.get(url, { timeout: limit })),
  signal: both((url) => axios.get(url, { signal: AbortSignal.timeout(limit) })),
  cancelToken: both((url) => axios.get(url, { cancelToken: new axios.CancelToken((cancel) => setTimeout(cancel, limit)) })),
});

provesSufficient('axios.post', functionOf(axiosFacts, 'post|put|patch|postForm|putForm|patchForm').timeout, {
  timeout: both((url) => axios.post(url, {}, { timeout: limit })),
  signal: both((url) => axios.post(url, {}, { signal: AbortSignal.timeout(limit) })),
  cancelToken: both((url) => axios.post(url, {}, { cancelToken: new axios.CancelToken((cancel) => setTimeout(cancel, limit)) })),
});

provesSufficient('axios()', functionOf(axiosFacts, '').timeout, {
  timeout: both((url) => axios({ url, timeout: limit })),
  'timeout beside the URL': both((url) => axios(url, { timeout: limit })),
  signal: both((url) => axios.request({ url, signal: AbortSignal.timeout(limit) })),
  'signal beside the URL': both((url) => axios(url, { signal: AbortSignal.timeout(limit) })),
  cancelToken: both((url) => axios({ url, cancelToken: new axios.CancelToken((cancel) => setTimeout(cancel, limit)) })),
  'cancelToken beside the URL': both((url) => axios(url, { cancelToken: new axios.CancelToken((cancel) => setTimeout(cancel, limit)) })),
});

const bare = axios.create();

provesSufficient('an axios instance', clientOf(axiosFacts, 'axios instance').timeout, {
  timeout: both((url) => axios.create({ timeout: limit }).get(url)),
  'timeout of this call': both((url) => bare.get(url, { timeout: limit })),
  'timeout of this call with a body': both((url) => bare.post(url, {}, { timeout: limit })),
  'timeout of this request': both((url) => bare.request({ url, timeout: limit })),
  'timeout of this call of the instance': both((url) => bare({ url, timeout: limit })),
  'timeout beside the URL': both((url) => bare(url, { timeout: limit })),
  signal: both((url) => bare.get(url, { signal: AbortSignal.timeout(limit) })),
  'signal of this call with a body': both((url) => bare.post(url, {}, { signal: AbortSignal.timeout(limit) })),
  'signal of this request': both((url) => bare.request({ url, signal: AbortSignal.timeout(limit) })),
  'signal of this call of the instance': both((url) => bare({ url, signal: AbortSignal.timeout(limit) })),
  'signal beside the URL': both((url) => bare(url, { signal: AbortSignal.timeout(limit) })),
});

const once = { retry: { limit: 0 } };
const refused = { unproven: 'from 12 on, got refuses a number' };

provesSufficient('got', functionOf(gotFacts, '').timeout, {
  'timeout.request': both((url) => got(url, { ...once, timeout: { request: limit } })),
  'timeout.socket': both((url) => got(url, { ...once, timeout: { socket: limit } })),
  timeout: refused,
  signal: both((url) => got(url, { ...once, signal: AbortSignal.timeout(limit) })),
  'timeout.request beside the URL': both((url) => got({ url, ...once, timeout: { request: limit } })),
  'timeout.socket beside the URL': both((url) => got({ url, ...once, timeout: { socket: limit } })),
  'timeout beside the URL': refused,
  'signal beside the URL': both((url) => got({ url, ...once, signal: AbortSignal.timeout(limit) })),
});

const extended = got.extend(once);

provesSufficient('a got instance', clientOf(gotFacts, 'got instance').timeout, {
  'timeout.request': both((url) => extended.extend({ timeout: { request: limit } })(url)),
  'timeout.socket': both((url) => extended.extend({ timeout: { socket: limit } }).get(url)),
  timeout: refused,
  signal: both((url) => extended.extend({ signal: AbortSignal.timeout(limit) })(url)),
  'timeout.request of this call': both((url) => extended.get(url, { timeout: { request: limit } })),
  'timeout.socket of this call': both((url) => extended.get(url, { timeout: { socket: limit } })),
  'timeout of this call': refused,
  'signal of this call': both((url) => extended.get(url, { signal: AbortSignal.timeout(limit) })),
  'timeout.request of this call of the instance': both((url) => extended({ url, timeout: { request: limit } })),
  'timeout.socket of this call of the instance': both((url) => extended({ url, timeout: { socket: limit } })),
  'timeout of this call of the instance': refused,
  'signal of this call of the instance': both((url) => extended({ url, signal: AbortSignal.timeout(limit) })),
});

describe.concurrent('what looks like a timeout', () => {
  it('bounds nothing', async () => {
    const calls = {
      'fetch: timeout in init': () => fetch(silentUrl, Object.assign({ method: 'GET' }, { timeout: unheeded })),
      'undici: headersTimeout in the init of fetch': () => undiciFetch(silentUrl, Object.assign({ method: 'GET' }, limits)),
      'undici: headersTimeout alone, in a body': async () => (await request(stalledUrl, { headersTimeout: unheeded })).body.text(),
      'axios: timeout in the body of post': () => axios.post(silentUrl, { timeout: unheeded }),
      'axios: timeout 0': () => axios.get(silentUrl, { timeout: 0 }),
      'got: timeout.connect': () => got(silentUrl, { ...once, timeout: { connect: unheeded } }),
      'got: timeout.response, in a body': () => got(stalledUrl, { ...once, timeout: { response: unheeded } }),
      'got: timeout.read, before the headers': () => got(silentUrl, { ...once, timeout: { read: unheeded } }),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });
});

const roomy = { headersTimeout: generous, bodyTimeout: generous };

describe.concurrent('inserted texts', forHealthyPeers, () => {
  it('are those that are run here', () => {
    expect(functionOf(fetchFacts, '').timeout.insertions.map(inserted)).toEqual([{ signal: 'AbortSignal.timeout' }]);
    expect(functionOf(undiciFacts, 'request|stream|pipeline').timeout.insertions.map(inserted)).toEqual([roomy]);
    expect(clientOf(axiosFacts, 'axios instance').timeout.insertions.map(inserted)).toEqual([{ timeout: generous }]);
    expect(clientOf(gotFacts, 'got instance').timeout.insertions.map(inserted)).toEqual([{ timeout: { request: generous } }]);
  });

  it('let slow answers through', async () => {
    const calls = {
      fetch: async () => (await fetch(slowUrl, { signal: AbortSignal.timeout(generous) })).text(),
      undici: async () => (await request(slowUrl, roomy)).body.text(),
      axios: () => axios.create({ timeout: generous }).get(slowUrl),
      got: () => got.extend({ timeout: { request: generous } })(slowUrl).text(),
    };
    expect(await outcomes(calls)).toEqual(all(calls, 'resolved'));
  });

  it('of undici let a stream last longer than they say; a signal would cut it, and is not inserted there', async () => {
    const calls = {
      limits: async () => (await request(streamUrl, { headersTimeout: second, bodyTimeout: second })).body.text(),
      signal: async () => (await request(streamUrl, { signal: AbortSignal.timeout(second) })).body.text(),
    };
    expect(await outcomes(calls)).toEqual({ limits: 'resolved', signal: 'rejected' });
  });
});

describe('the whole process', () => {
  it('is bounded by axios.defaults.timeout and by setGlobalDispatcher', async () => {
    const before = getGlobalDispatcher();
    setGlobalDispatcher(new Agent(limits));
    axios.defaults.timeout = limit;
    const calls = {
      fetch: async () => (await fetch(silentUrl)).text(),
      undici: async () => (await request(stalledUrl)).body.text(),
      axios: () => axios.get(silentUrl),
    };
    const found = await outcomes(calls);
    axios.defaults.timeout = 0;
    setGlobalDispatcher(before);
    expect(found).toEqual(all(calls, 'rejected'));
  });
});
