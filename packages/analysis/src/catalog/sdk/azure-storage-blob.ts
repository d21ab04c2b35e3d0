import { oneOf } from '../alternatives.js';
import type { Client, Library, TimeoutOption } from '../schema.js';

const onServer: TimeoutOption['weakness'] = { kind: 'server-only', why: 'it is only sent to the server, so a dead server never enforces it' };

const client: Client = {
  name: 'Azure Blob client',
  makers: [
    { path: 'BlobServiceClient|ContainerClient|BlobClient|BlockBlobClient', by: 'new', optionsAt: [2, 1] },
    { path: 'BlobServiceClient.fromConnectionString', by: 'call', optionsAt: [1] },
  ],
  types: ['BlobServiceClient', 'ContainerClient', 'BlobClient', 'BlockBlobClient'],
  calls: [
    { path: `**.${oneOf('download downloadToBuffer downloadToFile exists getProperties getTags getAccessPolicy')}`, effect: 'read' },
    {
      path: `**.${oneOf('upload uploadData uploadStream uploadFile uploadBrowserData stageBlock commitBlockList deleteIfExists createIfNotExists')}`,
      effect: 'write',
    },
    {
      path: `**.${oneOf('deleteBlob deleteContainer createContainer setMetadata setHTTPHeaders beginCopyFromURL syncCopyFromURL uploadBlockBlob')}`,
      effect: 'write',
    },
    { path: '**.getBlockBlobClient()|getBlobClient()|getContainerClient().create|delete', effect: 'write' },
  ],
  local: [
    '**.getContainerClient|getBlobClient|getBlockBlobClient|getAppendBlobClient|generateSasUrl',
    '**.listBlobsFlat|listBlobsByHierarchy|listContainers',
  ],
  self: [],
  timeout: {
    options: {
      abortSignal: {
        place: { at: 'call', argument: 'last', path: 'abortSignal' },
        unit: 'ms',
        disabled: [],
        covers: ['connect', 'request', 'headers', 'body'],
        isSignal: true,
      },
      tryTimeoutInMs: {
        place: { at: 'client', path: 'retryOptions.tryTimeoutInMs' },
        unit: 'ms',
        disabled: [],
        covers: ['server'],
        weakness: onServer,
      },
    },
    sufficient: [['abortSignal']],
    default: [{ versions: '*', ms: null, phrase: 'the Azure SDK has none of its own by default' }],
    insertions: [],
    remedy: 'Each call takes `abortSignal: AbortSignal.timeout(…)`; `tryTimeoutInMs` is only sent to the server.',
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const azureStorageBlob: Library = {
  name: '@azure/storage-blob',
  dependency: 'Azure Blob Storage',
  kind: 'sdk',
  packages: ['@azure/storage-blob'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: [
    'https://learn.microsoft.com/javascript/api/@azure/storage-blob',
    '@azure/storage-blob/dist/commonjs/policies/StorageRetryPolicyV2.js (tryTimeoutInMs goes into the URL)',
  ],
  verified: 'experiment',
};
