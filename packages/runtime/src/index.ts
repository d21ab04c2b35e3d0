/**
 * Small resilience patterns for calls that leave the process. No dependencies; Node, Bun, Deno, edge and browsers.
 *
 * @module
 */
export { bulkhead, type Bulkhead, type BulkheadOptions, type BulkheadRunOptions } from './bulkhead.js';
export { BulkheadFullError } from './bulkhead-full-error.js';
export { circuitBreaker, type CircuitBreaker, type CircuitBreakerOptions, type CircuitRunOptions } from './circuit-breaker.js';
export { CircuitOpenError } from './circuit-open-error.js';
export { countWindow, timeWindow, type CountWindowOptions, type FailureWindow, type TimeWindowOptions } from './failure-window.js';
export { mapWithLimit } from './map-with-limit.js';
export { softCache, type MissValue, type SoftCacheOptions } from './soft-cache.js';
export { withTimeout, type TimeoutContext, type TimeoutOptions } from './timeout.js';
export { TimeoutError } from './timeout-error.js';
export type {
  BulkheadRejectedMessage,
  CacheMissOnErrorMessage,
  CircuitRejectedMessage,
  CircuitState,
  CircuitStateChangedMessage,
  TimedOutMessage,
} from './channels.js';
export type { CircuitSnapshot } from './circuit.js';
export type { Clock } from './clock.js';
export type { FailureCount } from './failure-count.js';
export type { Logger } from './logger.js';
export type { Outcome, Verdict } from './verdict.js';
