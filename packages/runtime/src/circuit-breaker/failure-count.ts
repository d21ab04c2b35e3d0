/** What a circuit breaker remembers of the calls, in constant time a call. */
export interface FailureCount {
  /** How many calls are remembered. */
  readonly calls: number;
  /** How many of them failed. */
  readonly failures: number;
  /** @param times For so many calls; 1 if left out. */
  record(failed: boolean, times?: number): void;
  /** Whether the circuit is to open. */
  isReached(failureThreshold: number): boolean;
}

/** Remembers the failures since the last success. */
export class ConsecutiveFailures implements FailureCount {
  failures = 0;

  get calls(): number {
    return this.failures;
  }

  record(failed: boolean, times = 1): void {
    this.failures = failed ? this.failures + times : 0;
  }

  isReached(failureThreshold: number): boolean {
    return this.failures >= failureThreshold;
  }
}
