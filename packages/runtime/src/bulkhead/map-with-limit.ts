import { positiveInteger, requireArgument, requireFunction, requireOptions } from '../options.js';
import { hasMethods } from '../shapes.js';

/**
 * Calls `fn` for each item, with at most `limit` calls running at a time, as `Promise.all(items.map(fn))` does without a
 * limit. Items are taken one by one, when there is room for the next.
 *
 * @param items Any iterable.
 * @param fn Is handed the item and its index. May throw: that is a rejection.
 * @returns The answers in the order of the items. Rejects with the first failure, after which no further call is made;
 * those that are running go on, and what comes of them is dropped.
 * @throws {TypeError} At once, if `items` is no iterable or `fn` no function.
 * @throws {RangeError} At once, if `limit` is no positive integer.
 *
 * @example
 * ```ts
 * import { mapWithLimit } from '@failsoft/runtime';
 * import assert from 'node:assert/strict';
 *
 * const ids = ['1', '2', '3'];
 * const statuses = await mapWithLimit(ids, 2, async (id) => {
 *   const response = await fetch(`https://products.example/${id}`);
 *   return response.status;
 * });
 * assert.deepEqual(statuses, [200, 404, 404]);
 * ```
 */
export function mapWithLimit<Item, Value>(
  items: Iterable<Item>,
  limit: number,
  fn: (item: Item, index: number) => Value | PromiseLike<Value>,
): Promise<Value[]> {
  const action = 'Cannot map with a limit';
  requireArgument(action, 'items', items, typeof items === 'string' || hasMethods(items, Symbol.iterator) || 'an iterable');
  requireFunction(action, fn);
  requireOptions(action, { limit }, { limit: positiveInteger }, {});
  return mapAll(items, limit, fn);
}

async function mapAll<Item, Value>(
  items: Iterable<Item>,
  limit: number,
  fn: (item: Item, index: number) => Value | PromiseLike<Value>,
): Promise<Value[]> {
  const values: Value[] = [];
  const workers: Promise<void>[] = [];
  const entries = indexed(items);
  const taken = { all: false };

  /** Ends the common iteration if a call fails, as leaving a loop does, so that nobody takes another item. */
  async function work(): Promise<void> {
    for (const [item, index] of entries) values[index] = await fn(item, index);
    taken.all = true;
  }

  while (workers.length < limit && !taken.all) workers.push(work());
  await Promise.all(workers);
  return values;
}

function* indexed<Item>(items: Iterable<Item>): Generator<readonly [Item, number]> {
  let index = 0;
  for (const item of items) yield [item, index++];
}
