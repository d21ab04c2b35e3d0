import { withTimeout, type TimeoutOptions } from '../timeout/timeout.js';

const begun = Symbol('the load has begun');

/** A call of a cache's own read-through method. */
export interface ReadThrough {
  readonly key: unknown;
  readonly load: () => unknown;
  /** Calls the cache with the loader to use. */
  readonly read: (load: () => Promise<unknown>) => unknown;
  /** Turns what was loaded into an answer of the cache. */
  readonly answerWith: (loaded: unknown) => unknown;
  /** Told why the cache was of no use. */
  readonly onMiss: (error: unknown) => void;
}

/**
 * Makes a function that calls a cache's own read-through method, such as cache-manager's `wrap(key, load)`, so that a
 * cache that fails or hangs costs no more than its time limit, once before the load and once after: a loader that the
 * cache has not called by then is called here, and what it loaded is the answer if the cache has none after it. The
 * loader itself is not bounded, runs once at most, and its failure is the caller's unless the cache has an answer.
 */
export function softLoader(limits: TimeoutOptions): (call: ReadThrough) => Promise<unknown> {
  /** By key: libraries share a load among calls, and one that waits for another's must not start a second. */
  const loads = new Map<unknown, Promise<unknown>>();

  return async ({ key, load, read, answerWith, onMiss }) => {
    let loading: Promise<unknown> | undefined;
    let answer: Promise<unknown> | undefined;
    const loadOnce = (): Promise<unknown> => (loading ??= begin(key, load));
    try {
      const first = await withTimeout(
        () =>
          new Promise((resolve, reject) => {
            const loadAndTell = (): Promise<unknown> => {
              resolve(begun);
              return loadOnce();
            };
            answer = new Promise((resolveAnswer) => resolveAnswer(read(loadAndTell)));
            answer.then(resolve, reject);
          }),
        limits,
      );
      if (first !== begun) return first;
    } catch (error) {
      loading ??= loads.get(key);
      if (loading === undefined) {
        onMiss(error);
        return answerWith(await loadOnce());
      }
    }

    // The answer may come before the load ends, where the cache only refreshes what it has.
    await Promise.allSettled([Promise.race([answer, loading])]);
    try {
      return await withTimeout(() => answer, limits);
    } catch (error) {
      const loaded = await loading;
      onMiss(error);
      return answerWith(loaded);
    }
  };

  function begin(key: unknown, load: () => unknown): Promise<unknown> {
    const loading = new Promise((resolve) => resolve(load()));
    const end = (): void => {
      if (loads.get(key) === loading) loads.delete(key);
    };
    loads.set(key, loading);
    loading.then(end, end);
    return loading;
  }
}
