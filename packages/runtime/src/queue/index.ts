/**
 * Work that is stored while a dependency is down, and done when it is back. No dependencies; any host.
 *
 * @module
 */
export { drain, type Drain, type DrainOptions, type LaterContext, type LaterHandler, type StopOptions } from './drain.js';
export { NotQueuedError, type NotQueuedReason } from './not-queued-error.js';
export { queueForLater, type LaterItem, type QueueForLaterOptions } from './queue-for-later.js';
export { UnrecoverableError } from './unrecoverable-error.js';
export type { DeadItem, ItemCount, LaterQueue, ReservedItem, StoredItem } from './later-queue.js';
export type { Clock } from '../clock.js';
export type { Logger } from '../telemetry/logger.js';
export type {
  QueueAttemptFailedMessage,
  QueueCompletedMessage,
  QueueDeadMessage,
  QueueRejectedMessage,
  QueueStoreFailedMessage,
} from '../telemetry/channels.js';
