/** Facts in, titled sets of text edits out. */
export { addCircuitBreaker } from './add-circuit-breaker.js';
export { addErrorListener } from './add-error-listener.js';
export { applyEdits, applyRewrites, combineRewrites, type AppliedRewrites, type CombinedRewrites } from './apply.js';
export { composeEdits } from './compose.js';
export { catchCacheError } from './catch-cache-error.js';
export type { RewriteContext } from './context.js';
export { fixIneffectiveTimeout } from './fix-ineffective-timeout.js';
export { limitConcurrency } from './limit-concurrency.js';
export { logSilentFailure } from './log-silent-failure.js';
export type { Rewrite, TextEdit } from './rewrite.js';
export { setCallTimeout } from './set-call-timeout.js';
export { setClientTimeout } from './set-client-timeout.js';
export { wrapWithTimeout } from './wrap-with-timeout.js';
