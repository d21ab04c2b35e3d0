/**
 * Small resilience patterns for calls that leave the process. No dependencies; Node, Bun, Deno, edge and browsers.
 *
 * @module
 */
export { softCache, type MissValue, type SoftCacheOptions } from './soft-cache.js';
export { withTimeout, type TimeoutContext, type TimeoutOptions } from './timeout.js';
export { TimeoutError } from './timeout-error.js';
export type { CacheMissOnErrorMessage, TimedOutMessage } from './channels.js';
export type { Clock } from './clock.js';
export type { Logger } from './logger.js';
