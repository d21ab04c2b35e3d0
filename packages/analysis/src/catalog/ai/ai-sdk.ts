import { oneOf } from '../alternatives.js';
import { fetchWaitOfEachAttempt } from '../fetch-wait.js';
import { globalDispatcher } from '../http/fetch.js';
import type { Client, Insertion, Library, TimeoutFacts, TimeoutOption } from '../schema.js';

/** All take one object. */
const at = (path: string): TimeoutOption['place'] => ({ at: 'call', argument: 0, path });

const whole = ['dns', 'connect', 'request', 'headers', 'body'] as const;

const abortSignal: TimeoutOption = { place: at('abortSignal'), unit: 'ms', disabled: [], covers: whole, isSignal: true };

const signal: TimeoutOption = {
  place: at('signal'),
  unit: 'ms',
  disabled: [],
  covers: [],
  weakness: { kind: 'no-such-option', why: 'the AI SDK calls it abortSignal and ignores this one' },
};

/** Two more attempts follow, unless `maxRetries` says otherwise or an older AI Gateway, which a string as the model goes through, has failed. */
const defaults: TimeoutFacts['default'] = [fetchWaitOfEachAttempt('*', 'its provider')];

/** A number, or limits for the whole, a step and a gap between chunks. Older versions ignore it. */
const timeouts: TimeoutFacts['options'] = {
  timeout: { place: at('timeout'), versions: '>=6.0.14', unit: 'ms', disabled: [], covers: whole },
  'timeout of version 6': {
    place: at('timeout'),
    versions: '<6.0.14',
    unit: 'ms',
    disabled: [],
    covers: [],
    weakness: { kind: 'no-such-option', why: 'the AI SDK ignores it before version 6' },
  },
};

const insertTimeout: Insertion = {
  versions: '>=6.0.14',
  at: { place: 'call', argument: 0 },
  properties: [{ name: 'timeout', value: { setting: 'ai', times: 1 } }],
  notWith: [],
  notWithBlockingCalls: false,
};

const insertSignal: Insertion = {
  ...insertTimeout,
  versions: '<6.0.14',
  properties: [{ name: 'abortSignal', value: { signal: 'ai' } }],
  answersWhole: true,
};

const textTimeout: TimeoutFacts = {
  options: { ...timeouts, abortSignal, signal },
  sufficient: [['timeout'], ['abortSignal']],
  default: defaults,
  insertions: [insertTimeout, insertSignal],
};

/** A deadline for the whole would cut a long answer that flows; one for the gap between chunks starts with the first of them. */
const streamTimeout: TimeoutFacts = { ...textTimeout, insertions: [] };

/** They know no timeout. */
const signalOnly: TimeoutFacts = {
  options: {
    abortSignal,
    signal,
    timeout: {
      place: at('timeout'),
      unit: 'ms',
      disabled: [],
      covers: [],
      weakness: { kind: 'no-such-option', why: 'only generateText, streamText and agents have it' },
    },
  },
  sufficient: [['abortSignal']],
  default: defaults,
  insertions: [{ ...insertSignal, versions: '*' }],
};

const streamedObject: TimeoutFacts = { ...signalOnly, insertions: [] };

const agent: Client = {
  name: 'AI agent',
  makers: [{ path: 'ToolLoopAgent|Experimental_Agent', by: 'new', optionsAt: [0] }],
  types: ['ToolLoopAgent', 'Experimental_Agent'],
  calls: [{ path: 'generate|stream|respond', effect: 'write' }],
  local: [],
  self: [],
  timeout: {
    options: {
      timeout: { place: { at: 'client', path: 'timeout' }, versions: '>=6.0.14', unit: 'ms', disabled: [], covers: whole },
      'timeout of this call': { place: at('timeout'), versions: '>=6.0.14', unit: 'ms', disabled: [], covers: whole },
      abortSignal,
    },
    sufficient: [['timeout of this call'], ['abortSignal'], ['timeout']],
    default: defaults,
    insertions: [],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'call',
};

export const aiSdk: Library = {
  name: 'Vercel AI SDK',
  dependency: 'AI provider',
  kind: 'ai',
  packages: ['ai'],
  globals: [],
  functions: [
    { path: 'generateText', effect: 'write', timeout: textTimeout },
    { path: 'streamText', effect: 'write', timeout: streamTimeout },
    { path: 'streamObject', effect: 'write', timeout: streamedObject },
    {
      path: oneOf(`
        generateObject embed embedMany rerank generateImage experimental_generateImage generateSpeech experimental_generateSpeech transcribe
        experimental_transcribe
        experimental_generateVideo`),
      effect: 'write',
      timeout: signalOnly,
    },
  ],
  clients: [agent],
  processWide: [globalDispatcher],
  source: [
    'https://ai-sdk.dev/docs/ai-sdk-core/settings#abortsignal',
    'https://ai-sdk.dev/docs/ai-sdk-core/settings#timeout',
    'ai/dist/index.js (getTotalTimeoutMs, mergeAbortSignals, retryWithExponentialBackoff)',
    '@ai-sdk/provider-utils/dist/index.js (handleFetchError: isRetryable)',
  ],
  verified: 'experiment',
};
