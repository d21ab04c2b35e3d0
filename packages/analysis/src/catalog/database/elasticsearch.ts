import { oneOf } from '../alternatives.js';
import type { CallPattern, Client, Library, TimeoutFacts } from '../schema.js';

const reads = oneOf(`
  search get getSource mget msearch count exists existsSource explain fieldCaps knnSearch searchTemplate msearchTemplate scroll termvectors
  mtermvectors termsEnum ping healthReport capabilities openPointInTime closePointInTime getScript rankEval searchMvt searchShards`);
const writes = oneOf(`
  index create update delete bulk deleteByQuery updateByQuery reindex clearScroll putScript deleteScript`);

/** APIs in groups, the names of which are their own: `client.indices.create()`. */
const groupReads = oneOf(`
  exists existsAlias existsTemplate existsIndexTemplate getAlias getMapping getFieldMapping getSettings getTemplate getIndexTemplate getPipeline
  getJobs getRole getUser getApiKey stats health state analyze validateQuery resolveIndex recovery indices aliases shards allocation`);
const groupWrites = oneOf(`
  refresh flush forcemerge rollover shrink split clone open putAlias deleteAlias updateAliases putMapping putSettings putTemplate putIndexTemplate
  deleteTemplate deleteIndexTemplate putComponentTemplate putPipeline deletePipeline simulate putLifecycle reroute createRepository restore
  putRole putUser createApiKey invalidateApiKey submit execute inference`);

/** Of both forks, which took them over from one code base. */
export const searchCalls: readonly CallPattern[] = [
  { path: reads, effect: 'read' },
  { path: writes, effect: 'write' },
  { path: `*.get|query|search|${groupReads}`, effect: 'read' },
  { path: `*.create|delete|${groupWrites}`, effect: 'write' },
  { path: 'helpers.search|msearch|esql().toRecords', effect: 'read' },
  { path: 'helpers.bulk', effect: 'write' },
  { path: 'helpers.scrollSearch|scrollDocuments', effect: 'blocking' },
  { path: 'close', effect: 'shutdown' },
];

export const searchLocal = ['on|once|off', 'child', 'diagnostic.**', 'transport.**'];

/** Without what only one of them has. */
export const searchOptions: TimeoutFacts['options'] = {
  requestTimeout: {
    place: { at: 'client', path: 'requestTimeout' },
    unit: 'ms',
    disabled: [0, null],
    covers: ['connect', 'request', 'headers', 'body'],
  },
  'requestTimeout of this call': {
    place: { at: 'call', argument: 1, path: 'requestTimeout' },
    unit: 'ms',
    disabled: [0, null],
    covers: ['connect', 'request', 'headers', 'body'],
  },
  'requestTimeout in the query': {
    place: { at: 'call', argument: 0, path: 'requestTimeout' },
    unit: 'ms',
    disabled: [],
    covers: [],
    weakness: { kind: 'wrong-place', why: 'it stands among the parameters of the query: the options are the second argument' },
  },
};

export const searchSufficient: TimeoutFacts['sufficient'] = [['requestTimeout'], ['requestTimeout of this call']];

const client: Client = {
  name: 'Elasticsearch client',
  makers: [{ path: 'Client', by: 'new', optionsAt: [0] }],
  types: ['Client'],
  calls: searchCalls,
  local: searchLocal,
  self: ['child()'],
  timeout: {
    options: {
      ...searchOptions,
      signal: {
        place: { at: 'call', argument: 1, path: 'signal' },
        unit: 'ms',
        disabled: [],
        covers: ['connect', 'request', 'headers', 'body'],
        isSignal: true,
      },
    },
    sufficient: [...searchSufficient, ['signal']],
    default: [
      { versions: '>=9.0.0', ms: null, phrase: 'from 9 on, the Elasticsearch client has none by default' },
      { versions: '<9.0.0', ms: 30_000, phrase: 'the Elasticsearch client gives up after 30 s', verified: 'documentation' },
    ],
    insertions: [
      {
        versions: '*',
        at: { place: 'client' },
        properties: [{ name: 'requestTimeout', value: { setting: 'database', times: 1 } }],
        notWith: [],
        notWithBlockingCalls: true,
      },
    ],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const elasticsearch: Library = {
  name: 'Elasticsearch',
  dependency: 'Elasticsearch',
  kind: 'database',
  packages: ['@elastic/elasticsearch', '@nestjs/elasticsearch'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: [
    'https://www.elastic.co/docs/reference/elasticsearch/clients/javascript/basic-config',
    'https://www.elastic.co/docs/reference/elasticsearch/clients/javascript/timeout-best-practices',
    '@elastic/transport/lib/connection/UndiciConnection.js (headersTimeout, bodyTimeout)',
  ],
  verified: 'experiment',
};
