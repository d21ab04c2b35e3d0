import { fetchWait } from '../fetch-wait.js';
import { globalDispatcher } from '../http/fetch.js';
import type { Client, Library, OptionPlace, TimeoutOption } from '../schema.js';

const timeoutAt = (place: OptionPlace): TimeoutOption => ({
  place,
  unit: 'ms',
  disabled: [0],
  covers: ['dns', 'connect', 'request', 'headers', 'body'],
});

const model: Client = {
  name: 'Gemini model',
  makers: [
    { path: 'GoogleGenerativeAI', by: 'new', optionsAt: [1] },
    // genAI.getGenerativeModel(params, requestOptions)
    { path: 'getGenerativeModel', by: 'call', optionsAt: [1] },
  ],
  types: ['GenerativeModel', 'GoogleGenerativeAI'],
  calls: [
    { path: 'generateContent|generateContentStream|batchEmbedContents|embedContent|countTokens', effect: 'write' },
    { path: 'startChat().sendMessage|sendMessageStream', effect: 'write' },
  ],
  local: ['startChat'],
  self: ['getGenerativeModel()', 'getGenerativeModelFromCachedContent()'],
  timeout: {
    options: {
      timeout: timeoutAt({ at: 'client', path: 'timeout' }),
      'timeout of this call': timeoutAt({ at: 'call', argument: 1, path: 'timeout' }),
      signal: {
        place: { at: 'call', argument: 1, path: 'signal' },
        unit: 'ms',
        disabled: [],
        covers: ['dns', 'connect', 'request', 'headers', 'body'],
        isSignal: true,
      },
    },
    sufficient: [['timeout'], ['timeout of this call'], ['signal']],
    default: [fetchWait('*', 'it')],
    insertions: [
      {
        versions: '*',
        at: { place: 'call', argument: 1 },
        properties: [{ name: 'timeout', value: { setting: 'ai', times: 1 } }],
        notWith: [],
        notWithBlockingCalls: false,
      },
    ],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'call',
};

export const googleGenerativeAi: Library = {
  name: 'Google Generative AI',
  dependency: 'Gemini',
  kind: 'ai',
  packages: ['@google/generative-ai'],
  globals: [],
  functions: [],
  clients: [model],
  processWide: [globalDispatcher],
  source: ['https://github.com/google-gemini/deprecated-generative-ai-js', '@google/generative-ai/dist/index.js (buildFetchOptions)'],
  verified: 'experiment',
};
