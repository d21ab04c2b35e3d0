import { oneOf } from '../alternatives.js';
import { provenFrom } from '../proven-from.js';
import type { Client, Library } from '../schema.js';

const client: Client = {
  name: 'Qdrant client',
  makers: [{ path: 'QdrantClient', by: 'new', optionsAt: [0] }],
  types: ['QdrantClient'],
  calls: [
    {
      path: oneOf(`
        search searchBatch searchPointGroups searchMatrixPairs query queryBatch queryGroups recommend recommendBatch scroll count retrieve facet
        getCollections getCollection collectionExists getAliases versionInfo`),
      effect: 'read',
    },
    {
      path: oneOf(`
        upsert delete updateVectors deleteVectors setPayload overwritePayload deletePayload clearPayload batchUpdate createCollection
        recreateCollection updateCollection deleteCollection createPayloadIndex deletePayloadIndex updateCollectionAliases createSnapshot
        deleteSnapshot recoverSnapshot`),
      effect: 'write',
    },
  ],
  local: ['api'],
  self: [],
  timeout: {
    options: {
      timeout: { place: { at: 'client', path: 'timeout' }, unit: 'ms', disabled: [], covers: ['connect', 'request', 'headers', 'body'] },
      'timeout of the query': {
        place: { at: 'call', argument: 1, path: 'timeout' },
        unit: 's',
        disabled: [],
        covers: ['server'],
        weakness: { kind: 'server-only', why: 'it is sent to the server, so a dead server never enforces it' },
      },
    },
    sufficient: [['timeout']],
    default: provenFrom('1.0.0', 300_000, 'the Qdrant client gives up after 300 s'),
    insertions: [
      {
        versions: '*',
        at: { place: 'client' },
        properties: [{ name: 'timeout', value: { setting: 'database', times: 1 } }],
        notWith: [],
        notWithBlockingCalls: false,
      },
    ],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const qdrant: Library = {
  name: 'Qdrant',
  dependency: 'Qdrant',
  kind: 'database',
  packages: ['@qdrant/js-client-rest'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: [
    'https://github.com/qdrant/qdrant-js/tree/master/packages/js-client-rest',
    '@qdrant/js-client-rest/dist/cjs/qdrant-client.js (timeout = 300000)',
  ],
  verified: 'experiment',
};
