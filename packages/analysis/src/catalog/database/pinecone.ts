import { fetchWaitProvenFrom } from '../fetch-wait.js';
import { oneOf } from '../alternatives.js';
import { globalDispatcher } from '../http/fetch.js';
import type { Client, Library } from '../schema.js';

const reads = oneOf(`
  query fetch fetchByMetadata listPaginated describeIndexStats searchRecords listImports describeImport listNamespaces describeNamespace describeIndex
  listIndexes describeCollection listCollections listBackups describeBackup listRestoreJobs describeRestoreJob describeAssistant listAssistants`);

const writes = oneOf(`
  upsert upsertRecords update deleteOne deleteMany deleteAll startImport cancelImport createNamespace deleteNamespace createIndex createIndexForModel
  configureIndex deleteIndex createCollection deleteCollection createBackup createIndexFromBackup deleteBackup createAssistant updateAssistant
  deleteAssistant`);

const client: Client = {
  name: 'Pinecone client',
  makers: [{ path: 'Pinecone', by: 'new', optionsAt: [0] }],
  types: ['Pinecone', 'Index'],
  calls: [
    { path: reads, effect: 'read' },
    { path: writes, effect: 'write' },
    { path: 'inference.embed|rerank|listModels|getModel', effect: 'read' },
  ],
  local: ['getConfig'],
  self: ['index()', 'Index()', 'namespace()'],
  timeout: {
    options: {
      // A fetch of the user's own.
      fetchApi: { place: { at: 'client', path: 'fetchApi' }, unit: 'ms', disabled: [], covers: [], isCustom: true },
      timeout: {
        // Before, it refuses what it does not know.
        versions: '>=8.0.0',
        place: { at: 'client', path: 'timeout' },
        unit: 'ms',
        disabled: [],
        covers: [],
        weakness: { kind: 'no-such-option', why: 'the library has no such option and ignores it' },
      },
    },
    sufficient: [],
    default: fetchWaitProvenFrom('5.0.0', 'it'),
    insertions: [],
    remedy: 'Give it a `fetchApi` that calls fetch with `signal: AbortSignal.timeout(10_000)`.',
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const pinecone: Library = {
  name: 'Pinecone',
  dependency: 'Pinecone',
  kind: 'database',
  packages: ['@pinecone-database/pinecone'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [globalDispatcher],
  source: ['https://docs.pinecone.io/reference/typescript-sdk', '@pinecone-database/pinecone/dist/utils/fetch.js (getFetch)'],
  verified: 'experiment',
};
