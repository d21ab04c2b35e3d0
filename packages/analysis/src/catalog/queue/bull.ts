import { oneOf } from '../alternatives.js';
import type { CallPattern, Client, Library, Maker } from '../schema.js';

const calls: readonly CallPattern[] = [
  {
    path: oneOf(`
      count getActive getActiveCount getCompleted getCompletedCount getCountsPerPriority getDelayed getDelayedCount getFailed getFailedCount
      getJob getJobCountByTypes getJobCounts getJobLogs getJobs getMetrics getPaused getPausedCount getRepeatableCount getRepeatableJobs
      getWaiting getWaitingCount getWorkers isPaused`),
    effect: 'read',
  },
  {
    path: oneOf('add addBulk clean empty obliterate pause removeDebounceKey removeJobs removeRepeatable removeRepeatableByKey resume retryJobs'),
    effect: 'write',
  },
  // Handles jobs until the queue is closed.
  { path: 'process|whenCurrentJobsFinished', effect: 'blocking' },
  { path: 'isReady', effect: 'connect' },
  { path: 'close|disconnect', effect: 'shutdown' },
];

/** `new Queue(name, url, options)`, `new Queue(name, options)`; `createClient` makes its connections elsewhere. */
const positions: Omit<Maker, 'path' | 'by'> = { optionsAt: [1, 2], notWith: [{ path: 'createClient' }] };

/** Its three connections share their options, and one of them blocks once jobs are processed. */
const queue: Client = {
  name: 'Bull queue',
  makers: [
    { path: '', by: 'new', ...positions },
    { path: '', by: 'call', ...positions },
    { path: 'Queue', by: 'new', ...positions },
    // Of @nestjs/bull: the connection that all of its queues share.
    { path: 'BullModule.forRoot', by: 'call', optionsAt: [0] },
    {
      path: 'BullModule.forRootAsync',
      by: 'call',
      optionsAt: [0],
      notWith: [{ path: 'useExisting' }],
      factory: { function: 'useFactory', class: 'useClass', method: 'createSharedConfiguration' },
    },
  ],
  types: ['Queue'],
  calls,
  local: ['on|once|off|addListener|removeListener|emit|toKey|multi|client|clients|name'],
  self: ['on()|once()|off()'],
  timeout: {
    options: {
      'redis.commandTimeout': {
        place: { at: 'client', path: 'redis.commandTimeout' },
        unit: 'ms',
        disabled: [null],
        covers: ['connect', 'request', 'headers', 'body'],
      },
      'redis.connectTimeout': {
        place: { at: 'client', path: 'redis.connectTimeout' },
        unit: 'ms',
        disabled: [0],
        covers: ['connect'],
        weakness: {
          kind: 'connect-only',
          why: 'it ends with the connection, and ioredis then tries again: a server that goes silent is waited for, for ever',
        },
      },
      timeout: {
        place: { at: 'client', path: 'defaultJobOptions.timeout' },
        unit: 'ms',
        disabled: [],
        covers: [],
        weakness: { kind: 'wrong-place', why: 'it limits how long a job runs, not how long Redis is waited for' },
      },
    },
    sufficient: [['redis.commandTimeout']],
    default: [{ versions: '*', ms: null, phrase: 'Bull waits for Redis without end' }],
    // A queue whose jobs are processed in the same program must not have it.
    insertions: [],
  },
  // It listens to itself, for nothing.
  errorEvent: { unheard: 'log', when: "Bull drops an 'error' event that nobody listens to", listenedBy: [], logMessage: 'Queue connection failed' },
  role: 'other',
  reported: 'creation',
};

export const bull: Library = {
  name: 'bull',
  dependency: 'job queue',
  kind: 'queue',
  packages: ['bull', '@nestjs/bull'],
  globals: [],
  functions: [],
  clients: [queue],
  processWide: [],
  source: ['https://github.com/OptimalBits/bull/blob/develop/REFERENCE.md', "bull/lib/queue.js (isReady, on('error'))"],
  verified: 'experiment',
};
