import { oneOf } from '../alternatives.js';
import { provenFrom } from '../proven-from.js';
import type { Client, Library } from '../schema.js';

const client: Client = {
  name: 'Azure Queue client',
  makers: [
    { path: 'QueueServiceClient|QueueClient', by: 'new', optionsAt: [2, 1] },
    { path: 'QueueServiceClient.fromConnectionString', by: 'call', optionsAt: [1] },
  ],
  types: ['QueueServiceClient', 'QueueClient'],
  calls: [
    {
      path: `**.${oneOf(`
        sendMessage deleteMessage updateMessage clearMessages createIfNotExists deleteIfExists setMetadata createQueue deleteQueue`)}`,
      effect: 'write',
    },
    { path: '**.receiveMessages|peekMessages|exists|getProperties', effect: 'read' },
    { path: '**.getQueueClient().create|delete', effect: 'write' },
  ],
  local: ['**.getQueueClient|generateSasUrl', 'listQueues'],
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
    },
    sufficient: [['abortSignal']],
    default: provenFrom('12.0.0', null, 'the Azure SDK has none by default'),
    insertions: [],
    remedy: 'Each call takes `abortSignal: AbortSignal.timeout(…)` in its options.',
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const azureStorageQueue: Library = {
  name: '@azure/storage-queue',
  dependency: 'Azure Queue Storage',
  kind: 'queue',
  packages: ['@azure/storage-queue'],
  overHttp: true,
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: [
    'https://learn.microsoft.com/javascript/api/@azure/storage-queue',
    '@azure/core-rest-pipeline/dist/commonjs/pipelineRequest.js (timeout ?? 0)',
  ],
  verified: 'experiment',
};
