/** That undici's global dispatcher bounds every library of which the catalogue says so; a file of its own, as it changes the process. */
import Anthropic from '@anthropic-ai/sdk';
import { createOpenAI } from '@ai-sdk/openai';
import { ApolloClient, HttpLink, InMemoryCache, gql } from '@apollo/client/core';
import { GoogleGenerativeAI } from '@google/generative-ai';
import { InferenceClient } from '@huggingface/inference';
import { ChatAnthropic } from '@langchain/anthropic';
import { ChatOpenAI } from '@langchain/openai';
import { createClient as createLibsql } from '@libsql/client';
import { Mistral } from '@mistralai/mistralai';
import { neon, neonConfig } from '@neondatabase/serverless';
import { Octokit } from '@octokit/rest';
import { Pinecone } from '@pinecone-database/pinecone';
import { Client as PlanetScale } from '@planetscale/database';
import { createClient as createSupabase } from '@supabase/supabase-js';
import { createTRPCUntypedClient, httpLink } from '@trpc/client';
import { Client as QStash } from '@upstash/qstash';
import { Redis } from '@upstash/redis';
import { Client as Urql, fetchExchange } from '@urql/core';
import { generateText } from 'ai';
import { drizzle as drizzleNeon } from 'drizzle-orm/neon-http';
import { drizzle as drizzlePlanetscale } from 'drizzle-orm/planetscale-serverless';
import { sql } from 'drizzle-orm';
import { request as graphqlRequest } from 'graphql-request';
import { HfInference } from 'hugging-face-2';
import { InferenceClient as InferenceClient3 } from 'hugging-face-3';
import { createClient as createLibsql14 } from 'libsql-14';
import { Meilisearch } from 'meilisearch';
import { ofetch } from 'ofetch';
import OpenAI from 'openai';
import { Pinecone as Pinecone5 } from 'pinecone-5';
import Replicate from 'replicate';
import Replicate0 from 'replicate-0';
import { Resend } from 'resend';
import { Agent, request, setGlobalDispatcher } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import wretch from 'wretch';
import { WebSocket } from 'ws';
import { globalDispatcher } from '../packages/analysis/src/catalog/http/fetch.js';
import { libraries } from '../packages/analysis/src/catalog/index.js';
import { silent, type Peer } from './peers/peer.js';
import { all, limit, outcomes, type Call } from './proofs.js';

let mute: Peer | undefined;

beforeAll(async () => {
  mute = await silent();
  neonConfig.fetchEndpoint = (host, port) => `http://${host}:${port}/sql`;
  setGlobalDispatcher(new Agent({ headersTimeout: limit, bodyTimeout: limit }));
});

afterAll(() => mute?.close());

const url = (): string => `http://127.0.0.1:${mute?.port ?? 0}`;
const postgres = (): string => `postgres://user:password@127.0.0.1:${mute?.port ?? 0}/shop`;
const overHttp = (input: string, init: object = {}): Promise<Response> => fetch(input.replace('https:', 'http:'), init);
const planetscale = () => new PlanetScale({ host: `127.0.0.1:${mute?.port ?? 0}`, username: 'u', password: 'p', fetch: overHttp });

/** Node 20 has no WebSocket of its own. */
const realtime: object = { realtime: { transport: WebSocket } };

const text = '{ books }';
const messages = [{ role: 'user' as const, content: 'hello' }];

/** Of those whose answer holds the failure. */
async function thrown(answer: PromiseLike<{ readonly error?: unknown }>): Promise<void> {
  const { error } = await answer;
  if (error !== null && error !== undefined) throw new Error('answered with an error');
}

