/** What the catalogue says of AI SDKs beyond OpenAI's, run against peers that accept and fall silent. */
import Anthropic, { type ClientOptions } from '@anthropic-ai/sdk';
import { createOpenAI } from '@ai-sdk/openai';
import { GoogleGenAI } from '@google/genai';
import { GoogleGenerativeAI } from '@google/generative-ai';
import { ToolLoopAgent, embed, generateObject, generateText, jsonSchema, streamObject, streamText } from 'ai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aiSdk } from '../packages/analysis/src/catalog/ai/ai-sdk.js';
import { anthropic } from '../packages/analysis/src/catalog/ai/anthropic.js';
import { googleGenai } from '../packages/analysis/src/catalog/ai/google-genai.js';
import { googleGenerativeAi } from '../packages/analysis/src/catalog/ai/google-generative-ai.js';
import { Catalog } from '../packages/analysis/src/catalog/catalog.js';
import { clientOf, functionOf } from './find-facts.js';
import { methodsOf } from './methods.js';
import { slow, stalling } from './peers/http.js';
import { silent, type Peer } from './peers/peer.js';
import { all, forHealthyPeers, generous, inserted, limit, outcome, outcomes, provesSufficient, slowness, unheeded, watched, type Call } from './proofs.js';

let peers: readonly Peer[] = [];
let silentUrl = '';
let stalledUrl = '';
let slowUrl = '';

beforeAll(async () => {
  peers = await Promise.all([silent(), stalling(), slow(slowness)]);
  [silentUrl = '', stalledUrl = '', slowUrl = ''] = peers.map(({ port }) => `http://127.0.0.1:${port}`);
});

afterAll(() => {
  for (const peer of peers) peer.close();
});

/** Silent before the headers, and within the body. */
const both = (call: (url: string) => PromiseLike<unknown>): readonly Call[] => [() => call(silentUrl), () => call(stalledUrl)];
const deadline = (): AbortSignal => AbortSignal.timeout(limit);

const claude = (url: string, options: ClientOptions = {}): Anthropic => new Anthropic({ apiKey: 'key', baseURL: url, maxRetries: 0, ...options });
const prompt = { model: 'some-model', max_tokens: 100, messages: [{ role: 'user' as const, content: 'Hello' }] };
const anthropicClient = clientOf(anthropic, 'Anthropic client');

provesSufficient('an Anthropic client', anthropicClient.timeout, {
  timeout: [
    () => claude(silentUrl, { timeout: limit }).messages.create(prompt),
    () => claude(silentUrl, { timeout: limit }).messages.stream(prompt).finalMessage(),
    () => claude(silentUrl).withOptions({ timeout: limit }).models.list(),
  ],
  'timeout of this call': [() => claude(silentUrl).messages.create(prompt, { timeout: limit })],
  'timeout in its last argument': [() => claude(silentUrl).models.list({}, { timeout: limit }), () => claude(silentUrl).messages.batches.retrieve('some-batch', {}, { timeout: limit })],
  signal: both((url) => claude(url).messages.create(prompt, { signal: deadline() })),
  'signal in its last argument': both((url) => claude(url).models.retrieve('some-model', {}, { signal: deadline() })),
});

const openai = (baseURL: string) => createOpenAI({ apiKey: 'key', baseURL });
const question = (url: string) => ({ model: openai(url).chat('some-model'), prompt: 'Hello', maxRetries: 0 });
const schema = jsonSchema({ type: 'object' });

/** Reads a stream whole; how it failed reaches the reader of its text. */
async function read({ textStream }: { readonly textStream: AsyncIterable<unknown> }, failure: () => unknown): Promise<void> {
  for await (const part of textStream) void part;
  const error = failure();
  if (error !== undefined) throw error;
}

type Limits = Pick<Parameters<typeof streamText>[0], 'timeout' | 'abortSignal'>;

