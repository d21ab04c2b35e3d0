/** What the catalogue says of clients of model hosts, run against peers that accept and fall silent. */
import { InferenceClient } from '@huggingface/inference';
import { ChatAnthropic, type ChatAnthropicInput } from '@langchain/anthropic';
import { ChatOpenAI, OpenAIEmbeddings, type ChatOpenAIFields } from '@langchain/openai';
import { Mistral, type SDKOptions } from '@mistralai/mistralai';
import { CohereClient } from 'cohere-ai';
import Replicate from 'replicate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cohere } from '../packages/analysis/src/catalog/ai/cohere.js';
import { huggingFace } from '../packages/analysis/src/catalog/ai/hugging-face.js';
import { langchainAnthropic } from '../packages/analysis/src/catalog/ai/langchain-anthropic.js';
import { langchainOpenai } from '../packages/analysis/src/catalog/ai/langchain-openai.js';
import { mistral } from '../packages/analysis/src/catalog/ai/mistral.js';
import { replicate } from '../packages/analysis/src/catalog/ai/replicate.js';
import { clientOf } from './find-facts.js';
import { slow } from './peers/http.js';
import { silent, type Peer } from './peers/peer.js';
import { all, forHealthyPeers, generous, inserted, limit, outcomes, provesSufficient, slowness, watched } from './proofs.js';

let mute: Peer;
let openai: Peer;
let anthropic: Peer;
let lists: Peer;

beforeAll(async () => {
  [mute, openai, anthropic, lists] = await Promise.all([
    silent(),
    slow(slowness, { choices: [{ index: 0, message: { role: 'assistant', content: 'hello' }, finish_reason: 'stop' }] }),
    slow(slowness, { role: 'assistant', content: [{ type: 'text', text: 'hello' }], usage: { input_tokens: 1, output_tokens: 1 } }),
    slow(slowness, { object: 'list', data: [], models: [] }),
  ]);
});

afterAll(() => {
  for (const peer of [mute, openai, anthropic, lists]) peer.close();
});

const urlOf = ({ port }: Peer): string => `http://127.0.0.1:${port}`;
const timely: typeof fetch = (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(limit) });

const chat = (peer: Peer, options: ChatOpenAIFields): ChatOpenAI =>
  new ChatOpenAI({ apiKey: 'key', model: 'gpt-4o', maxRetries: 0, ...options, configuration: { baseURL: urlOf(peer), ...options.configuration } });

provesSufficient('a LangChain model of OpenAI', clientOf(langchainOpenai, 'LangChain model of OpenAI').timeout, {
  timeout: [
    () => chat(mute, { timeout: limit }).invoke('hello'),
    () => new OpenAIEmbeddings({ apiKey: 'key', timeout: limit, maxRetries: 0, configuration: { baseURL: urlOf(mute) } }).embedQuery('hello'),
  ],
  'timeout of its configuration': [() => chat(mute, { configuration: { timeout: limit } }).invoke('hello')],
  'timeout of this call': [() => chat(mute, {}).invoke('hello', { timeout: limit })],
  'signal of this call': [() => chat(mute, {}).invoke('hello', { signal: AbortSignal.timeout(limit) })],
});

const claude = (peer: Peer, options: ChatAnthropicInput): ChatAnthropic =>
  new ChatAnthropic({ apiKey: 'key', model: 'claude-sonnet-4-5', maxRetries: 0, anthropicApiUrl: urlOf(peer), ...options });

provesSufficient('a LangChain model of Anthropic', clientOf(langchainAnthropic, 'LangChain model of Anthropic').timeout, {
  timeout: [() => claude(mute, { clientOptions: { timeout: limit } }).invoke('hello')],
  'timeout of this call': [() => claude(mute, {}).invoke('hello', { timeout: limit })],
  'signal of this call': [() => claude(mute, {}).invoke('hello', { signal: AbortSignal.timeout(limit) })],
});

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

const model = (options: { readonly fetch?: typeof fetch }): Promise<unknown> =>
  new Replicate({ auth: 'token', baseUrl: urlOf(mute), ...options }).models.get('owner', 'model');

provesSufficient('a Replicate client', clientOf(replicate, 'Replicate client').timeout, {});

describe.concurrent('clients of model hosts without a timeout, or with what looks like one', () => {
  it('wait', async () => {
    const calls = {
      'LangChain for OpenAI': () => chat(mute, {}).invoke('hello'),
      'LangChain for Anthropic': () => claude(mute, {}).invoke('hello'),
      'LangChain for Anthropic: timeout': () => claude(mute, Object.assign({ maxRetries: 0 }, { timeout: limit })).invoke('hello'),
      Mistral: () => viaMistral(mute, {}).models.list(),
      Cohere: () => viaCohere(mute).models.list({}),
      'Hugging Face': () => features(),
      Replicate: () => model({}),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });

  it('end with a fetch that has a deadline, where they take one', async () => {
    const calls = { 'Hugging Face': () => features({ fetch: timely }), Replicate: () => model({ fetch: timely }) };
    expect(await outcomes(calls)).toEqual(all(calls, 'rejected'));
  });
});

describe.concurrent('the texts inserted for model hosts', forHealthyPeers, () => {
  it('let slow answers through', async () => {
    const clientOptions = { timeout: generous };
    expect(clientOf(langchainOpenai, 'LangChain model of OpenAI').timeout.insertions.map(inserted)).toEqual([{ timeout: generous }]);
    expect(clientOf(langchainAnthropic, 'LangChain model of Anthropic').timeout.insertions.map(inserted)).toEqual([{ clientOptions }]);
    expect(clientOf(mistral, 'Mistral client').timeout.insertions.map(inserted)).toEqual([{ timeoutMs: generous }]);
    expect(clientOf(cohere, 'Cohere client').timeout.insertions.map(inserted)).toEqual([{ timeoutInSeconds: generous / 1000 }]);
    const calls = {
      'LangChain for OpenAI': () => chat(openai, { timeout: generous }).invoke('hello'),
      'LangChain for Anthropic': () => claude(anthropic, { clientOptions }).invoke('hello'),
      Mistral: () => viaMistral(lists, { timeoutMs: generous }).models.list(),
      Cohere: () => viaCohere(lists, generous / 1000).models.list({}),
    };
    expect(await outcomes(calls)).toEqual(all(calls, 'resolved'));
  });
});
