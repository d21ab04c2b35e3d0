import { fetchWaitProvenFrom } from '../fetch-wait.js';
import { globalDispatcher } from '../http/fetch.js';
import type { Client, Library } from '../schema.js';

const client: Client = {
  name: 'Mistral client',
  makers: [{ path: 'Mistral', by: 'new', optionsAt: [0] }],
  types: ['Mistral'],
  calls: [
    { path: 'models.list|retrieve', effect: 'read' },
    { path: 'chat.complete|parse|stream|parseStream', effect: 'write' },
    { path: 'agents|fim.complete|stream', effect: 'write' },
    { path: 'embeddings.create', effect: 'write' },
    { path: 'ocr.process', effect: 'write' },
    { path: 'classifiers.classify|classifyChat|moderate|moderateChat', effect: 'write' },
    { path: 'files.list|retrieve|download|getSignedUrl', effect: 'read' },
    { path: 'files.upload|delete', effect: 'write' },
  ],
  local: [],
  self: [],
  timeout: {
    options: {
      timeoutMs: { place: { at: 'client', path: 'timeoutMs' }, unit: 'ms', disabled: [], covers: ['connect', 'request', 'headers', 'body'] },
      'timeoutMs of this call': {
        place: { at: 'call', argument: 1, path: 'timeoutMs' },
        unit: 'ms',
        disabled: [],
        covers: ['connect', 'request', 'headers', 'body'],
      },
      'signal of this call': {
        place: { at: 'call', argument: 1, path: 'fetchOptions.signal' },
        unit: 'ms',
        disabled: [],
        covers: ['connect', 'request', 'headers', 'body'],
        isSignal: true,
      },
    },
    sufficient: [['timeoutMs'], ['timeoutMs of this call'], ['signal of this call']],
    default: fetchWaitProvenFrom('2.0.0', 'the Mistral SDK'),
    insertions: [
      {
        versions: '>=1.0.0',
        at: { place: 'client' },
        properties: [{ name: 'timeoutMs', value: { setting: 'ai', times: 1 } }],
        notWith: [],
        notWithBlockingCalls: false,
      },
    ],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const mistral: Library = {
  name: 'Mistral',
  dependency: 'Mistral',
  kind: 'ai',
  packages: ['@mistralai/mistralai'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [globalDispatcher],
  source: ['https://github.com/mistralai/client-ts', '@mistralai/mistralai/esm/lib/sdks.js (timeoutMs)'],
  verified: 'experiment',
};
