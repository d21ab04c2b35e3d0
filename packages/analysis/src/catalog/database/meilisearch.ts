import { fetchWait } from '../fetch-wait.js';
import { globalDispatcher } from '../http/fetch.js';
import type { Client, Library } from '../schema.js';

const client: Client = {
  name: 'Meilisearch client',
  makers: [{ path: 'Meilisearch|MeiliSearch', by: 'new', optionsAt: [0] }],
  types: ['Meilisearch', 'MeiliSearch'],
  calls: [
    { path: 'index().search|searchGet|getDocument|getDocuments|getStats', effect: 'read' },
    {
      path: 'index().addDocuments|addDocumentsInBatches|updateDocuments|deleteDocument|deleteDocuments|deleteAllDocuments|updateSettings',
      effect: 'write',
    },
    { path: 'multiSearch|health|getStats|getVersion|getIndexes', effect: 'read' },
    { path: 'createIndex|updateIndex|deleteIndex|swapIndexes', effect: 'write' },
    // Polls until the task is done.
    { path: 'tasks.waitForTask|waitForTasks', effect: 'blocking' },
  ],
  local: [],
  self: [],
  timeout: {
    options: {
      timeout: { versions: '>=0.36.0', place: { at: 'client', path: 'timeout' }, unit: 'ms', disabled: [], covers: ['dns', 'connect', 'request', 'headers'] },
      // A fetch of the user's own.
      httpClient: { place: { at: 'client', path: 'httpClient' }, unit: 'ms', disabled: [], covers: [], isCustom: true },
    },
    sufficient: [['timeout']],
    default: [fetchWait('*', 'it')],
    insertions: [
      {
        versions: '>=0.36.0',
        at: { place: 'client' },
        properties: [{ name: 'timeout', value: { setting: 'database', times: 1 } }],
        notWith: [],
        notWithBlockingCalls: false,
      },
    ],
    remedy: 'Before 0.36 it has no timeout: give it, from 0.32 on, an `httpClient` that calls fetch with `signal: AbortSignal.timeout(5_000)`.',
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const meilisearch: Library = {
  name: 'meilisearch',
  dependency: 'Meilisearch',
  kind: 'database',
  packages: ['meilisearch'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [globalDispatcher],
  source: ['https://meilisearch.github.io/meilisearch-js/types/index.Config.html', 'meilisearch/dist/http-requests.js (getTimeoutFn)'],
  verified: 'experiment',
};
