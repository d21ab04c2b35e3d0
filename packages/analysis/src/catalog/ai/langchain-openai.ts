import { globalDispatcher } from '../http/fetch.js';
import { provenFrom } from '../proven-from.js';
import type { Client, Library, TimeoutFacts, TimeoutOption } from '../schema.js';
import { model, modelCalls, runOptions } from './langchain.js';

/** One attempt; LangChain makes six more by default. */
const timeout: TimeoutOption = { place: { at: 'client', path: 'timeout' }, unit: 'ms', disabled: [], covers: ['connect', 'request', 'headers'] };

/** What the project makes itself may bound it. */
const customAt = (path: string): TimeoutOption => ({ place: { at: 'client', path }, unit: 'ms', disabled: [], covers: [], isCustom: true });

const own = {
  timeout,
  'fetch of its configuration': customAt('configuration.fetch'),
  'timeout of its configuration': customAt('configuration.timeout'),
};

const shared: Pick<TimeoutFacts, 'default' | 'insertions'> = {
  default: provenFrom('0.1.0', 600_000, 'the OpenAI SDK inside gives up after 10 minutes an attempt'),
  insertions: [
    {
      versions: '*',
      at: { place: 'client' },
      properties: [{ name: 'timeout', value: { setting: 'ai', times: 1 } }],
      notWith: [],
      notWithBlockingCalls: false,
    },
  ],
};

const chatClasses = ['ChatOpenAI', 'AzureChatOpenAI', 'ChatOpenAICompletions', 'ChatOpenAIResponses', 'OpenAI', 'AzureOpenAI'];
const embeddingClasses = ['OpenAIEmbeddings', 'AzureOpenAIEmbeddings'];

const chat: Client = {
  ...model,
  name: 'LangChain model of OpenAI',
  // `new ChatOpenAI('gpt-5', options)` as well.
  makers: [{ path: chatClasses.join('|'), by: 'new', optionsAt: [0, 1] }],
  types: chatClasses,
  calls: modelCalls,
  timeout: { ...shared, options: { ...own, ...runOptions }, sufficient: [['timeout'], ['timeout of this run'], ['signal of this run']] },
};

const embeddings: Client = {
  ...model,
  name: 'LangChain embeddings of OpenAI',
  makers: [{ path: embeddingClasses.join('|'), by: 'new', optionsAt: [0] }],
  types: embeddingClasses,
  calls: modelCalls,
  timeout: { ...shared, options: own, sufficient: [['timeout']] },
};

export const langchainOpenai: Library = {
  name: '@langchain/openai',
  dependency: 'OpenAI',
  kind: 'ai',
  packages: ['@langchain/openai'],
  globals: [],
  functions: [],
  clients: [chat, embeddings],
  processWide: [globalDispatcher],
  source: [
    'https://docs.langchain.com/oss/javascript/integrations/chat/openai',
    '@langchain/openai/dist/chat_models/base.js (_getClientOptions: timeout, maxRetries 0)',
    '@langchain/openai/dist/embeddings.js (embeddingWithRetry)',
  ],
  verified: 'experiment',
};
