import { oneOf } from '../alternatives.js';
import type { Client, Library } from '../schema.js';
import { azureTimeouts } from './azure-timeouts.js';

const client: Client = {
  name: 'Azure Table client',
  makers: [
    { path: 'TableClient', by: 'new', optionsAt: [3, 2] },
    { path: 'TableServiceClient', by: 'new', optionsAt: [2, 1] },
    { path: 'TableClient|TableServiceClient.fromConnectionString', by: 'call', optionsAt: [2, 1] },
  ],
  types: ['TableClient', 'TableServiceClient'],
  calls: [
    { path: 'getEntity|getAccessPolicy|getStatistics|getProperties', effect: 'read' },
    {
      path: oneOf(`
        createEntity updateEntity upsertEntity deleteEntity createTable deleteTable submitTransaction setAccessPolicy setProperties`),
      effect: 'write',
    },
  ],
  local: ['listEntities|listTables'],
  self: [],
  timeout: azureTimeouts('13.0.0'),
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const azureDataTables: Library = {
  name: '@azure/data-tables',
  dependency: 'Azure Table Storage',
  kind: 'sdk',
  packages: ['@azure/data-tables'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: [
    'https://learn.microsoft.com/javascript/api/@azure/data-tables',
    '@azure/core-rest-pipeline/dist/commonjs/pipelineRequest.js (timeout ?? 0)',
  ],
  verified: 'experiment',
};