/** One call for each library; what each would retry by itself is turned off, where it can be. */
const calls: Readonly<Record<string, Call>> = {
  fetch: () => fetch(url()),
  undici: () => request(url()),
  'Vercel AI SDK': () => generateText({ model: createOpenAI({ apiKey: 'key', baseURL: url() })('gpt-4o'), prompt: 'hello', maxRetries: 0 }),
  OpenAI: () => new OpenAI({ apiKey: 'key', baseURL: url(), maxRetries: 0 }).models.list(),
  Anthropic: () => new Anthropic({ apiKey: 'key', baseURL: url(), maxRetries: 0 }).models.list(),
  '@langchain/openai': () => new ChatOpenAI({ apiKey: 'key', maxRetries: 0, configuration: { baseURL: url() } }).invoke('hello'),
  '@langchain/anthropic': () => new ChatAnthropic({ apiKey: 'key', maxRetries: 0, anthropicApiUrl: url() }).invoke('hello'),
  'Google Generative AI': () => new GoogleGenerativeAI('key').getGenerativeModel({ model: 'm' }, { baseUrl: url() }).generateContent('hello'),
  Mistral: () => new Mistral({ apiKey: 'key', serverURL: url(), retryConfig: { strategy: 'none' } }).chat.complete({ model: 'm', messages }),
  Replicate: () => new Replicate({ auth: 'token', baseUrl: url() }).predictions.create({ model: 'owner/model', input: {} }),
  'Hugging Face': () => new InferenceClient('hf_token', { endpointUrl: url() }).featureExtraction({ inputs: 'hello' }),
  '@upstash/redis': () => new Redis({ url: url(), token: 'a', retry: false, enableTelemetry: false, enableAutoPipelining: false }).get('a'),
  '@upstash/qstash': () => new QStash({ token: 'token', baseUrl: url(), retry: false }).publishJSON({ url: 'https://example.org', body: {} }),
  libSQL: () => createLibsql({ url: url() }).execute('SELECT 1'),
  meilisearch: () => new Meilisearch({ host: url() }).index('books').search('x'),
  Neon: async () => await neon(postgres())`SELECT 1`,
  'drizzle-orm/neon-http': async () => await drizzleNeon(postgres()).execute(sql`SELECT 1`),
  Pinecone: () => new Pinecone({ apiKey: 'key', controllerHostUrl: url(), maxRetries: 0 }).listIndexes(),
  PlanetScale: () => planetscale().execute('SELECT 1'),
  'drizzle-orm/planetscale-serverless': async () => await drizzlePlanetscale({ client: planetscale() }).execute(sql`SELECT 1`),
  Supabase: async () => {
    await thrown(createSupabase(url(), 'key', realtime).from('orders').insert({ id: 1 }));
  },
  Resend: () => thrown(new Resend('re_key', { baseUrl: url() }).emails.send({ from: 'a@example.com', to: 'b@example.com', subject: 's', text: 't' })),
  Octokit: () => new Octokit({ baseUrl: url() }).rest.repos.get({ owner: 'a', repo: 'b' }),
  ofetch: () => ofetch(url(), { retry: 0 }),
  wretch: () => wretch(url()).get().text(),
  'graphql-request': () => graphqlRequest(url(), text),
  '@apollo/client': () => new ApolloClient({ link: new HttpLink({ uri: url() }), cache: new InMemoryCache() }).query({ query: gql(text) }),
  urql: () => thrown(new Urql({ url: url(), exchanges: [fetchExchange], preferGetMethod: false }).query(text, {}).toPromise()),
  '@trpc/client': () => createTRPCUntypedClient({ links: [httpLink({ url: url() })] }).query('books'),
};

/** Older majors of which the catalogue says the same. */
const ofOlderMajors: Readonly<Record<string, Call>> = {
  'Hugging Face 2': () => new HfInference('hf_token').featureExtraction({ inputs: 'hello', model: url() }),
  'Hugging Face 3': () => new InferenceClient3('hf_token', { endpointUrl: url() }).featureExtraction({ inputs: 'hello' }),
  'libSQL 0.14': () => createLibsql14({ url: url() }).execute('SELECT 1'),
  'Replicate 0.29': () => new Replicate0({ auth: 'token', baseUrl: url() }).predictions.create({ model: 'owner/model', input: {} }),
  'Pinecone 5': () => new Pinecone5({ apiKey: 'key', controllerHostUrl: url() }).listIndexes(),
};

/** Replicate tries five more times. */
const afterRetries = 28_000;

describe('a global dispatcher with both limits', () => {
  it('bounds every library that the catalogue says it bounds', async () => {
    const claimed = libraries.filter(({ processWide }) => processWide.includes(globalDispatcher)).map(({ name }) => name);
    expect(Object.keys(calls).sort()).toEqual([...claimed].sort());
    expect(await outcomes(calls, afterRetries)).toEqual(all(calls, 'rejected'));
  });

  it('bounds their older majors', async () => {
    expect(await outcomes(ofOlderMajors, afterRetries)).toEqual(all(ofOlderMajors, 'rejected'));
  });
});
