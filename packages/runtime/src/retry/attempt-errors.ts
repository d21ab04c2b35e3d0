import { isObject } from '../shapes.js';

const errorsOf = /* @__PURE__ */ new WeakMap<object, readonly unknown[]>();

/**
 * What every attempt of a `retry` or a `hedge` failed with, in order, told by the error that it rejected with. That is
 * the error of the last attempt, as it was thrown; nothing is added to it.
 *
 * @returns `undefined` for anything that neither has rejected with, and for a thrown value that is no object.
 *
 * @example
 * ```ts
 * import { attemptErrors, retry } from '@failsoft/runtime';
 * import assert from 'node:assert/strict';
 *
 * let call = 0;
 * const down = async () => {
 *   throw new Error(`failure ${++call}`);
 * };
 *
 * await retry(down, { attempts: 3, baseDelayMs: 1, name: 'reports' }).catch((error: Error) => {
 *   assert.equal(error.message, 'failure 3');
 *   assert.deepEqual(attemptErrors(error)?.map(String), ['Error: failure 1', 'Error: failure 2', 'Error: failure 3']);
 * });
 * ```
 */
export function attemptErrors(error: unknown): readonly unknown[] | undefined {
  return isObject(error) ? errorsOf.get(error) : undefined;
}

/** Makes them known, for as long as `error` is held by somebody. */
export function noteAttempts(error: unknown, errors: readonly unknown[]): void {
  if (isObject(error)) errorsOf.set(error, errors);
}
