import {
  bulkhead, cacheAside, circuitBreaker, countWindow, dependency, fallbackChain, healthSnapshot, hedge, partialResponse, retry, retryBudget,
  serviceHealth, softCache, timeWindow, withTimeout,
} from '../../src/index.js';
import { isMethod } from '../../src/shapes.js';

/** Where an interface of options goes. */
export interface Use {
  /** For the name of the test. */
  readonly of: string;
  /** Options that it works with. */
  readonly base: object;
  /** Calls it. */
  readonly call: (options: unknown) => unknown;
}

const answer = (): Promise<string> => Promise.resolve('answer');

/** What `fn` returns, or throws. */
function apply(fn: (...args: never[]) => unknown, self: unknown, args: readonly unknown[]): unknown {
  const value: unknown = Reflect.apply(fn, self, args);
  return value;
}
const silent = { warn: () => undefined };
const nothing = (): Promise<undefined> => Promise.resolve(undefined);
const products = {
  name: 'products', get: nothing, set: nothing, load: answer, ttlMs: 1_000, timeoutMs: 1_000, loadTimeoutMs: 1_000, maxLoads: 5, logger: silent,
};
const health = { features: ['reviews', 'checkout'], levels: { degraded: { disable: ['reviews'] } } };

function use(fn: (...args: never[]) => unknown, base: object, ...before: readonly unknown[]): Use {
  return { of: fn.name, base, call: (options) => apply(fn, undefined, [...before, options]) };
}

/** A method of something that is made anew for each call. */
function useOf<Made extends object>(of: string, make: () => Made, method: keyof Made & string, base: object, ...before: readonly unknown[]): Use {
  return {
    of,
    base,
    call(options) {
      const made = make();
      const fn: unknown = made[method];
      if (!isMethod(fn)) throw new Error(`${of} is no method`);
      return apply(fn, made, [...before, options]);
    },
  };
}

/** Options within others. */
function nested(of: string, fn: (...args: never[]) => unknown, base: object, outer: (options: unknown) => unknown): Use {
  return { of, base, call: (options) => apply(fn, undefined, [outer(options)]) };
}

const dependencyBase = { name: 'stock', timeoutMs: 1_000 };
const response = () => partialResponse({ logger: silent });

/** Every interface of options that is published, and where it goes. */
export const uses: Readonly<Record<string, readonly Use[]>> = {
  TimeoutOptions: [use(withTimeout, { timeoutMs: 1_000 }, answer)],
  RetryOptions: [use(retry, {}, answer)],
  RetryRules: [use(retry, {}, answer)],
  RetryBudgetOptions: [use(retryBudget, {})],
  HedgeOptions: [use(hedge, { delayMs: 10 }, answer)],
  CircuitBreakerOptions: [use(circuitBreaker, { name: 'stock' })],
  CircuitRunOptions: [useOf('circuitBreaker().run', () => circuitBreaker({ name: 'stock' }), 'run', {}, answer)],
  CountWindowOptions: [use(countWindow, { calls: 5 })],
  TimeWindowOptions: [use(timeWindow, { windowMs: 1_000 })],
  BulkheadOptions: [use(bulkhead, { name: 'stock', maxConcurrent: 1 })],
  BulkheadRunOptions: [useOf('bulkhead().run', () => bulkhead({ name: 'stock', maxConcurrent: 1 }), 'run', {}, answer)],
  DependencyOptions: [use(dependency, dependencyBase)],
  DependencyRetry: [nested('dependency, retry', dependency, {}, (retryOptions) => ({ ...dependencyBase, retry: retryOptions }))],
  DependencyRunOptions: [useOf('dependency().run', () => dependency(dependencyBase), 'run', {}, answer)],
  FallbackChainOptions: [use(fallbackChain, { logger: silent }, [{ name: 'live', run: answer }])],
  FallbackSource: [nested('fallbackChain, a source', fallbackChain, { name: 'live', run: answer }, (source) => [source])],
  SoftCacheOptions: [use(softCache, { timeoutMs: 1_000, logger: silent }, { get: answer })],
  CacheAsideOptions: [use(cacheAside, products)],
  CacheAsideGetOptions: [useOf('cacheAside().get', () => cacheAside(products), 'get', {}, 'tea')],
  PartialResponseOptions: [use(partialResponse, { logger: silent })],
  PartOptions: [useOf('partialResponse().part', response, 'part', { fallback: [] }, 'reviews', answer)],
  RequiredPartOptions: [useOf('partialResponse().required', response, 'required', {}, 'product', answer)],
  ServiceHealthOptions: [use(serviceHealth, health)],
  HealthLevel: [nested('serviceHealth, a level', serviceHealth, { disable: ['reviews'] }, (level) => ({ ...health, levels: { degraded: level } }))],
  HealthSnapshotSources: [use(healthSnapshot, {})],
};
