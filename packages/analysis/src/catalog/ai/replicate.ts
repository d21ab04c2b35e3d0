import { fetchWaitProvenFrom } from '../fetch-wait.js';
import { oneOf } from '../alternatives.js';
import { globalDispatcher } from '../http/fetch.js';
import type { Client, Library, OptionPlace, TimeoutOption } from '../schema.js';

const groups = oneOf('accounts collections deployments files hardware models predictions trainings');

const signalAt = (argument: number, methods: string): TimeoutOption => {
  const place: OptionPlace = { at: 'call', argument, path: 'signal', methods };
  return { place, unit: 'ms', versions: '>=1.0.0', disabled: [], covers: ['dns', 'connect', 'request', 'headers', 'body'], isSignal: true };
};

const client: Client = {
  name: 'Replicate client',
  makers: [
    { path: '', by: 'new', optionsAt: [0] },
    { path: 'Replicate', by: 'new', optionsAt: [0] },
  ],
  types: ['Replicate'],
  calls: [
    { path: `${groups}.get|list|search|current`, effect: 'read' },
    { path: 'models.versions.get|list', effect: 'read' },
    { path: `${groups}.create|update|delete|cancel`, effect: 'write' },
    { path: 'deployments.predictions.create', effect: 'write' },
    { path: 'run|stream|wait|request|paginate', effect: 'write' },
  ],
  local: [],
  self: [],
  timeout: {
    options: {
      'signal of what is created': signalAt(0, 'predictions.create'),
      'signal of what is asked for': signalAt(1, 'predictions.get|cancel'),
      'signal of the run': {
        place: { at: 'call', argument: 1, path: 'signal', methods: 'run' },
        unit: 'ms',
        disabled: [],
        covers: [],
        weakness: { kind: 'partial', why: 'it is looked at between requests and interrupts none' },
      },
      // A fetch of the user's own.
      fetch: { place: { at: 'client', path: 'fetch' }, unit: 'ms', disabled: [], covers: [], isCustom: true },
      timeout: {
        place: { at: 'client', path: 'timeout' },
        unit: 'ms',
        disabled: [],
        covers: [],
        weakness: { kind: 'no-such-option', why: 'the library has no such option and ignores it' },
      },
    },
    sufficient: [['signal of what is created'], ['signal of what is asked for']],
    default: fetchWaitProvenFrom('0.29.0', 'it'),
    insertions: [],
    remedy: 'Give it a `fetch` that calls fetch with `signal: AbortSignal.timeout(90_000)`: an answer may take a minute on purpose.',
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const replicate: Library = {
  name: 'Replicate',
  dependency: 'Replicate',
  kind: 'ai',
  packages: ['replicate'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [globalDispatcher],
  source: ['https://github.com/replicate/replicate-javascript#api', 'replicate/index.js (request, run)', 'replicate/lib/predictions.js (signal)'],
  verified: 'experiment',
};
