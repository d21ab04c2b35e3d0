/** Libraries of one concept each. */
import pLimit from 'p-limit';
import pRetry from 'p-retry';
import pTimeout, { TimeoutError } from 'p-timeout';
import { NotOffered } from '../../../packages/runtime/test/behaviours/contract.js';
import { heldBy } from '../../../packages/runtime/test/behaviours/outcomes.js';
import type { Library } from './library.js';

export const pTimeoutLibrary: Library = {
  name: 'p-timeout',
  timeout: {
    run(fn, { timeoutMs, signal }) {
      if (signal?.aborted) throw new NotOffered('takes a promise, of a call that was made');
      const call = async (): Promise<unknown> => fn(undefined);
      return pTimeout(call(), { milliseconds: timeoutMs, ...(signal && { signal }) });
    },
    isTimeout: (error) => error instanceof TimeoutError,
  },
  process: {
    answered: `import pTimeout from 'p-timeout'; give(pTimeout(Promise.resolve(1), { milliseconds: 3_600_000 }));`,
    givenUp: `import pTimeout from 'p-timeout'; give(pTimeout(new Promise(() => {}), { milliseconds: 150 }));`,
  },
};

export const pRetryLibrary: Library = {
  name: 'p-retry',
  retry: {
    run: (fn, { attempts, delayMs, deadlineMs, signal }) =>
      pRetry(fn, {
        retries: attempts - 1,
        minTimeout: delayMs,
        factor: 1,
        maxRetryTime: deadlineMs ?? Infinity,
        ...(signal && { signal }),
      }),
    openCircuit: () => { throw new NotOffered('no circuit breaker'); },
    errorsOf: (error) => heldBy(error),
    exhaustions: () => Promise.reject(new NotOffered('no budget')),
  },
  process: {
    answered: `import pRetry from 'p-retry'; give(pRetry(async () => 1, { maxRetryTime: 3_600_000 }));`,
    givenUp: `import pRetry from 'p-retry'; give(pRetry(async () => { throw new Error('down'); }, { retries: 1, minTimeout: 150 }));`,
  },
};

export const pLimitLibrary: Library = {
  name: 'p-limit',
  bulkhead: {
    make({ maxConcurrent, maxQueue, queueTimeoutMs, timeoutMs }) {
      if (maxQueue !== undefined || queueTimeoutMs !== undefined) throw new NotOffered('a queue without a limit');
      const limit = pLimit(maxConcurrent);
      return {
        run(fn, signal) {
          if (signal !== undefined) throw new NotOffered('no signal of the caller');
          return timeoutMs === undefined ? limit(fn) : pTimeout(limit(fn), { milliseconds: timeoutMs });
        },
      };
    },
  },
  process: {
    answered: `import pLimit from 'p-limit'; give(pLimit(1)(async () => 1));`,
    givenUp: `import pLimit from 'p-limit'; give(pLimit(1)(() => new Promise((resolve) => setTimeout(resolve, 150))));`,
  },
};
