import { globalDispatcher } from '../http/fetch.js';
import type { Client, Library } from '../schema.js';

const inference = 'invoke|stream|batch|generate|predict|call';

const client: Client = {
  name: 'LangChain model of OpenAI',
  makers: [{ path: 'ChatOpenAI|AzureChatOpenAI|OpenAI|AzureOpenAI|OpenAIEmbeddings|AzureOpenAIEmbeddings', by: 'new', optionsAt: [0, 1] }],
  types: ['ChatOpenAI', 'AzureChatOpenAI', 'OpenAI', 'AzureOpenAI', 'OpenAIEmbeddings', 'AzureOpenAIEmbeddings'],
  calls: [
    { path: `${inference}|embedQuery|embedDocuments`, effect: 'write' },
  ],
  local: [],
  self: ['bindTools()|bind()|withStructuredOutput()|withConfig()|withRetry()'],
  timeout: {
    options: {
      // Of an attempt: six more may follow.
      timeout: { place: { at: 'client', path: 'timeout' }, unit: 'ms', disabled: [], covers: ['connect', 'request', 'headers', 'body'] },
      'timeout of its configuration': {
        place: { at: 'client', path: 'configuration.timeout' },
        unit: 'ms',
        disabled: [],
        covers: ['connect', 'request', 'headers', 'body'],
      },
      'timeout of this call': {
        place: { at: 'call', argument: 1, path: 'timeout', methods: inference },
        unit: 'ms',
        disabled: [],
        covers: ['connect', 'request', 'headers', 'body'],
      },
      'signal of this call': {
        place: { at: 'call', argument: 1, path: 'signal', methods: inference },
        unit: 'ms',
        disabled: [],
        covers: ['connect', 'request', 'headers', 'body'],
        isSignal: true,
      },
    },
    sufficient: [['timeout'], ['timeout of its configuration'], ['timeout of this call'], ['signal of this call']],
    default: [{ versions: '*', ms: 600_000, phrase: 'it leaves that to the OpenAI SDK, which gives up after 10 minutes an attempt' }],
    insertions: [
      {
        versions: '*',
        at: { place: 'client' },
        properties: [{ name: 'timeout', value: { setting: 'ai', times: 1 } }],
        notWith: [],
        notWithBlockingCalls: false,
      },
    ],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const langchainOpenai: Library = {
  name: 'LangChain for OpenAI',
  dependency: 'OpenAI',
  kind: 'ai',
  packages: ['@langchain/openai'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [globalDispatcher],
  source: [
    'https://docs.langchain.com/oss/javascript/integrations/chat/openai',
    '@langchain/openai/dist/chat_models/base.cjs (timeout: this.timeout)',
  ],
  verified: 'experiment',
};
