import { oneOf } from '../alternatives.js';
import type { Client, Library } from '../schema.js';

/** Its `timeout` was not effective when it was run, and the source says 60 s: what bounds it is not proven. */
const client: Client = {
  name: 'Google Cloud Storage client',
  makers: [{ path: 'Storage', by: 'new', optionsAt: [0] }],
  types: ['Storage', 'Bucket'],
  calls: [
    { path: `**.${oneOf('download exists getMetadata getFiles getBuckets getSignedPolicy isPublic')}`, effect: 'read' },
    { path: `**.${oneOf('save upload move copy combine makePublic makePrivate setMetadata createBucket deleteFiles')}`, effect: 'write' },
    { path: 'bucket().file().delete', effect: 'write' },
    { path: '**.createReadStream|createWriteStream', effect: 'blocking' },
  ],
  local: ['bucket', '**.file', '**.getSignedUrl|publicUrl|cloudStorageURI'],
  self: [],
  timeout: {
    options: {},
    sufficient: [],
    default: [{ versions: '*', ms: null, phrase: 'Google Cloud Storage has none that is proven', verified: 'unverified' }],
    insertions: [],
    remedy: 'Run the call in `withTimeout`.',
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const googleCloudStorage: Library = {
  name: '@google-cloud/storage',
  dependency: 'Google Cloud Storage',
  kind: 'sdk',
  packages: ['@google-cloud/storage'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: [
    'https://cloud.google.com/nodejs/docs/reference/storage/latest',
    '@google-cloud/storage/build/cjs/src/nodejs-common/util.js (timeout: 60000)',
  ],
  verified: 'experiment',
};
