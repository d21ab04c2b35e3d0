import { oneOf } from '../alternatives.js';
import { provenFrom } from '../proven-from.js';
import type { Client, Library } from '../schema.js';

const client: Client = {
  name: 'MinIO client',
  makers: [{ path: 'Client', by: 'new', optionsAt: [0] }],
  types: ['Client'],
  calls: [
    {
      path: oneOf(`
        bucketExists listBuckets getObject getPartialObject fGetObject statObject getBucketPolicy getBucketTagging getObjectTagging`),
      effect: 'read',
    },
    {
      path: oneOf(`
        makeBucket removeBucket putObject fPutObject copyObject composeObject removeObject removeObjects setBucketPolicy setBucketTagging
        setObjectTagging removeIncompleteUpload`),
      effect: 'write',
    },
  ],
  local: [
    'presignedGetObject|presignedPutObject|presignedPostPolicy|presignedUrl|newPostPolicy|setAppInfo|traceOn|traceOff',
    'listObjects|listObjectsV2|listIncompleteUploads|listenBucketNotification',
  ],
  self: [],
  timeout: {
    options: {
      // The request function of another module.
      transport: { place: { at: 'client', path: 'transport' }, unit: 'ms', disabled: [], covers: [], isCustom: true },
    },
    sufficient: [],
    default: provenFrom('8.0.0', null, 'the MinIO client has none and no option for one'),
    insertions: [],
    remedy: 'Run the call in `withTimeout`; an agent’s `timeout` ends nothing.',
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const minio: Library = {
  name: 'MinIO',
  dependency: 'object store',
  kind: 'sdk',
  packages: ['minio'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: ['https://min.io/docs/minio/linux/developers/javascript/API.html', 'minio/dist/main/internal/client.js (no timeout)'],
  verified: 'experiment',
};
