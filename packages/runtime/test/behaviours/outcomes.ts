import assert from 'node:assert/strict';
import type { DeferredCall } from '../deferred.js';

/** Demands that nothing has come of the call yet. */
export function mustBePending({ outcome }: DeferredCall<unknown>, why = 'it has settled'): void {
  assert(outcome === undefined, why);
}

/** What the caller was rejected with; demands that it was. */
export function rejectionOf({ outcome }: DeferredCall<unknown>): unknown {
  assert(outcome !== undefined, 'it has not settled');
  assert('error' in outcome, 'it was answered');
  return outcome.error;
}

/** Every error that another holds, at any depth. */
export function heldBy(error: unknown, seen = new Set<unknown>()): ReadonlySet<unknown> {
  if (seen.has(error)) return seen;
  seen.add(error);
  if (Array.isArray(error)) for (const item of error) heldBy(item, seen);
  if (error instanceof Error) for (const name of ['cause', 'errors', 'causes']) heldBy(Reflect.get(error, name), seen);
  return seen;
}
