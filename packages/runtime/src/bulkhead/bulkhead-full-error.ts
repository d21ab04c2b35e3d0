/**
 * A bulkhead has no place for a call, or had none in time, so the call was not made.
 *
 * `error.name === 'BulkheadFullError'` holds across copies of this module, where `instanceof` does not.
 *
 * @example
 * ```ts
 * import { bulkhead, BulkheadFullError } from '@failsoft/runtime';
 * import assert from 'node:assert/strict';
 *
 * const reports = bulkhead({ name: 'reports', maxConcurrent: 1 });
 * void reports.run(() => new Promise<never>(() => {}));
 *
 * await reports.run(async () => 'report').catch((error: unknown) => {
 *   assert(error instanceof BulkheadFullError);
 *   assert.equal(error.message, 'reports was not called: its bulkhead is full (1 running, 0 queued)');
 *   assert.equal(error.dependency, 'reports');
 * });
 * ```
 */
export class BulkheadFullError extends Error {
  static {
    this.prototype.name = 'BulkheadFullError'; // as of a TimeoutError
  }

  /** The name of the bulkhead. */
  readonly dependency: string;
  /** How many calls were running. */
  readonly running: number;
  /** How many calls were queued, this one left aside. */
  readonly queued: number;

  constructor(dependency: string, running: number, queued: number) {
    super(`${dependency} was not called: its bulkhead is full (${running} running, ${queued} queued)`);
    this.dependency = dependency;
    this.running = running;
    this.queued = queued;
  }
}
