import { ignore } from './broken.js';

/** A call that the test settles, and what has come of it. */
export class DeferredCall<Value> {
  readonly promise: Promise<Value>;
  /** Whether the function was called. */
  isStarted = false;
  /** What came out at the caller's end. */
  outcome: { readonly value: unknown } | { readonly error: unknown } | undefined;
  resolve: (value: Value) => void = ignore;
  reject: (error: unknown) => void = ignore;

  constructor(run: (fn: () => Promise<Value>) => Promise<Value>) {
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    run(() => {
      this.isStarted = true;
      return this.promise;
    }).then(
      (value) => (this.outcome = { value }),
      (error: unknown) => (this.outcome = { error }),
    );
  }

  /** The name of the error that the caller got. */
  get errorName(): string | undefined {
    const { outcome } = this;
    return outcome !== undefined && 'error' in outcome && outcome.error instanceof Error ? outcome.error.name : undefined;
  }
}
