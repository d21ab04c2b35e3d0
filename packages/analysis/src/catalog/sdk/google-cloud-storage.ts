import { oneOf } from '../alternatives.js';
import type { Client, Library } from '../schema.js';

/** Its source says 60 s, but a request without `timeout` was still pending after 150 s. That counts a download whole: no number is safe for all. */
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
    options: {
      // Of an attempt, three more of which follow by default.
      timeout: { place: { at: 'client', path: 'timeout' }, unit: 'ms', disabled: [0], covers: ['connect', 'request', 'headers', 'body'] },
    },
    sufficient: [['timeout']],
    default: [{ versions: '*', ms: null, phrase: 'the Google Cloud Storage client has none by default' }],
    insertions: [],
    remedy: 'A `timeout` in the options of Storage bounds each request, a download with its body: set it above the longest.',
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
    '@google-cloud/storage/build/cjs/src/nodejs-common/util.js (timeout: 60000, which reaches no request)',
  ],
  verified: 'experiment',
};
