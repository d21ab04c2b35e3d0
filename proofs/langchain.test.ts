/** What the catalogue says of LangChain's models, run against a peer that accepts and never answers. */
import { ChatAnthropic } from '@langchain/anthropic';
import { ChatOpenAI, OpenAIEmbeddings } from '@langchain/openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { langchainAnthropic } from '../packages/analysis/src/catalog/ai/langchain-anthropic.js';
import { langchainOpenai } from '../packages/analysis/src/catalog/ai/langchain-openai.js';
import { clientOf } from './find-facts.js';
import { openAiChat, openAiEmbedding, anthropicMessage } from './peers/models.js';
import { slow } from './peers/http.js';
import { silent, type Peer } from './peers/peer.js';
import { all, forHealthyPeers, generous, inserted, limit, outcomes, provesSufficient, slowness, unheeded, watched } from './proofs.js';

let silentPeer: Peer;
let chatPeer: Peer;
let embeddingPeer: Peer;
let messagePeer: Peer;

beforeAll(async () => {
  [silentPeer, chatPeer, embeddingPeer, messagePeer] = await Promise.all([
    silent(),
    slow(slowness, openAiChat),
    slow(slowness, openAiEmbedding),
    slow(slowness, anthropicMessage),
  ]);
});

afterAll(() => {
  for (const peer of [silentPeer, chatPeer, embeddingPeer, messagePeer]) peer.close();
});

const at = ({ port }: Peer) => `http://127.0.0.1:${port}`;
const once = { apiKey: 'key', maxRetries: 0 };
const chat = (peer: Peer, options: { readonly timeout?: number } = {}): ChatOpenAI =>
  new ChatOpenAI({ ...once, model: 'some-model', configuration: { baseURL: `${at(peer)}/v1` }, ...options });
const embeddings = (peer: Peer, options: { readonly timeout?: number } = {}): OpenAIEmbeddings =>
  new OpenAIEmbeddings({ ...once, configuration: { baseURL: `${at(peer)}/v1` }, ...options });
const claude = (peer: Peer, options: { readonly clientOptions?: { readonly timeout: number }; readonly timeout?: number } = {}): ChatAnthropic =>
  new ChatAnthropic({ ...once, model: 'claude-some', anthropicApiUrl: at(peer), ...options });

provesSufficient('a LangChain model of OpenAI', clientOf(langchainOpenai, 'LangChain model of OpenAI').timeout, {
  timeout: [() => chat(silentPeer, { timeout: limit }).invoke('Hello'), () => chat(silentPeer, { timeout: limit }).stream('Hello')],
  'timeout of this run': [() => chat(silentPeer).invoke('Hello', { timeout: limit })],
  'signal of this run': [() => chat(silentPeer).invoke('Hello', { signal: AbortSignal.timeout(limit) })],
});

provesSufficient('LangChain embeddings of OpenAI', clientOf(langchainOpenai, 'LangChain embeddings of OpenAI').timeout, {
  timeout: [
    () => embeddings(silentPeer, { timeout: limit }).embedQuery('Hello'),
    () => embeddings(silentPeer, { timeout: limit }).embedDocuments(['Hello']),
  ],
});

provesSufficient('a LangChain model of Anthropic', clientOf(langchainAnthropic, 'LangChain model of Anthropic').timeout, {
  'timeout of its SDK': [() => claude(silentPeer, { clientOptions: { timeout: limit } }).invoke('Hello')],
  'timeout of this run': [() => claude(silentPeer).invoke('Hello', { timeout: limit })],
  'signal of this run': [() => claude(silentPeer).invoke('Hello', { signal: AbortSignal.timeout(limit) })],
});

describe.concurrent('without a timeout', () => {
  it('LangChain’s models wait', async () => {
    const calls = {
      chat: () => chat(silentPeer).invoke('Hello'),
      embeddings: () => embeddings(silentPeer).embedQuery('Hello'),
      claude: () => claude(silentPeer).invoke('Hello'),
      'wrong place': () => claude(silentPeer, { timeout: unheeded }).invoke('Hello'),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });
});

describe.concurrent('the texts inserted for LangChain', forHealthyPeers, () => {
  it('let a slow answer through', async () => {
    expect(langchainOpenai.clients.flatMap(({ timeout }) => timeout.insertions.map(inserted))).toEqual([{ timeout: generous }, { timeout: generous }]);
    expect(langchainAnthropic.clients.flatMap(({ timeout }) => timeout.insertions.map(inserted))).toEqual([{ clientOptions: { timeout: generous } }]);
    const calls = {
      chat: () => chat(chatPeer, { timeout: generous }).invoke('Hello'),
      embeddings: () => embeddings(embeddingPeer, { timeout: generous }).embedQuery('Hello'),
      claude: () => claude(messagePeer, { clientOptions: { timeout: generous } }).invoke('Hello'),
    };
    expect(await outcomes(calls)).toEqual(all(calls, 'resolved'));
  });
});
