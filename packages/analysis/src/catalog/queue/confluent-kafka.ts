import type { Library } from '../schema.js';
import { kafkaCalls } from './kafkajs.js';

/** The interface of kafkajs over librdkafka. */
export const confluentKafka: Library = {
  name: '@confluentinc/kafka-javascript',
  dependency: 'Kafka',
  kind: 'queue',
  packages: ['@confluentinc/kafka-javascript'],
  globals: [],
  functions: [],
  clients: [
    {
      name: 'Confluent Kafka client',
      makers: [{ path: 'KafkaJS.Kafka', by: 'new', optionsAt: [0] }],
      types: ['Kafka'],
      calls: kafkaCalls,
      local: ['producer|consumer|admin|producer().on|consumer().on|consumer().pause|consumer().resume|consumer().seek'],
      self: [],
      timeout: {
        options: {
          requestTimeout: {
            place: { at: 'client', path: 'kafkaJS.requestTimeout' },
            unit: 'ms',
            disabled: [],
            covers: ['request', 'headers', 'body'],
          },
        },
        sufficient: [['requestTimeout']],
        default: [{ versions: '*', ms: 60_000, phrase: 'librdkafka gives up on a request after 60 s' }],
        insertions: [],
      },
      errorEvent: { unheard: 'none' },
      role: 'other',
      reported: 'creation',
    },
  ],
  processWide: [],
  source: [
    'https://docs.confluent.io/platform/current/clients/confluent-kafka-javascript/',
    'https://github.com/confluentinc/librdkafka/blob/master/CONFIGURATION.md',
  ],
  verified: 'documentation',
};
