/** Calls that answer no more items than they are given. */
import type { CallValue, Value } from '../module/value.js';
import { lastNameOf } from '../resolve/occurrences.js';
import { anyOf } from '../any-of.js';

/** Methods that answer no more items than their object has. */
const keeping = new Set([
  'filter', 'map', 'sort', 'toSorted', 'reverse', 'toReversed', 'slice', 'splice', 'keys', 'values', 'entries', 'flat', 'toArray',
]);
/** Functions that answer no more items than their first argument has. */
const keepingFunctions = anyOf(
  /^(?:from|keys|values|entries|uniq\w*|unique\w*|dedupe\w*|compact|sortBy|orderBy|filter|map|freeze|Set|Map|shuffle|reverse)$/,
  /^(?:sample(?:Size)?|take(?:Right)?|toArray)$/,
);

/** `items.filter(isNew)`: no more than its object has. */
export function keepsObject({ callee, args, isNew }: CallValue): boolean {
  return !isNew && callee.kind === 'member' && keeping.has(callee.property ?? '') && !isLibraryCall(callee.object, args);
}

/** `uniq(items)`, `new Set(items)`: no more than its first argument has. */
export function keepsArgument({ callee }: CallValue): boolean {
  return keepingFunctions.test(lastNameOf(callee) ?? '');
}

/** `Object.keys(x)`, `_.map(x, f)`: the collection is an argument. */
function isLibraryCall(object: Value, args: readonly Value[]): boolean {
  return (
    object.kind === 'name' &&
    (object.name === 'Object' ||
      object.name === 'Array' ||
      ((object.name === '_' || object.name === 'lodash' || object.name === 'R') && args.length > 0))
  );
}
