import { Duration, Effect, Schedule, Semaphore } from 'effect';
import { NotOffered } from '../../../packages/runtime/test/behaviours/contract.js';
import { heldBy } from '../../../packages/runtime/test/behaviours/outcomes.js';
import type { Library } from './library.js';

const effectOf = (fn: (signal: AbortSignal) => Promise<unknown>): Effect.Effect<unknown, unknown> => Effect.tryPromise({ try: fn, catch: (error) => error });
const runWith = (effect: Effect.Effect<unknown, unknown>, signal: AbortSignal | undefined): Promise<unknown> => Effect.runPromise(effect, signal && { signal });

export const effect: Library = {
  name: 'Effect',
  bulkhead: {
    make({ maxConcurrent, maxQueue, queueTimeoutMs, timeoutMs }) {
      if (maxQueue !== undefined || queueTimeoutMs !== undefined) throw new NotOffered('a queue without a limit');
      const semaphore = Semaphore.makeUnsafe(maxConcurrent);
      return {
        run(fn, signal) {
          const call = semaphore.withPermits(1)(effectOf(fn));
          return runWith(timeoutMs === undefined ? call : call.pipe(Effect.timeout(Duration.millis(timeoutMs))), signal);
        },
      };
    },
  },
  timeout: {
    run: (fn, { timeoutMs, signal }) => runWith(effectOf(fn).pipe(Effect.timeout(Duration.millis(timeoutMs))), signal),
    isTimeout: (error) => error instanceof Error && Reflect.get(error, '_tag') === 'TimeoutError',
  },
  retry: {
    run(fn, { attempts, delayMs, deadlineMs, signal }) {
      const retried = effectOf(fn).pipe(Effect.retry({ schedule: Schedule.spaced(Duration.millis(delayMs)), times: attempts - 1 }));
      return runWith(deadlineMs === undefined ? retried : retried.pipe(Effect.timeout(Duration.millis(deadlineMs))), signal);
    },
    openCircuit: () => { throw new NotOffered('no circuit breaker'); },
    errorsOf: (error) => heldBy(error),
    exhaustions: () => Promise.reject(new NotOffered('no budget')),
  },
  process: {
    answered: `import { Effect } from 'effect'; give(Effect.runPromise(Effect.promise(async () => 1).pipe(Effect.timeout(3_600_000))));`,
    givenUp: `import { Effect } from 'effect'; give(Effect.runPromise(Effect.promise(() => new Promise(() => {})).pipe(Effect.timeout(150))));`,
  },
};
