import { withTimeout, type TimeoutOptions } from './timeout.js';

const begun = Symbol('the load has begun');

/**
 * Calls a cache's own read-through method, such as cache-manager's `wrap(key, load)`, so that a cache that fails or
 * hangs costs no more than its time limit: before the loader has begun, it is started; after it has ended, what it
 * loaded is the answer. The loader itself is not bounded, runs once at most, and its failure is the caller's.
 */
export class SoftLoader {
  readonly #limits: TimeoutOptions;
  /** By key: libraries share a load among calls, and one that waits for another's must not start a second. */
  readonly #loads = new Map<unknown, Promise<unknown>>();

  constructor(limits: TimeoutOptions) {
    this.#limits = limits;
  }

  /**
   * @param readThrough Calls the cache with the loader to use.
   * @param answerWith Turns what was loaded into an answer of the cache.
   * @param onMiss Told why the cache was of no use.
   */
  async read(
    key: unknown,
    load: () => unknown,
    readThrough: (load: () => Promise<unknown>) => unknown,
    answerWith: (loaded: unknown) => unknown,
    onMiss: (error: unknown) => void,
  ): Promise<unknown> {
    let loading: Promise<unknown> | undefined;
    let tellBegun = (_: typeof begun): void => {};
    const beginning = new Promise<typeof begun>((resolve) => (tellBegun = resolve));
    const loadOnce = (): Promise<unknown> => {
      tellBegun(begun);
      return (loading ??= this.#begin(key, load));
    };

    let answer: Promise<unknown> | undefined;
    try {
      const first = await withTimeout(() => {
        answer = new Promise((resolve) => resolve(readThrough(loadOnce)));
        return Promise.race([answer, beginning]);
      }, this.#limits);
      if (first !== begun) return first;
    } catch (error) {
      loading ??= this.#loads.get(key);
      if (loading === undefined) {
        onMiss(error);
        return answerWith(await loadOnce());
      }
    }

    const loaded = await loading;
    try {
      return await withTimeout(() => answer, this.#limits);
    } catch (error) {
      onMiss(error);
      return answerWith(loaded);
    }
  }

  #begin(key: unknown, load: () => unknown): Promise<unknown> {
    const loading = new Promise((resolve) => resolve(load()));
    const end = (): void => void this.#loads.delete(key);
    this.#loads.set(key, loading);
    loading.then(end, end);
    return loading;
  }
}
