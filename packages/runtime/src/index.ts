/**
 * Small resilience patterns for calls that leave the process. No dependencies; Node, Bun, Deno, edge and browsers.
 *
 * @module
 */
export { bulkhead, type Bulkhead, type BulkheadOptions, type BulkheadRunOptions } from './bulkhead/bulkhead.js';
export { BulkheadFullError } from './bulkhead/bulkhead-full-error.js';
export { circuitBreaker, type CircuitBreaker, type CircuitBreakerOptions, type CircuitRunOptions } from './circuit-breaker/circuit-breaker.js';
export { CircuitOpenError } from './circuit-breaker/circuit-open-error.js';
export { countWindow, timeWindow, type CountWindowOptions, type FailureWindow, type TimeWindowOptions } from './circuit-breaker/failure-window.js';
export { FallbackError } from './fallback/fallback-error.js';
export { fallback } from './fallback/fallback.js';
export { fallbackChain, type FallbackAnswer, type FallbackChainOptions, type FallbackSource } from './fallback/fallback-chain.js';
export { hedge, type HedgeOptions } from './hedge/hedge.js';
export { dependency, type Dependency, type DependencyOptions, type DependencyRetry, type DependencyRunOptions } from './policy/dependency.js';
export { mapWithLimit } from './bulkhead/map-with-limit.js';
export { attemptErrors } from './retry/attempt-errors.js';
export { retry, type RetryOptions } from './retry/retry.js';
export { retryBudget, type RetryBudget, type RetryBudgetOptions } from './retry/retry-budget.js';
export type { RetryRules } from './retry/retry-plan.js';
export { partialResponse, type PartialResponse, type PartialResponseBuilder, type PartialResponseOptions, type PartOptions, type PartValue, type RequiredPartOptions } from './response/partial-response.js';
export { healthSnapshot, type HealthSnapshot, type HealthSnapshotSources } from './health/health-snapshot.js';
export { serviceHealth, type HealthLevel, type ServiceHealth, type ServiceHealthOptions } from './health/service-health.js';
export { cacheAside, type CacheAside, type CacheAsideAnswer, type CacheAsideGetOptions, type CacheAsideOptions } from './cache/cache-aside.js';
export { softCache, type MissValue, type SoftCacheOptions } from './cache/soft-cache.js';
export { withTimeout, type TimeoutOptions } from './timeout/timeout.js';
export { TimeoutError } from './timeout/timeout-error.js';
export type {
  BulkheadRejectedMessage,
  CacheMissOnErrorMessage,
  CacheStaleOnErrorMessage,
  CircuitRejectedMessage,
  CircuitState,
  CircuitStateChangedMessage,
  HealthLevelChangedMessage,
  PartMissingMessage,
  FallbackSourceFailedMessage,
  FallbackUsedMessage,
  HedgeStartedMessage,
  HedgeWonMessage,
  RetryBudgetExhaustedMessage,
  RetryScheduledMessage,
  TimedOutMessage,
} from './telemetry/channels.js';
export type { CacheEntry } from './cache/cache-entry.js';
export type { CircuitSnapshot } from './circuit-breaker/circuit.js';
export type { CallContext, Guarded } from './guarded-call.js';
export type { Clock } from './clock.js';
export type { FailureCount } from './circuit-breaker/failure-count.js';
export type { LevelCondition, ObservedBreaker } from './health/level-rule.js';
export type { Logger } from './telemetry/logger.js';
export type { PartReason, PartWarning } from './response/part-warning.js';
export type { Wrap } from './wrap.js';
export type { Outcome, Verdict } from './circuit-breaker/verdict.js';
