import { oneOf } from '../alternatives.js';
import type { CallPattern, Client, Library, OptionPlace, TimeoutOption } from '../schema.js';

/** Their first argument is the body, their second the options. */
const withBody = oneOf('create parse stream countTokens');

const reads = oneOf('list retrieve retrieveMetadata download results stats');

const others = oneOf(`
  upload update delete cancel archive ack approve deny add remove set clear activate validate toolRunner thread send redact respond pause run unpause test
  regenerateSigningSecret revealToken rotateToken signOut stop heartbeat mcpOAuthValidate createEnrollmentURL validateArchive validateRepository`);

/** They go on until somebody stops them. */
const waiting = oneOf('poll poller worker');

/** Resources stand one to six deep: `messages`, `messages.batches`, `beta.organization.analytics.apps.chat.projects`. */
const depths = [1, 2, 3, 4, 5, 6].map((depth) => Array.from({ length: depth }, () => '*').join('.'));

const calls: readonly CallPattern[] = [
  ...depths.map((resource): CallPattern => ({ path: `${resource}.${reads}`, effect: 'read' })),
  ...depths.map((resource): CallPattern => ({ path: `${resource}.${withBody}|${others}`, effect: 'write' })),
  ...depths.map((resource): CallPattern => ({ path: `${resource}.${waiting}`, effect: 'blocking' })),
  { path: 'get', effect: 'read' },
  { path: 'post|put|patch|delete|request', effect: 'write' },
];

/** One attempt, up to the headers; two more follow by default. Zero ends each at once, `null` keeps the default. */
const timeoutAt = (place: OptionPlace): TimeoutOption => ({ place, unit: 'ms', disabled: [], covers: ['connect', 'request', 'headers'] });
const signalAt = (place: OptionPlace): TimeoutOption => ({ place, unit: 'ms', disabled: [], covers: ['connect', 'request', 'headers', 'body'], isSignal: true });

const second = (path: string): OptionPlace => ({ at: 'call', argument: 1, path, methods: `**.${withBody}` });
const last = (path: string): OptionPlace => ({ at: 'call', argument: 'last', path, methods: `**.${reads}|${others}` });

const client: Client = {
  name: 'Anthropic client',
  makers: [
    { path: '', by: 'new', optionsAt: [0] },
    { path: 'Anthropic', by: 'new', optionsAt: [0] },
  ],
  types: ['Anthropic'],
  calls,
  local: ['beta.webhooks.unwrap|parseUnverified', 'logger.**', 'withOptions', 'buildURL|defaultQuery|defaultHeaders'],
  self: ['withOptions()'],
  timeout: {
    options: {
      timeout: timeoutAt({ at: 'client', path: 'timeout' }),
      'timeout of this call': timeoutAt(second('timeout')),
      'timeout in its last argument': timeoutAt(last('timeout')),
      signal: signalAt(second('signal')),
      'signal in its last argument': signalAt(last('signal')),
      fetch: { place: { at: 'client', path: 'fetch' }, unit: 'ms', disabled: [], covers: [], isCustom: true },
      'timeout in the body': {
        place: { at: 'call', argument: 0, path: 'timeout', methods: `**.${withBody}` },
        unit: 'ms',
        disabled: [],
        covers: [],
        weakness: { kind: 'wrong-place', why: 'it stands in the body that is sent: the options are the second argument' },
      },
    },
    sufficient: [['timeout'], ['timeout of this call'], ['timeout in its last argument'], ['signal'], ['signal in its last argument']],
    default: [{ versions: '*', ms: 600_000, phrase: 'the Anthropic SDK gives up after 10 minutes an attempt' }],
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

export const anthropic: Library = {
  name: 'Anthropic',
  dependency: 'Anthropic',
  kind: 'ai',
  packages: ['@anthropic-ai/sdk'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: [
    'https://github.com/anthropics/anthropic-sdk-typescript#timeouts',
    '@anthropic-ai/sdk/client.js (DEFAULT_TIMEOUT = 600000, maxRetries 2)',
    '@anthropic-ai/sdk/internal/request-options.d.ts',
  ],
  verified: 'experiment',
};
