import { provenFrom } from '../proven-from.js';
import type { Client, Library } from '../schema.js';

const client: Client = {
  name: 'Cohere client',
  makers: [{ path: 'CohereClient|CohereClientV2', by: 'new', optionsAt: [0] }],
  types: ['CohereClient', 'CohereClientV2'],
  calls: [
    { path: 'chat|embed|rerank|classify|generate|summarize|tokenize|detokenize|checkApiKey', effect: 'write' },
    { path: 'chatStream|generateStream', effect: 'write' },
    { path: 'v2.chat|chatStream|embed|rerank', effect: 'write' },
    { path: 'models|datasets|connectors|embedJobs|finetuning.list|get', effect: 'read' },
    { path: 'datasets|connectors|embedJobs.create|delete|update', effect: 'write' },
  ],
  local: [],
  self: [],
  timeout: {
    options: {
      timeoutInSeconds: {
        versions: '>=8.0.0',
        place: { at: 'client', path: 'timeoutInSeconds' },
        unit: 's',
        disabled: [],
        covers: ['connect', 'request', 'headers', 'body'],
      },
      'timeoutInSeconds of this call': {
        place: { at: 'call', argument: 1, path: 'timeoutInSeconds' },
        unit: 's',
        disabled: [],
        covers: ['connect', 'request', 'headers', 'body'],
      },
      'abortSignal of this call': {
        place: { at: 'call', argument: 1, path: 'abortSignal' },
        unit: 'ms',
        disabled: [],
        covers: ['connect', 'request', 'headers', 'body'],
        isSignal: true,
      },
    },
    sufficient: [['timeoutInSeconds'], ['timeoutInSeconds of this call'], ['abortSignal of this call']],
    default: provenFrom('8.0.0', 300_000, 'the Cohere SDK gives up after 300 s'),
    insertions: [
      {
        versions: '>=8.0.0',
        at: { place: 'client' },
        properties: [{ name: 'timeoutInSeconds', value: { setting: 'ai', times: 0.001 } }],
        notWith: [],
        notWithBlockingCalls: false,
      },
    ],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const cohere: Library = {
  name: 'Cohere',
  dependency: 'Cohere',
  kind: 'ai',
  packages: ['cohere-ai'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: ['https://github.com/cohere-ai/cohere-typescript', 'cohere-ai/dist/core/fetcher/makeRequest.js (timeoutInSeconds)'],
  verified: 'experiment',
};
