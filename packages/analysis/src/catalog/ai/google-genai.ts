import { fetchWait } from '../fetch-wait.js';
import { oneOf } from '../alternatives.js';
import type { Client, Library, OptionPlace, TimeoutOption } from '../schema.js';

const whole = ['dns', 'connect', 'request', 'headers', 'body'] as const;
const timeoutAt = (place: OptionPlace): TimeoutOption => ({ place, unit: 'ms', disabled: [0], covers: whole });

/** Every call takes one object, with its options in `config`. */
const inConfig = (path: string): OptionPlace => ({ at: 'call', argument: 0, path: `config.${path}` });

const changes = oneOf('create createEmbeddings update delete cancel upload registerFiles tune validateReward importFile uploadToFileSearchStore');

const client: Client = {
  name: 'Google GenAI client',
  makers: [{ path: 'GoogleGenAI', by: 'new', optionsAt: [0] }],
  types: ['GoogleGenAI'],
  calls: [
    {
      path: `models.${oneOf('generateContent generateContentStream generateContentWithContinuation generateContentStreamWithContinuation')}`,
      effect: 'write',
    },
    { path: `models.${oneOf('generateImages generateVideos editImage upscaleImage recontextImage segmentImage update delete')}`, effect: 'write' },
    { path: 'models.embedContent|countTokens|computeTokens|get|list', effect: 'read' },
    { path: 'chats.create().sendMessage|sendMessageStream', effect: 'write' },
    {
      path: `files|caches|batches|tunings|operations|fileSearchStores.${oneOf('get list download downloadMedia getVideosOperation')}`,
      effect: 'read',
    },
    { path: `files|caches|batches|tunings|fileSearchStores|authTokens.${changes}`, effect: 'write' },
    { path: 'fileSearchStores.documents.get|list', effect: 'read' },
    { path: 'fileSearchStores.documents.delete', effect: 'write' },
    // A session that lasts.
    { path: 'live.connect', effect: 'blocking' },
    { path: 'live.music.connect', effect: 'blocking' },
  ],
  local: ['chats.create'],
  self: [],
  timeout: {
    options: {
      'httpOptions.timeout': timeoutAt({ at: 'client', path: 'httpOptions.timeout' }),
      'httpOptions.timeout of this call': timeoutAt(inConfig('httpOptions.timeout')),
      abortSignal: { place: inConfig('abortSignal'), unit: 'ms', disabled: [], covers: whole, isSignal: true },
    },
    sufficient: [['httpOptions.timeout'], ['httpOptions.timeout of this call'], ['abortSignal']],
    default: [fetchWait('*', 'it')],
    insertions: [
      {
        versions: '*',
        at: { place: 'client' },
        properties: [{ name: 'httpOptions', value: { properties: [{ name: 'timeout', value: { setting: 'ai', times: 1 } }] } }],
        notWith: [],
        notWithBlockingCalls: false,
      },
    ],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const googleGenai: Library = {
  name: 'Google GenAI',
  dependency: 'Gemini',
  kind: 'ai',
  packages: ['@google/genai'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: [
    'https://googleapis.github.io/js-genai/release_docs/interfaces/types.HttpOptions.html',
    '@google/genai/dist/node/index.cjs (createAttemptSignal)',
  ],
  verified: 'experiment',
};
