import { oneOf } from '../alternatives.js';
import type { CallPattern, Client, DefaultBound, Library } from '../schema.js';

/** As of kafkajs, and of what follows it. */
export const kafkaCalls: readonly CallPattern[] = [
  { path: 'producer()|consumer()|admin().connect', effect: 'connect' },
  { path: 'producer()|consumer()|admin().disconnect', effect: 'shutdown' },
  { path: 'producer().send|sendBatch|transaction|sendOffsets|flush', effect: 'write' },
  { path: 'producer().transaction().send|sendBatch|sendOffsets|commit|abort', effect: 'write' },
  // Hands over what comes, for as long as the consumer runs.
  { path: 'consumer().run', effect: 'blocking' },
  { path: 'consumer().subscribe|commitOffsets|stop', effect: 'write' },
  {
    path: `admin().${oneOf(`
      listTopics listGroups fetchTopicMetadata fetchTopicOffsets fetchTopicOffsetsByTimestamp fetchOffsets describeCluster
      describeConfigs describeGroups describeAcls`)}`,
    effect: 'read',
  },
  {
    path: `admin().${oneOf(`
      createTopics createPartitions createAcls deleteTopics deleteTopicRecords deleteGroups deleteAcls alterConfigs setOffsets
      resetOffsets`)}`,
    effect: 'write',
  },
];

const defaults: readonly [DefaultBound] = [{ versions: '*', ms: 30_000, phrase: 'kafkajs gives up on a request after 30 s' }];

const client: Client = {
  name: 'kafkajs client',
  makers: [{ path: 'Kafka', by: 'new', optionsAt: [0] }],
  types: ['Kafka'],
  calls: kafkaCalls,
  local: ['logger|producer|consumer|admin|producer().on|consumer().on|consumer().pause|consumer().resume|consumer().seek'],
  self: [],
  timeout: {
    options: {
      requestTimeout: {
        place: { at: 'client', path: 'requestTimeout' },
        unit: 'ms',
        disabled: [],
        covers: ['connect', 'request', 'headers', 'body'],
      },
      enforceRequestTimeout: {
        place: { at: 'client', path: 'enforceRequestTimeout' },
        unit: 'ms',
        disabled: [false],
        covers: ['request', 'headers', 'body'],
        mustBe: true,
      },
    },
    sufficient: [['requestTimeout'], ['enforceRequestTimeout']],
    default: defaults,
    insertions: [],
  },
  // Its events are its own; none is 'error'.
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const kafkajs: Library = {
  name: 'kafkajs',
  dependency: 'Kafka',
  kind: 'queue',
  packages: ['kafkajs'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: [
    'https://kafka.js.org/docs/configuration',
    'kafkajs/src/index.js (requestTimeout, enforceRequestTimeout)',
    'kafkajs/src/network/requestQueue/index.js',
  ],
  verified: 'experiment',
};
