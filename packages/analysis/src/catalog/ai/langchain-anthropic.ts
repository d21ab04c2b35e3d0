import { globalDispatcher } from '../http/fetch.js';
import type { Client, Library } from '../schema.js';

const inference = 'invoke|stream|batch|generate|predict|call';

const client: Client = {
  name: 'LangChain model of Anthropic',
  makers: [{ path: 'ChatAnthropic', by: 'new', optionsAt: [0, 1] }],
  types: ['ChatAnthropic'],
  calls: [
    { path: inference, effect: 'write' },
  ],
  local: [],
  self: ['bindTools()|bind()|withStructuredOutput()|withConfig()|withRetry()'],
  timeout: {
    options: {
      // Of an attempt: six more may follow.
      timeout: {
        place: { at: 'client', path: 'clientOptions.timeout' },
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
      'timeout of the model': {
        place: { at: 'client', path: 'timeout' },
        unit: 'ms',
        disabled: [],
        covers: [],
        weakness: { kind: 'wrong-place', why: 'the model takes it within `clientOptions`' },
      },
    },
    sufficient: [['timeout'], ['timeout of this call'], ['signal of this call']],
    default: [{ versions: '*', ms: 600_000, phrase: 'it leaves that to the Anthropic SDK, which gives up after 10 minutes an attempt' }],
    insertions: [
      {
        versions: '*',
        at: { place: 'client' },
        properties: [{ name: 'clientOptions', value: { properties: [{ name: 'timeout', value: { setting: 'ai', times: 1 } }] } }],
        notWith: [],
        notWithBlockingCalls: false,
      },
    ],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const langchainAnthropic: Library = {
  name: 'LangChain for Anthropic',
  dependency: 'Anthropic',
  kind: 'ai',
  packages: ['@langchain/anthropic'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [globalDispatcher],
  source: ['https://docs.langchain.com/oss/javascript/integrations/chat/anthropic', '@langchain/anthropic/dist/chat_models.cjs (clientOptions)'],
  verified: 'experiment',
};
