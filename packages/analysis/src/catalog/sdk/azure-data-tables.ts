import { oneOf } from '../alternatives.js';
import type { Client, Library } from '../schema.js';

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
