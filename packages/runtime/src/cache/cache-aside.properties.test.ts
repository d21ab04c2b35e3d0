import fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import { fail, hang, silentLogger } from '../../test/broken.js';
import { DeferredCall } from '../../test/deferred.js';
import { ManualClock, promisesSettled } from '../../test/manual-clock.js';
import { cacheAside, type CacheEntry } from '../index.js';

const limits = { ttlMs: 1_000, staleIfErrorMs: 5_000, timeoutMs: 50, loadTimeoutMs: 300, maxLoads: 2, maxQueue: 2 };

/** What happens, in any order. A store that is slow answers when it is told to. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant('get' as const), key: fc.constantFrom('a', 'a', 'a', 'b', 'c', 'd', 'e', 'f') }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('pass' as const), ms: fc.constantFrom(1, 50, 299, 300, 400, 950, 1_100, 6_000, 7_000) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('store' as const), is: fc.constantFrom('fine' as const, 'down' as const, 'slow' as const) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('answer' as const, 'fail' as const), load: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('cache' as const), is: fc.constantFrom('fine' as const, 'fine' as const, 'broken' as const, 'silent' as const) }) },
);

afterEach(() => void vi.useRealTimers());

it('answers each call once and in time, says what is stale, and sends the store no more than it can take', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60, size: 'max' }), async (steps) => {
      vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000_000 });
      const clock = new ManualClock();
      const store = new Map<string, CacheEntry<number>>();
      let cacheIs: 'fine' | 'broken' | 'silent' = 'fine';
      const throughCache = <Value>(work: () => Value) => (cacheIs === 'fine' ? Promise.resolve(work()) : cacheIs === 'broken' ? fail() : hang());
      let storeIs: 'fine' | 'down' | 'slow' = 'fine';
      const loads: DeferredCall<number>[] = [];
      const answers: { readonly isWrong: boolean; readonly waitedMs: number }[] = [];
      let asked = 0;
      // A value is the time of its load.
      const things = cacheAside({
        ...limits,
        name: 'things',
        get: (key) => throughCache(() => store.get(key)),
        set: (key, entry) => throughCache(() => store.set(key, entry)),
        load: () => {
          if (storeIs !== 'slow') return storeIs === 'fine' ? Date.now() : fail();
          const load = new DeferredCall<number>((fn) => fn());
          loads.push(load);
          return load.promise;
        },
        logger: silentLogger,
        clock,
      });
      const get = (key: string): void => {
        asked++;
        const askedAt = Date.now();
        const note = (isWrong: boolean): void => void answers.push({ isWrong, waitedMs: Date.now() - askedAt });
        things.get(key).then(
          ({ value, stale }) => {
            const ageMs = Date.now() - value;
            note(stale ? ageMs < limits.ttlMs * 0.9 || ageMs >= limits.ttlMs + limits.staleIfErrorMs : ageMs >= limits.ttlMs);
          },
          () => note(false),
        );
      };
      const pass = async (ms: number): Promise<void> => {
        // In small steps, so that nothing waits for the rest of a step.
        for (let left = ms; left > 0; left -= 50) {
          vi.setSystemTime(Date.now() + Math.min(left, 50));
          await clock.advance(Math.min(left, 50));
        }
      };

      for (const action of steps) {
        if (action.does === 'get') get(action.key);
        else if (action.does === 'pass') await pass(action.ms);
        else if (action.does === 'cache') cacheIs = action.is;
        else if (action.does === 'store') storeIs = action.is;
        else {
          const [load] = loads.splice(action.load, 1);
          if (action.does === 'answer') load?.resolve(Date.now());
          else load?.reject(new Error('down'));
        }
        await promisesSettled();
        expect(things.loads.running).toBeLessThanOrEqual(limits.maxLoads);
        expect(loads.length).toBeLessThanOrEqual(limits.maxLoads);
      }

      await pass(1_000);
      expect(answers.filter(({ isWrong }) => isWrong)).toEqual([]);
      expect(answers.length).toBe(asked);
      expect(Math.max(0, ...answers.map(({ waitedMs }) => waitedMs))).toBeLessThanOrEqual(2 * limits.timeoutMs + limits.loadTimeoutMs + 50);
      expect(clock.pending).toBe(0);
      loads.forEach((load) => load.reject(new Error('late')));
      await promisesSettled();
      expect([things.loads.running, things.loads.queued]).toEqual([0, 0]);
    }),
    { numRuns: 150 },
  );
});
