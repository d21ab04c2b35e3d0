import { anyOf, nearest } from '../arguments/nearest.js';
import { UsageError } from '../arguments/usage-error.js';

/** @throws UsageError if a rule is none of the known ones. */
export function assertKnownRules(names: readonly string[], known: readonly string[]): void {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const meant = nearest(unknown, known);
  throw new UsageError(`unknown rule "${unknown}": ${meant === undefined ? `expected ${anyOf(known)}` : `did you mean ${meant}?`}`);
}
