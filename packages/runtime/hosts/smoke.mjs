/** What must hold on every host, with nothing but what every host has. */

const hang = () => new Promise(() => undefined);
const down = async () => {
  throw new Error('down');
};
const silent = { warn: () => undefined };

function equal(seen, expected) {
  const [left, right] = [seen, expected].map((value) => JSON.stringify(value));
  if (left !== right) throw new Error(`saw ${left} in place of ${right}`);
}

/** The name of the error that comes out. */
const errorOf = (promise) => promise.then(() => 'no error', (error) => error.name);
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** By concept. `origin` is of a server with `/answer` and with `/silence`, which never answers. */
const checks = {
  async timeout({ withTimeout }, origin) {
    equal(await withTimeout(async () => 1, { timeoutMs: 5_000 }), 1);
    equal(await errorOf(withTimeout(hang, { timeoutMs: 20, name: 'stock' })), 'TimeoutError');
    equal(await withTimeout(async ({ signal }) => (await fetch(`${origin}/answer`, { signal })).text(), { timeoutMs: 5_000 }), 'answer');
    const started = performance.now();
    let seen;
    const request = ({ signal }) => {
      seen = signal;
      return fetch(`${origin}/silence`, { signal });
    };
    equal(await errorOf(withTimeout(request, { timeoutMs: 50 })), 'TimeoutError');
    equal([seen.aborted, performance.now() - started < 4_000], [true, true]);
  },
  async 'abort of the caller'({ withTimeout }) {
    const caller = new AbortController();
    const call = withTimeout(hang, { timeoutMs: 5_000, signal: caller.signal });
    caller.abort(new RangeError('closed'));
    equal(await errorOf(call), 'RangeError');
  },
  async 'circuit breaker'({ circuitBreaker }) {
    const breaker = circuitBreaker({ name: 'stock', failureThreshold: 2, recoveryMs: 30 });
    await errorOf(breaker.run(down));
    await errorOf(breaker.run(down));
    equal(await errorOf(breaker.run(down)), 'CircuitOpenError');
    await wait(60);
    equal([await breaker.run(async () => 1), breaker.state], [1, 'closed']);
  },
  async bulkhead({ bulkhead, mapWithLimit }) {
    const reports = bulkhead({ name: 'reports', maxConcurrent: 1, maxQueue: 1, queueTimeoutMs: 5_000 });
    const calls = [1, 2, 3].map((number) => reports.run(async () => number));
    equal((await Promise.allSettled(calls)).map(({ status }) => status), ['fulfilled', 'fulfilled', 'rejected']);
    equal(await mapWithLimit([1, 2, 3], 2, async (number) => number * 2), [2, 4, 6]);
  },
  async retry({ retry, hedge }) {
    equal(await retry(({ attempt }) => (attempt < 3 ? down() : attempt), { baseDelayMs: 1, name: 'retried' }), 3);
    equal(await hedge(({ attempt }) => (attempt === 1 ? hang() : attempt), { delayMs: 10, name: 'hedged' }), 2);
  },
  async fallback({ fallback, withTimeout }) {
    equal(await fallback(() => withTimeout(hang, { timeoutMs: 20 }), () => []), []);
  },
  async cache({ softCache, cacheAside }) {
    const cache = softCache({ get: hang }, { timeoutMs: 20, logger: silent });
    equal(await cache.get('a'), undefined);
    const kept = new Map();
    let loads = 0;
    const products = cacheAside({
      name: 'products',
      get: (key) => kept.get(key),
      set: (key, entry) => kept.set(key, entry),
      load: async () => ++loads,
      ttlMs: 60_000,
      timeoutMs: 1_000,
      loadTimeoutMs: 1_000,
      maxLoads: 10,
      logger: silent,
    });
    await Promise.all([products.get('1'), products.get('1')]);
    equal(loads, 1);
  },
  async degradation({ circuitBreaker, serviceHealth, partialResponse }) {
    const breaker = circuitBreaker({ name: 'reviews', failureThreshold: 1 });
    const health = serviceHealth({ name: 'shop', features: ['reviews', 'checkout'], levels: { degraded: { disable: ['reviews'], when: [breaker] } } });
    await errorOf(breaker.run(down));
    equal([health.level, health.allows('reviews'), health.allows('checkout')], ['degraded', false, true]);
    const page = await partialResponse({ name: 'page', logger: silent }).part('reviews', down, { fallback: [] }).gather();
    equal([page.data, page.degraded], [{ reviews: [] }, true]);
  },
  async 'all of a dependency'({ dependency }) {
    const rates = dependency({
      name: 'rates',
      timeoutMs: 2_000,
      attemptTimeoutMs: 20,
      retry: { attempts: 2, baseDelayMs: 1 },
      breaker: {},
      bulkhead: { maxConcurrent: 5 },
      fallback: () => 'last known',
    });
    equal(await rates.run(async () => 'live'), 'live');
    equal(await rates.run(({ attempt }) => (attempt === 1 ? hang() : attempt)), 2);
    equal(await rates.run(hang), 'last known');
  },
};

/** @returns The names of the checks that hold, and what is wrong with the others. */
export async function smoke(runtime, origin) {
  const passed = [];
  const failures = [];
  for (const [name, check] of Object.entries(checks)) {
    const hung = wait(10_000).then(() => Promise.reject(new Error('it hangs')));
    await Promise.race([check(runtime, origin), hung]).then(
      () => passed.push(name),
      (error) => failures.push(`${name}: ${error?.stack ?? error}`),
    );
    hung.catch(() => undefined);
  }
  return { passed, failures };
}
