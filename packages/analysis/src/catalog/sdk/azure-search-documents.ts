import { oneOf } from '../alternatives.js';
import type { Client, Library } from '../schema.js';
import { azureTimeouts } from './azure-timeouts.js';

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
  timeout: azureTimeouts('12.0.0'),
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
