import { oneOf } from '../alternatives.js';
import type { CallPattern, Client, Library } from '../schema.js';

const reads = oneOf(`
  list listEvents listFiles listItems retrieve content downloadContent getCharacter search count poll waitForProcessing audioSpeeches
  audioTranscriptions codeInterpreterSessions costs fileSearchCalls moderations vectorStores webSearchCalls`);

/** Their first argument is the body, their second the options. */
const withBody = oneOf('create createVariation edit generate parse run runTools stream validate compact createCharacter');

const others = oneOf(`
  accept activate archive cancel complete createAndPoll createAndRun createAndRunPoll createAndRunStream createAndStream deactivate del delete extend
  hangup pause refer reject remix resume submitToolOutputs submitToolOutputsAndPoll submitToolOutputsStream update updateRateLimit upload
  uploadAndPoll`);

/** Resources stand one to four deep: `embeddings`, `chat.completions`, `beta.threads.runs`, `beta.threads.runs.steps`. */
const depths = ['*', '*.*', '*.*.*', '*.*.*.*'];

const calls: readonly CallPattern[] = [
  ...depths.map((resource): CallPattern => ({ path: `${resource}.${reads}`, effect: 'read' })),
  ...depths.map((resource): CallPattern => ({ path: `${resource}.${withBody}|${others}`, effect: 'write' })),
  { path: 'get', effect: 'read' },
  { path: 'post|put|patch|delete|request', effect: 'write' },
];

const whole = ['connect', 'request', 'headers'] as const;

const client: Client = {
  name: 'OpenAI client',
  makers: [
    { path: '', by: 'new', optionsAt: [0] },
    { path: 'OpenAI|AzureOpenAI', by: 'new', optionsAt: [0] },
  ],
  types: ['OpenAI', 'AzureOpenAI'],
  calls,
  local: ['webhooks.**', 'logger.**', 'withOptions', 'buildURL|defaultQuery|defaultHeaders'],
  self: ['withOptions()'],
  timeout: {
    options: {
      // One attempt, up to the headers; two more follow by default. Zero ends each at once, `null` keeps the default.
      timeout: { place: { at: 'client', path: 'timeout' }, unit: 'ms', disabled: [], covers: whole },
      'timeout of this call': { place: { at: 'call', argument: 1, path: 'timeout', methods: `**.${withBody}` }, unit: 'ms', disabled: [], covers: whole },
      'timeout in its last argument': {
        place: { at: 'call', argument: 'last', path: 'timeout', methods: `**.${reads}|${others}` },
        unit: 'ms',
        disabled: [],
        covers: whole,
      },
      signal: {
        place: { at: 'call', argument: 1, path: 'signal', methods: `**.${withBody}` },
        unit: 'ms',
        disabled: [],
        covers: [...whole, 'body'],
        isSignal: true,
      },
      'signal in its last argument': {
        place: { at: 'call', argument: 'last', path: 'signal', methods: `**.${reads}|${others}` },
        unit: 'ms',
        disabled: [],
        covers: [...whole, 'body'],
        isSignal: true,
      },
      'timeout in the body': {
        place: { at: 'call', argument: 0, path: 'timeout', methods: `**.${withBody}` },
        unit: 'ms',
        disabled: [],
        covers: [],
        weakness: { kind: 'wrong-place', why: 'it stands in the body that is sent: the options are the second argument' },
      },
    },
    sufficient: [['timeout'], ['timeout of this call'], ['timeout in its last argument'], ['signal'], ['signal in its last argument']],
    default: [{ versions: '*', ms: 600_000, phrase: 'the OpenAI SDK gives up after 10 minutes an attempt' }],
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

export const openai: Library = {
  name: 'OpenAI',
  dependency: 'OpenAI',
  kind: 'ai',
  packages: ['openai'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: [
    'https://github.com/openai/openai-node#timeouts',
    'openai/client.js (DEFAULT_TIMEOUT = 600000, maxRetries 2)',
    'openai/internal/request-options.d.ts',
  ],
  verified: 'experiment',
};