function streamed(limits: Limits, url: string): Promise<void> {
  let failure: unknown;
  const failed = ({ error }: { readonly error: unknown }): void => void (failure = error);
  const aborted = (): void => void (failure = new Error('aborted'));
  return read(streamText({ ...question(url), ...limits, onError: failed, onAbort: aborted }), () => failure);
}

function objectStreamed(url: string): Promise<void> {
  let failure: unknown;
  const failed = ({ error }: { readonly error: unknown }): void => void (failure = error);
  return read(streamObject({ ...question(url), schema, abortSignal: deadline(), onError: failed }), () => failure);
}

provesSufficient('generateText', functionOf(aiSdk, 'generateText').timeout, {
  timeout: both((url) => generateText({ ...question(url), timeout: limit })),
  abortSignal: both((url) => generateText({ ...question(url), abortSignal: deadline() })),
});

provesSufficient('streamText', functionOf(aiSdk, 'streamText').timeout, {
  timeout: [...both((url) => streamed({ timeout: limit }, url)), ...both((url) => streamed({ timeout: { stepMs: limit } }, url))],
  abortSignal: both((url) => streamed({ abortSignal: deadline() }, url)),
});

provesSufficient('streamObject', functionOf(aiSdk, 'streamObject').timeout, {
  abortSignal: both((url) => objectStreamed(url)),
});

const others = aiSdk.functions.find(({ path }) => path.startsWith('generateObject|'));
if (others === undefined) throw new Error('the AI SDK has no generateObject');

provesSufficient('generateObject and embed', others.timeout, {
  abortSignal: [
    ...both((url) => generateObject({ ...question(url), schema, abortSignal: deadline() })),
    ...both((url) => embed({ model: openai(url).embedding('some-model'), value: 'Hello', maxRetries: 0, abortSignal: deadline() })),
  ],
});

const agent = (url: string, options: object = {}): ToolLoopAgent => new ToolLoopAgent({ model: openai(url).chat('some-model'), maxRetries: 0, ...options });

provesSufficient('an AI agent', clientOf(aiSdk, 'AI agent').timeout, {
  'timeout of this call': both((url) => agent(url).generate({ prompt: 'Hello', timeout: limit })),
  abortSignal: both((url) => agent(url).generate({ prompt: 'Hello', abortSignal: deadline() })),
  timeout: both((url) => agent(url, { timeout: limit }).generate({ prompt: 'Hello' })),
});

const gemini = (baseUrl: string, options: object = {}): GoogleGenAI => new GoogleGenAI({ apiKey: 'key', httpOptions: { baseUrl, ...options } });
const contents = { model: 'some-model', contents: 'Hello' };

provesSufficient('a Google GenAI client', clientOf(googleGenai, 'Google GenAI client').timeout, {
  'httpOptions.timeout': [
    ...both((url) => gemini(url, { timeout: limit }).models.generateContent(contents)),
    ...both((url) => gemini(url, { timeout: limit }).chats.create({ model: 'some-model' }).sendMessage({ message: 'Hello' })),
  ],
  'httpOptions.timeout of this call': both((url) => gemini(url).models.generateContent({ ...contents, config: { httpOptions: { timeout: limit } } })),
  abortSignal: both((url) => gemini(url).models.generateContent({ ...contents, config: { abortSignal: deadline() } })),
});

/** The model as its older SDK makes it. */
const model = (baseUrl: string, options: object = {}) => new GoogleGenerativeAI('key').getGenerativeModel({ model: 'some-model' }, { baseUrl, ...options });

provesSufficient('a Gemini model', clientOf(googleGenerativeAi, 'Gemini model').timeout, {
  timeout: both((url) => model(url, { timeout: limit }).generateContent('Hello')),
  'timeout of this call': [...both((url) => model(url).generateContent('Hello', { timeout: limit })), ...both((url) => model(url).startChat().sendMessage('Hello', { timeout: limit }))],
  signal: both((url) => model(url).generateContent('Hello', { signal: deadline() })),
});

