/**
 * No source of a chain had an answer. `errors` holds what each failed with, in the order in which they were asked, and
 * `cause` the first of them.
 *
 * `error.name === 'FallbackError'` holds across copies of this module, where `instanceof` does not.
 *
 * @example
 * ```ts
 * import { fallbackChain, FallbackError } from '@failsoft/runtime';
 * import assert from 'node:assert/strict';
 *
 * const down = (what: string) => () => Promise.reject(new Error(`no ${what}`));
 * const sources = [{ name: 'live', run: down('route') }, { name: 'copy', run: down('file') }];
 *
 * await fallbackChain(sources, { name: 'prices', logger: { warn() {} } }).catch((error: unknown) => {
 *   assert(error instanceof FallbackError);
 *   assert.equal(error.message, 'prices has no answer: live failed with Error, copy failed with Error');
 *   assert.deepEqual(error.errors.map(String), ['Error: no route', 'Error: no file']);
 *   assert.equal(error.cause, error.errors[0]);
 * });
 * ```
 */
export class FallbackError extends AggregateError {
  static {
    this.prototype.name = 'FallbackError'; // as of a TimeoutError
  }

  /** The name of the chain. */
  readonly dependency: string | undefined;

  constructor(dependency: string | undefined, failures: readonly SourceFailure[]) {
    // Names of errors alone: messages may hold what was asked for.
    const told = failures.map(({ source, error }) => `${source} failed with ${error instanceof Error ? error.name : typeof error}`);
    super(
      failures.map(({ error }) => error),
      `${dependency ?? 'The call'} has no answer: ${told.join(', ')}`,
      { cause: failures[0]?.error },
    );
    this.dependency = dependency;
  }
}

/** What a source failed with. */
export interface SourceFailure {
  readonly source: string;
  readonly error: unknown;
}
