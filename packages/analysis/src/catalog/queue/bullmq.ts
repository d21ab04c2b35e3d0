import { oneOf } from '../alternatives.js';
import { noDeadline, type CallPattern, type Client, type ErrorEvent, type Library, type Maker, type TimeoutFacts } from '../schema.js';

const reads = oneOf(`
  count exportPrometheusMetrics getActive getActiveCount getCompleted getCompletedCount getCountsPerPriority getDebounceJobId
  getDeduplicationJobId getDelayed getDelayedCount getDependencies getFailed getFailedCount getGlobalConcurrency getGlobalRateLimit getJob
  getJobCountByTypes getJobCounts getJobLogs getJobs getJobScheduler getJobSchedulers getJobSchedulersCount getJobState getMeta getMetrics
  getPrioritized getPrioritizedCount getQueueEvents getRanges getRateLimitTtl getRepeatableJobs getVersion getWaiting getWaitingChildren
  getWaitingChildrenCount getWaitingCount getWorkers getWorkersCount isMaxed isPaused getFlow`);
const writes = oneOf(`
  add addBulk addJobLog clean drain obliterate pause promoteJobs rateLimit remove removeDebounceKey removeDeduplicationKey
  removeGlobalConcurrency removeGlobalRateLimit removeJobScheduler removeOrphanedJobs removeRateLimitKey removeRepeatable
  removeRepeatableByKey resume retryJobs setGlobalConcurrency setGlobalRateLimit trimEvents updateJobProgress upsertJobScheduler`);

const queueCalls: readonly CallPattern[] = [
  { path: reads, effect: 'read' },
  { path: writes, effect: 'write' },
  { path: 'waitUntilReady', effect: 'connect' },
  { path: 'close|disconnect', effect: 'shutdown' },
];

/** A job waits for its queue's connection to be ready first, whatever ioredis is told about commands. */
const timeout: TimeoutFacts = {
  options: {
    'connection.commandTimeout': {
      place: { at: 'client', path: 'connection.commandTimeout' },
      unit: 'ms',
      disabled: [null],
      covers: ['request', 'headers', 'body'],
      weakness: { kind: 'partial', why: 'it counts once Redis is ready: until then a call waits for that, for ever' },
    },
    'connection.enableOfflineQueue: false': {
      place: { at: 'client', path: 'connection.enableOfflineQueue' },
      unit: 'ms',
      disabled: [],
      covers: ['queue'],
      mustBe: false,
    },
    'skipWaitingForReady: true': {
      place: { at: 'client', path: 'skipWaitingForReady' },
      unit: 'ms',
      disabled: [],
      covers: ['connect'],
      mustBe: true,
    },
    'connection.connectTimeout': {
      place: { at: 'client', path: 'connection.connectTimeout' },
      unit: 'ms',
      disabled: [0],
      covers: ['connect'],
      weakness: {
        kind: 'connect-only',
        why: 'it ends with the connection, and ioredis then tries again: a server that goes silent is waited for, for ever',
      },
    },
  },
  sufficient: [['connection.commandTimeout', 'connection.enableOfflineQueue: false', 'skipWaitingForReady: true']],
  default: [{ versions: '*', ms: null, phrase: 'BullMQ waits for Redis without end' }],
  insertions: [],
  remedy: 'A deadline around each call bounds it as well.',
};

const errorEvent: ErrorEvent = {
  unheard: 'log',
  when: "BullMQ only prints an 'error' event that nobody listens to",
  listenedBy: [],
  logMessage: 'Queue connection failed',
};

const local = [
  'on|once|off|addListener|removeListener|removeAllListeners|emit|setMaxListeners|toKey|run|isRunning|registerProcessor|opts|name|client',
];
const self = ['on()|once()|off()'];

/** The connection is an ioredis client, which then decides, or its options. */
function atPosition(argument: number): Omit<Maker, 'path' | 'by'> {
  return { optionsAt: [argument], inner: { argument, property: 'connection' } };
}

const queue: Client = {
  name: 'BullMQ queue',
  makers: [
    { path: 'Queue', by: 'new', ...atPosition(1) },
    { path: 'FlowProducer', by: 'new', ...atPosition(0) },
    // Of @nestjs/bullmq: the connection that all of its queues share.
    { path: 'BullModule.forRoot', by: 'call', ...atPosition(0) },
    {
      path: 'BullModule.forRootAsync',
      by: 'call',
      ...atPosition(0),
      notWith: [{ path: 'useExisting' }],
      factory: { function: 'useFactory', class: 'useClass', method: 'createSharedConfiguration' },
    },
  ],
  types: ['Queue', 'QueuePro', 'FlowProducer'],
  calls: queueCalls,
  local,
  self,
  timeout,
  errorEvent,
  role: 'other',
  reported: 'creation',
};

/** Workers and listeners to events wait for the next job or event on purpose. */
const worker: Client = {
  name: 'BullMQ worker',
  makers: [
    { path: 'Worker', by: 'new', ...atPosition(2) },
    { path: 'QueueEvents', by: 'new', ...atPosition(1) },
  ],
  types: ['Worker', 'WorkerHost', 'QueueEvents', 'QueueEventsHost'],
  calls: [
    { path: 'waitUntilReady', effect: 'blocking' },
    { path: 'pause|resume|rateLimit', effect: 'write' },
    { path: 'close|disconnect', effect: 'shutdown' },
  ],
  local,
  self,
  timeout: noDeadline,
  errorEvent,
  role: 'other',
  reported: 'nowhere',
};

export const bullmq: Library = {
  name: 'bullmq',
  dependency: 'job queue',
  kind: 'queue',
  packages: ['bullmq', '@nestjs/bullmq'],
  globals: [],
  functions: [],
  clients: [queue, worker],
  processWide: [],
  source: [
    'https://docs.bullmq.io/guide/connections',
    'https://docs.bullmq.io/guide/going-to-production',
    'bullmq/dist/cjs/classes/redis-connection.js (waitUntilReady, maxRetriesPerRequest)',
    'bullmq/dist/cjs/classes/queue-base.js (emit)',
  ],
  verified: 'experiment',
};
