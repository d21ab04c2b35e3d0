/** What the catalogue says of the OpenAI SDK, run against a peer that accepts and never answers. */
import OpenAI, { AzureOpenAI, type ClientOptions } from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openai } from '../packages/analysis/src/catalog/ai/openai.js';
import { Catalog } from '../packages/analysis/src/catalog/catalog.js';
import { clientOf } from './find-facts.js';
import { methodsOf } from './methods.js';
import { slow } from './peers/http.js';
import { silent, type Peer } from './peers/peer.js';
import { all, forHealthyPeers, generous, inserted, limit, outcomes, provesSufficient, slowness, unheeded, watched } from './proofs.js';

let silentPeer: Peer;
let slowPeer: Peer;

beforeAll(async () => {
  [silentPeer, slowPeer] = await Promise.all([silent(), slow(slowness)]);
});

afterAll(() => {
  for (const peer of [silentPeer, slowPeer]) peer.close();
});

const account = ({ port }: Peer) => ({ apiKey: 'key', baseURL: `http://127.0.0.1:${port}/v1`, maxRetries: 0 });
const connect = (peer: Peer, options: ClientOptions): OpenAI => new OpenAI({ ...account(peer), ...options });

const prompt = { model: 'some-model', messages: [{ role: 'user' as const, content: 'Hello' }] };
const client = clientOf(openai, 'OpenAI client');

provesSufficient('an OpenAI client', client.timeout, {
  timeout: [
    () => connect(silentPeer, { timeout: limit }).chat.completions.create(prompt),
    () => connect(silentPeer, { timeout: limit }).responses.create({ model: 'some-model', input: 'Hello' }),
    () => new AzureOpenAI({ ...account(silentPeer), apiVersion: '1', timeout: limit }).embeddings.create({ model: 'some-model', input: 'Hello' }),
    () => connect(silentPeer, {}).withOptions({ timeout: limit }).models.list(),
  ],
  'timeout of this call': [() => connect(silentPeer, {}).chat.completions.create(prompt, { timeout: limit })],
  'timeout in its last argument': [
    () => connect(silentPeer, {}).models.list({ timeout: limit }),
    () => connect(silentPeer, {}).models.retrieve('some-model', { timeout: limit }),
  ],
  signal: [() => connect(silentPeer, {}).chat.completions.create(prompt, { signal: AbortSignal.timeout(limit) })],
  'signal in its last argument': [() => connect(silentPeer, {}).models.retrieve('some-model', { signal: AbortSignal.timeout(limit) })],
});

describe.concurrent('what looks like a timeout of OpenAI', () => {
  it('bounds nothing', async () => {
    const calls = { 'timeout in the body': () => connect(silentPeer, {}).chat.completions.create(Object.assign({}, prompt, { timeout: unheeded })) };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });
});

describe.concurrent('the text inserted for OpenAI', forHealthyPeers, () => {
  it('lets a slow answer through', async () => {
    expect(client.timeout.insertions.map(inserted)).toEqual([{ timeout: generous }]);
    expect(await outcomes({ create: () => connect(slowPeer, { timeout: generous }).chat.completions.create(prompt) })).toEqual({ create: 'resolved' });
  });
});

describe('every operation', () => {
  it('of OpenAI is known, wherever its resource stands', () => {
    const catalog = new Catalog([openai]);
    const paths = methodsOf(new OpenAI({ apiKey: 'key' })).filter((path) => path.length > 1 && !/^(?:webhooks|logger|admin)$/.test(path[0] ?? ''));
    expect(paths.length).toBeGreaterThan(100);
    expect(paths.filter((path) => catalog.callsOf(client, path).length === 0).map((path) => path.join('.'))).toEqual([]);
  });
});
