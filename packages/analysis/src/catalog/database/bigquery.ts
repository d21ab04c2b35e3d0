import type { Client, Library } from '../schema.js';

const client: Client = {
  name: 'BigQuery client',
  makers: [{ path: 'BigQuery', by: 'new', optionsAt: [0] }],
  types: ['BigQuery', 'Dataset', 'Table'],
  calls: [
    { path: 'query|getDatasets|getJobs|**.getMetadata|exists|getRows|getTables|getQueryResults', effect: 'read' },
    { path: 'createQueryJob|createDataset|createJob', effect: 'write' },
    { path: 'dataset().createTable|delete|setMetadata|query|createQueryJob', effect: 'write' },
    { path: 'dataset().table().insert|load|delete|create|createLoadJob|setMetadata', effect: 'write' },
  ],
  local: ['dataset|table|job|date|datetime|int|geography|timestamp', 'dataset().table'],
  self: [],
  timeout: {
    options: {
      timeout: {
        place: { at: 'client', path: 'timeout' },
        unit: 'ms',
        disabled: [],
        covers: [],
        weakness: { kind: 'no-such-option', why: 'the library has no such option and ignores it' },
      },
    },
    sufficient: [],
    default: [
      { versions: '>=8.0.0', ms: null, phrase: 'the BigQuery client has none by default' },
      { versions: '<8.0.0', ms: 60_000, phrase: 'the BigQuery client gives up after 60 s', verified: 'source' },
    ],
    insertions: [],
    remedy: 'Run the call in `withTimeout`; `timeoutMs` of a query is enforced by the server.',
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const bigquery: Library = {
  name: '@google-cloud/bigquery',
  dependency: 'BigQuery',
  kind: 'database',
  packages: ['@google-cloud/bigquery'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: [
    'https://cloud.google.com/nodejs/docs/reference/bigquery/latest',
    '@google-cloud/bigquery/node_modules/teeny-request (no timeout unless set)',
    'before 8: @google-cloud/common/build/src/util.js (requestDefaults.timeout)',
  ],
  verified: 'experiment',
};
