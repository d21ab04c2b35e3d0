import { globalDispatcher } from '../http/fetch.js';
import type { Client, Library } from '../schema.js';

const client: Client = {
  name: 'Pinecone client',
  makers: [{ path: 'Pinecone', by: 'new', optionsAt: [0] }],
  types: ['Pinecone'],
  calls: [
    { path: 'listIndexes|describeIndex|listCollections|describeCollection', effect: 'read' },
    { path: 'createIndex|createIndexForModel|deleteIndex|configureIndex|createCollection|deleteCollection', effect: 'write' },
    { path: 'index()|Index().**.query|fetch|fetchByMetadata|searchRecords|listPaginated|describeIndexStats', effect: 'read' },
    { path: 'index()|Index().**.upsert|upsertRecords|update|deleteOne|deleteMany|deleteAll', effect: 'write' },
    { path: 'inference.embed|rerank', effect: 'read' },
  ],
  local: ['index|Index|assistant|getConfig', 'index()|Index().namespace'],
  self: [],
  timeout: {
    options: {
      // A fetch of the user’s own.
      fetchApi: { place: { at: 'client', path: 'fetchApi' }, unit: 'ms', disabled: [], covers: [], isCustom: true },
    },
    sufficient: [],
    default: [{ versions: '*', ms: 300_000, phrase: 'the Pinecone client uses fetch, where undici gives up on headers after 300 s' }],
    insertions: [],
    remedy: 'Give it a fetch with a deadline: `fetchApi: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(10_000) })`.',
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
  source: ['https://sdk.pinecone.io/typescript/', '@pinecone-database/pinecone/dist/utils/fetch.js (fetchApi)'],
  verified: 'experiment',
};
