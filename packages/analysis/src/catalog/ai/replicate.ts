import { globalDispatcher } from '../http/fetch.js';
import type { Client, Library } from '../schema.js';

const client: Client = {
  name: 'Replicate client',
  makers: [{ path: '', by: 'new', optionsAt: [0] }],
  types: ['Replicate'],
  calls: [
    { path: 'models|deployments|predictions|trainings|collections|files.get|list|search', effect: 'read' },
    { path: 'predictions|trainings|deployments|files|models.create|cancel|update|delete', effect: 'write' },
    { path: 'run', effect: 'write' },
    { path: 'stream|wait|paginate', effect: 'blocking' },
  ],
  local: [],
  self: [],
  timeout: {
    options: {
      // A fetch of the user’s own.
      fetch: { place: { at: 'client', path: 'fetch' }, unit: 'ms', disabled: [], covers: [], isCustom: true },
    },
    sufficient: [],
    default: [{ versions: '*', ms: 300_000, phrase: 'the Replicate client uses fetch, where undici gives up on headers after 300 s' }],
    insertions: [],
    remedy: 'Give it a fetch with a deadline: `fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(60_000) })`.',
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
  source: ['https://github.com/replicate/replicate-javascript#api', 'replicate/index.js (fetch)'],
  verified: 'experiment',
};
