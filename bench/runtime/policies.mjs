/** The same protection of the same call, as each library has it. Each is built once, and called as its manual says. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { bulkhead, ConsecutiveBreaker, circuitBreaker, handleAll, TimeoutStrategy, timeout, wrap } from 'cockatiel';
import { Duration, Effect, Schedule, Semaphore } from 'effect';
import { dependency, retry, withTimeout } from '@failsoft/runtime';
import Opossum from 'opossum';
import pRetry from 'p-retry';
import pTimeout from 'p-timeout';

// The root has an older one, of a linter.
const require = createRequire(new URL('../../packages/runtime/package.json', import.meta.url));
const { default: pLimit } = await import(pathToFileURL(require.resolve('p-limit')).href);

const timeoutMs = 10_000;
const maxConcurrent = 10;
const answer = async () => 'answer';

/** Timeout, circuit breaker and bulkhead, on the way of a call that succeeds. */
export function protectedCalls() {
  const ours = dependency({ name: 'stock', timeoutMs, breaker: {}, bulkhead: { maxConcurrent } });
  const cockatiel = wrap(
    circuitBreaker(handleAll, { halfOpenAfter: 30_000, breaker: new ConsecutiveBreaker(5) }),
    bulkhead(maxConcurrent),
    timeout(timeoutMs, TimeoutStrategy.Aggressive),
  );
  const opossum = new Opossum(answer, { timeout: timeoutMs, capacity: maxConcurrent });
  return {
    bare: answer,
    failsoft: () => ours.run(answer),
    opossum: () => opossum.fire(),
    cockatiel: () => cockatiel.execute(answer),
  };
}

/** What has no circuit breaker: a timeout, a retry and a limit. */
export function retriedCalls() {
  const ours = dependency({ name: 'stock', timeoutMs, retry: {}, bulkhead: { maxConcurrent } });
  const limit = pLimit(maxConcurrent);
  const semaphore = Semaphore.makeUnsafe(maxConcurrent);
  const effect = Effect.tryPromise(answer).pipe(
    Effect.timeout(Duration.millis(timeoutMs)),
    semaphore.withPermits(1),
    Effect.retry(Schedule.recurs(2)),
  );
  return {
    'failsoft, with retry': () => ours.run(answer),
    'p-timeout + p-retry + p-limit': () => limit(() => pRetry(() => pTimeout(answer(), { milliseconds: timeoutMs }), { retries: 2 })),
    'effect, with retry': () => Effect.runPromise(effect),
  };
}

/** One concept alone. */
export function singleCalls() {
  const name = 'stock';
  return {
    'withTimeout': () => withTimeout(answer, { timeoutMs }),
    'p-timeout': () => pTimeout(answer(), { milliseconds: timeoutMs }),
    'retry': () => retry(answer, { name }),
    'p-retry': () => pRetry(answer),
  };
}