describe.concurrent('what looks like a timeout', () => {
  it('bounds nothing', async () => {
    const calls = {
      'Anthropic: in the body': () => claude(silentUrl).messages.create(Object.assign({}, prompt, { timeout: unheeded })),
      'AI SDK: signal': () => generateText(Object.assign(question(silentUrl), { signal: deadline() })),
      'AI SDK: timeout of generateObject': () => generateObject(Object.assign({ ...question(silentUrl), schema }, { timeout: unheeded })),
      'AI SDK: timeout of embed': () => embed(Object.assign({ model: openai(silentUrl).embedding('some-model'), value: 'Hello', maxRetries: 0 }, { timeout: unheeded })),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });

  it('of streamText bounds the gaps between chunks only once there is one', async () => {
    expect(await outcome(() => streamed({ timeout: { chunkMs: unheeded } }, silentUrl), watched)).toBe('pending');
  });

  it('is missed: all of them wait where nothing is set', async () => {
    const calls = {
      anthropic: () => claude(silentUrl).messages.create(prompt),
      generateText: () => generateText(question(silentUrl)),
      streamText: () => streamed({}, silentUrl),
      'an AI agent': () => agent(silentUrl).generate({ prompt: 'Hello' }),
      genai: () => gemini(silentUrl).models.generateContent(contents),
      'generative-ai': () => model(silentUrl).generateContent('Hello'),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });
});

describe.concurrent('inserted texts', forHealthyPeers, () => {
  it('are those that are run here', () => {
    expect(anthropicClient.timeout.insertions.map(inserted)).toEqual([{ timeout: generous }]);
    expect(functionOf(aiSdk, 'generateText').timeout.insertions.map(inserted)).toEqual([{ timeout: generous }, { abortSignal: 'AbortSignal.timeout' }]);
    expect(others.timeout.insertions.map(inserted)).toEqual([{ abortSignal: 'AbortSignal.timeout' }]);
    expect(clientOf(googleGenai, 'Google GenAI client').timeout.insertions.map(inserted)).toEqual([{ httpOptions: { timeout: generous } }]);
    expect(clientOf(googleGenerativeAi, 'Gemini model').timeout.insertions.map(inserted)).toEqual([{ timeout: generous }]);
  });

  it('let slow answers through', async () => {
    const signal = () => AbortSignal.timeout(generous);
    const calls = {
      anthropic: () => claude(slowUrl, { timeout: generous }).messages.create(prompt),
      'AI SDK: timeout': () => unlessLate(generateText({ ...question(slowUrl), timeout: generous })),
      'AI SDK: abortSignal': () => unlessLate(generateText({ ...question(slowUrl), abortSignal: signal() })),
      'AI SDK: abortSignal of embed': () => unlessLate(embed({ model: openai(slowUrl).embedding('some-model'), value: 'Hello', maxRetries: 0, abortSignal: signal() })),
      genai: () => gemini(slowUrl, { timeout: generous }).models.generateContent(contents),
      'generative-ai': () => model(slowUrl).generateContent('Hello', { timeout: generous }),
    };
    expect(await outcomes(calls)).toEqual(all(calls, 'resolved'));
  });
});

/** The slow peer answers `{}`, which is no completion: that it answered is enough. */
async function unlessLate(call: PromiseLike<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof Error) || !/Invalid JSON response|Type validation/.test(error.message)) throw error;
  }
}

describe('every operation', () => {
  it('of Anthropic is known, wherever its resource stands', () => {
    const catalog = new Catalog([anthropic]);
    const paths = methodsOf(new Anthropic({ apiKey: 'key' })).filter((path) => path.length > 1 && !path.includes('webhooks') && path[0] !== 'logger');
    expect(paths.length).toBeGreaterThan(100);
    expect(paths.filter((path) => catalog.callsOf(anthropicClient, path).length === 0).map((path) => path.join('.'))).toEqual([]);
  });
});
