/**
 * The circuit of a dependency is open, so it was not called. `cause` is the error that opened it, if one was thrown.
 *
 * `error.name === 'CircuitOpenError'` holds across copies of this module, where `instanceof` does not.
 *
 * @example
 * ```ts
 * import { circuitBreaker, CircuitOpenError } from '@failsoft/runtime';
 * import assert from 'node:assert/strict';
 *
 * const payments = circuitBreaker({ name: 'payments' });
 * payments.hydrate({ state: 'open', calls: 0, failures: 0, openings: 1, retryAfterMs: 30_000 });
 *
 * await payments.run(async () => 'paid').catch((error: unknown) => {
 *   assert(error instanceof CircuitOpenError);
 *   assert.match(error.message, /^payments was not called: its circuit is open for another \d+ ms$/);
 *   assert.equal(error.dependency, 'payments');
 *   assert(error.retryAfterMs > 0 && error.retryAfterMs <= 30_000);
 * });
 * ```
 */
export class CircuitOpenError extends Error {
  static {
    this.prototype.name = 'CircuitOpenError'; // as of a TimeoutError
  }

  /** The name of the circuit breaker. */
  readonly dependency: string;
  /**
   * In how many milliseconds a call may be let through; `Infinity` while the circuit is isolated by hand. While
   * probes are under way it is when they are given up: it may be sooner.
   */
  readonly retryAfterMs: number;

  constructor(dependency: string, retryAfterMs: number, cause?: unknown) {
    const until = retryAfterMs < Infinity ? `open for another ${Math.ceil(retryAfterMs)} ms` : 'isolated';
    super(`${dependency} was not called: its circuit is ${until}`, cause === undefined ? undefined : { cause });
    this.dependency = dependency;
    this.retryAfterMs = retryAfterMs;
  }
}
