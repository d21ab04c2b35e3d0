import type { Client, Library } from '../schema.js';
import { searchCalls, searchLocal, searchOptions, searchSufficient } from './elasticsearch.js';

const client: Client = {
  name: 'OpenSearch client',
  makers: [{ path: 'Client', by: 'new', optionsAt: [0] }],
  types: ['Client'],
  calls: searchCalls,
  local: searchLocal,
  self: ['child()'],
  // 30 s an attempt, and three retries.
  timeout: {
    options: searchOptions,
    sufficient: searchSufficient,
    default: [{ versions: '*', ms: 30_000, phrase: 'the OpenSearch client gives up after 30 s an attempt' }],
    insertions: [],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const opensearch: Library = {
  name: 'OpenSearch',
  dependency: 'OpenSearch',
  kind: 'database',
  packages: ['@opensearch-project/opensearch'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: [
    'https://docs.opensearch.org/latest/clients/javascript/index/',
    '@opensearch-project/opensearch/lib/Transport.js (requestTimeout || 30000)',
  ],
  verified: 'experiment',
};
