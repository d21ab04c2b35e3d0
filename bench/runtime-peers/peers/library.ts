import type { BreakerSubject } from '../../../packages/runtime/test/behaviours/breaker-subject.js';
import type { BulkheadSubject } from '../../../packages/runtime/test/behaviours/bulkhead.js';
import type { RetrySubject } from '../../../packages/runtime/test/behaviours/retry.js';
import type { TimeoutSubject } from '../../../packages/runtime/test/behaviours/timeout.js';

/** What a library offers of the concepts, each set up as its documentation says. */
export interface Library {
  readonly name: string;
  readonly breaker?: BreakerSubject;
  readonly bulkhead?: BulkheadSubject;
  readonly timeout?: TimeoutSubject;
  readonly retry?: RetrySubject;
  /**
   * A program that imports the library and has a call answered that might have taken an hour, and one that is given up after
   * 150 ms, with the promise of that handed to `give`.
   */
  readonly process: { readonly answered: string; readonly givenUp: string };
}
