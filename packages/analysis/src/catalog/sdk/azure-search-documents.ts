import { oneOf } from '../alternatives.js';
import type { Client, Library } from '../schema.js';

const client: Client = {
  name: 'Azure Search client',
  makers: [
    { path: 'SearchClient', by: 'new', optionsAt: [3] },
    { path: 'SearchIndexClient', by: 'new', optionsAt: [2] },
  ],
  types: ['SearchClient', 'SearchIndexClient'],
  calls: [
    {
      path: oneOf(`
        search getDocument getDocumentsCount autocomplete suggest getIndex getIndexStatistics getServiceStatistics analyzeText`),
      effect: 'read',
    },
    {
      path: oneOf(`
        indexDocuments uploadDocuments mergeDocuments mergeOrUploadDocuments deleteDocuments createIndex createOrUpdateIndex deleteIndex
        createSynonymMap createOrUpdateSynonymMap deleteSynonymMap`),
      effect: 'write',
    },
  ],
  local: ['listIndexes|listIndexesNames|listSynonymMaps|getSearchClient'],
  self: [],
  timeout: {
    options: {
      'timeout of this call': {
        place: { at: 'call', argument: 'last', path: 'requestOptions.timeout' },
        unit: 'ms',
        disabled: [0],
        covers: ['connect', 'request', 'headers', 'body'],
      },
      abortSignal: {
        place: { at: 'call', argument: 'last', path: 'abortSignal' },
        unit: 'ms',
        disabled: [],
        covers: ['connect', 'request', 'headers', 'body'],
        isSignal: true,
      },
    },
    sufficient: [['timeout of this call'], ['abortSignal']],
    default: [
      { versions: '>=13.0.0', ms: null, phrase: 'the Azure SDK has none by default' },
      { versions: '<13.0.0', ms: null, phrase: 'the Azure SDK has none by default', verified: 'documentation' },
    ],
    insertions: [],
    remedy: 'Each call takes `requestOptions: { timeout: 10_000 }`, or `abortSignal`, in its options.',
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const azureSearchDocuments: Library = {
  name: '@azure/search-documents',
  dependency: 'Azure AI Search',
  kind: 'sdk',
  packages: ['@azure/search-documents'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: [
    'https://learn.microsoft.com/javascript/api/@azure/search-documents',
    '@azure/core-rest-pipeline/dist/commonjs/pipelineRequest.js (timeout ?? 0)',
  ],
  verified: 'experiment',
};
