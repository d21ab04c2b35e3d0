import { isObject } from '../shapes.js';

/**
 * What a cache-aside keeps in the cache. JSON says it as it is, if it does so with the value. Processes share it, so
 * its times are those of the wall clock.
 */
export interface CacheEntry<Value> {
  readonly value: Value;
  /** When it was loaded: milliseconds since 1970. */
  readonly loadedAt: number;
  /** Until when it is fresh. */
  readonly freshUntil: number;
}

/** Whether a cache handed out an entry: it may hold what another version of the program wrote. */
export function isEntry<Value>(found: CacheEntry<Value> | null | undefined): found is CacheEntry<Value> {
  return isObject(found) && 'value' in found && [found.loadedAt, found.freshUntil].every(Number.isFinite);
}

