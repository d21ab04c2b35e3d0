import { globalDispatcher } from '../http/fetch.js';
import { provenFrom } from '../proven-from.js';
import type { Client, Library } from '../schema.js';
import { model, modelCalls, runOptions } from './langchain.js';

const chat: Client = {
  ...model,
  name: 'LangChain model of Anthropic',
  makers: [{ path: 'ChatAnthropic|ChatAnthropicMessages', by: 'new', optionsAt: [0, 1] }],
  types: ['ChatAnthropic', 'ChatAnthropicMessages'],
  calls: modelCalls,
  timeout: {
    options: {
      // One attempt; LangChain makes six more by default.
      'timeout of its SDK': {
        place: { at: 'client', path: 'clientOptions.timeout' },
        unit: 'ms',
        disabled: [],
        covers: ['connect', 'request', 'headers'],
      },
      timeout: {
        place: { at: 'client', path: 'timeout' },
        unit: 'ms',
        disabled: [],
        covers: [],
        weakness: { kind: 'wrong-place', why: 'it is ignored there and belongs into clientOptions' },
      },
      'fetch of its SDK': { place: { at: 'client', path: 'clientOptions.fetch' }, unit: 'ms', disabled: [], covers: [], isCustom: true },
      createClient: { place: { at: 'client', path: 'createClient' }, unit: 'ms', disabled: [], covers: [], isCustom: true },
      ...runOptions,
    },
    sufficient: [['timeout of its SDK'], ['timeout of this run'], ['signal of this run']],
    default: provenFrom('1.0.0', 600_000, 'the Anthropic SDK inside gives up after 10 minutes an attempt'),
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
};

export const langchainAnthropic: Library = {
  name: '@langchain/anthropic',
  dependency: 'Anthropic',
  kind: 'ai',
  packages: ['@langchain/anthropic'],
  globals: [],
  functions: [],
  clients: [chat],
  processWide: [globalDispatcher],
  source: [
    'https://docs.langchain.com/oss/javascript/integrations/chat/anthropic',
    '@langchain/anthropic/dist/chat_models.js (clientOptions, createClient)',
  ],
  verified: 'experiment',
};
