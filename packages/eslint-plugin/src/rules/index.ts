import type { FailsoftRule } from '../rule.js';
import { noIneffectiveTimeout } from './no-ineffective-timeout.js';
import { noSilentFailure } from './no-silent-failure.js';
import { noUnboundedConcurrency } from './no-unbounded-concurrency.js';
import { noUncaughtCacheError } from './no-uncaught-cache-error.js';
import { requireCircuitBreaker } from './require-circuit-breaker.js';
import { requireErrorListener } from './require-error-listener.js';
import { requireTimeout } from './require-timeout.js';

export const rules = {
  'require-timeout': requireTimeout,
  'no-ineffective-timeout': noIneffectiveTimeout,
  'no-uncaught-cache-error': noUncaughtCacheError,
  'require-error-listener': requireErrorListener,
  'no-silent-failure': noSilentFailure,
  'no-unbounded-concurrency': noUnboundedConcurrency,
  'require-circuit-breaker': requireCircuitBreaker,
} satisfies Record<string, FailsoftRule>;
