import type { ErrorEvent, Library, TimeoutFacts } from '../schema.js';
import { ioredisConnection, ioredisFacts, ioredisOptions } from './ioredis.js';

const timeout: TimeoutFacts = {
  options: ioredisOptions,
  sufficient: [['commandTimeout']],
  default: [{ versions: '*', ms: null, phrase: 'iovalkey has none by default' }],
  insertions: [
    {
      versions: '*',
      at: { place: 'client' },
      properties: [{ name: 'commandTimeout', value: { setting: 'cache', times: 1 } }],
      notWith: [{ path: 'maxRetriesPerRequest', value: null }],
      notWithBlockingCalls: true,
    },
  ],
};

const errorEvent: ErrorEvent = {
  unheard: 'log',
  when: "iovalkey only prints 'Unhandled error event'",
  listenedBy: [{ package: 'bullmq', path: 'Queue|Worker|QueueEvents|FlowProducer' }],
  logMessage: 'Valkey connection failed',
};

/** A fork of ioredis. */
export const iovalkey: Library = {
  name: 'iovalkey',
  dependency: 'Valkey',
  kind: 'cache',
  packages: ['iovalkey'],
  globals: [],
  functions: [],
  clients: [
    {
      name: 'iovalkey client',
      makers: [
        { path: '', by: 'new', ...ioredisConnection },
        { path: 'Valkey|Redis', by: 'new', ...ioredisConnection },
      ],
      types: ['Valkey', 'Redis'],
      timeout,
      errorEvent,
      ...ioredisFacts,
    },
  ],
  processWide: [],
  source: ['https://github.com/valkey-io/iovalkey#readme', 'iovalkey/built/redis/RedisOptions.js', 'iovalkey/built/Redis.js (silentEmit)'],
  verified: 'experiment',
};
