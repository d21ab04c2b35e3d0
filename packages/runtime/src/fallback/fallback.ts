import { askInTurn } from './ask-in-turn.js';
import type { FallbackSource } from './fallback-chain.js';
import { requireFunction } from '../options.js';

/**
 * Calls one function after the other until one answers. Each failure is logged to the console and published; see
 * `fallbackChain` for names, for where the answer is from, and for what is no reason to go on: a 4xx of the first.
 *
 * For what a caller can do without: for what it can't, a fallback is one more way to fail, and one that is seldom tried. Bound
 * each function with `withTimeout`: one that hangs keeps the next from being called.
 *
 * @returns The first answer. Rejects with what a function threw, as it is, if that is all there is, or with a
 * `FallbackError` that holds them all.
 * @throws {TypeError} At once, if one of them is no function.
 *
 * @example
 * ```ts
 * import { fallback, withTimeout } from '@failsoft/runtime';
 * import assert from 'node:assert/strict';
 *
 * const recommend = () => new Promise<string[]>(() => {}); // hangs
 *
 * const books = await fallback(
 *   () => withTimeout(recommend, { timeoutMs: 20, name: 'recommendations' }),
 *   () => [],
 * );
 * assert.deepEqual(books, []);
 * ```
 */
export function fallback<Values extends readonly unknown[]>(
  ...sources: readonly [...{ [Index in keyof Values]: () => Values[Index] }]
): Promise<Awaited<Values[number]>> {
  const functions: readonly (() => Values[number])[] = sources;
  const action = 'Cannot fall back';
  requireFunction(action, functions[0]);
  const chain = functions.map((run, index): FallbackSource<Values[number]> => {
    requireFunction(action, run);
    return { name: run.name || (index === 0 ? 'the first source' : `fallback ${index}`), run };
  });
  return askInTurn(chain, {}).then(({ value }) => value);
}
