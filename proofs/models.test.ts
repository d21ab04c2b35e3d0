/** What the catalogue says of clients of model hosts, run against peers that accept and fall silent. */
import { InferenceClient } from '@huggingface/inference';
import { Mistral, type SDKOptions } from '@mistralai/mistralai';
import { CohereClient } from 'cohere-ai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cohere } from '../packages/analysis/src/catalog/ai/cohere.js';
import { huggingFace } from '../packages/analysis/src/catalog/ai/hugging-face.js';
import { mistral } from '../packages/analysis/src/catalog/ai/mistral.js';
import { clientOf } from './find-facts.js';
import { slow } from './peers/http.js';
import { silent, type Peer } from './peers/peer.js';
import { all, forHealthyPeers, generous, inserted, limit, outcomes, provesSufficient, slowness, watched } from './proofs.js';

let mute: Peer;
let lists: Peer;

beforeAll(async () => {
  [mute, lists] = await Promise.all([silent(), slow(slowness, { object: 'list', data: [], models: [] })]);
});

afterAll(() => {
  for (const peer of [mute, lists]) peer.close();
});

const urlOf = ({ port }: Peer): string => `http://127.0.0.1:${port}`;
const timely: typeof fetch = (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(limit) });

const viaMistral = (peer: Peer, options: SDKOptions): Mistral => new Mistral({ apiKey: 'key', serverURL: urlOf(peer), ...options });

provesSufficient('a Mistral client', clientOf(mistral, 'Mistral client').timeout, {
  timeoutMs: [() => viaMistral(mute, { timeoutMs: limit }).models.list()],
  'timeoutMs of this call': [() => viaMistral(mute, {}).models.list({}, { timeoutMs: limit })],
  'signal of this call': [() => viaMistral(mute, {}).models.list({}, { fetchOptions: { signal: AbortSignal.timeout(limit) } })],
});

const viaCohere = (peer: Peer, timeoutInSeconds?: number): CohereClient =>
  new CohereClient({ token: 'token', environment: urlOf(peer), maxRetries: 0, ...(timeoutInSeconds === undefined ? {} : { timeoutInSeconds }) });

provesSufficient('a Cohere client', clientOf(cohere, 'Cohere client').timeout, {
  timeoutInSeconds: [() => viaCohere(mute, limit / 1000).models.list({})],
  'timeoutInSeconds of this call': [() => viaCohere(mute).models.list({}, { timeoutInSeconds: limit / 1000 })],
  'abortSignal of this call': [() => viaCohere(mute).models.list({}, { abortSignal: AbortSignal.timeout(limit) })],
});

const features = (options: { readonly fetch?: typeof fetch } = {}, signal?: AbortSignal): Promise<unknown> =>
  new InferenceClient('hf_token', { endpointUrl: urlOf(mute), ...options }).featureExtraction({ inputs: 'hello' }, signal === undefined ? {} : { signal });

provesSufficient('a Hugging Face client', clientOf(huggingFace, 'Hugging Face client').timeout, { signal: [() => features({}, AbortSignal.timeout(limit))] });

describe.concurrent('clients of model hosts without a timeout, or with what looks like one', () => {
  it('wait', async () => {
    const calls = {
      Mistral: () => viaMistral(mute, {}).models.list(),
      Cohere: () => viaCohere(mute).models.list({}),
      'Hugging Face': () => features(),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });

  it('end with a fetch that has a deadline, where they take one', async () => {
    const calls = { 'Hugging Face': () => features({ fetch: timely }) };
    expect(await outcomes(calls)).toEqual(all(calls, 'rejected'));
  });
});

describe.concurrent('the texts inserted for model hosts', forHealthyPeers, () => {
  it('let slow answers through', async () => {
    expect(clientOf(mistral, 'Mistral client').timeout.insertions.map(inserted)).toEqual([{ timeoutMs: generous }]);
    expect(clientOf(cohere, 'Cohere client').timeout.insertions.map(inserted)).toEqual([{ timeoutInSeconds: generous / 1000 }]);
    const calls = {
      Mistral: () => viaMistral(lists, { timeoutMs: generous }).models.list(),
      Cohere: () => viaCohere(lists, generous / 1000).models.list({}),
    };
    expect(await outcomes(calls)).toEqual(all(calls, 'resolved'));
  });
});
