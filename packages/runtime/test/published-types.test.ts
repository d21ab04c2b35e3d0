/** The types as published: they need nothing but an `AbortSignal`, whoever declares it, and say what they should. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { declarationsOf, problemsIn, strictOptions } from './compiler.js';

const sourceFolder = join(import.meta.dirname, '../src');
const publishedFolder = join(import.meta.dirname, 'published'); // in memory
const published = declarationsOf([join(sourceFolder, 'index.ts'), join(sourceFolder, 'host.d.ts')], sourceFolder, publishedFolder);
const node = { types: ['node'] };
const browser = { lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'] };

/** Of a project that has the published types beside its code, and checks them too. */
function problemsOfUser(code: string, options: object): readonly string[] {
  const files = new Map([...published, [join(publishedFolder, 'user.mts'), code]]);
  return problemsIn(files, { ...strictOptions, skipLibCheck: false, ...options }).map(({ code, message }) => `${code} // ${message}`.slice(0, 120));
}

const use = `
  import {
    bulkhead, circuitBreaker, countWindow, dependency, mapWithLimit, softCache, TimeoutError, timeWindow, withTimeout,
    fallback, fallbackChain, hedge, retry, retryBudget, type FallbackAnswer,
    type CircuitBreaker, type CircuitState, type Clock, type Logger, type TimeoutOptions,
  } from './index.js';

  class Cache {
    async get(key: string): Promise<string | null> { return key; }
    async many(...keys: string[]): Promise<string[]> { return keys; }
  }
  export const text: Promise<string> = withTimeout(async () => 'a', { timeoutMs: 1 });
  export const thunk: Promise<number> = withTimeout(() => 1, { timeoutMs: 1, name: undefined });
  export const handed = (signal?: AbortSignal): Promise<boolean> =>
    withTimeout(({ signal: inner }) => inner.aborted, { timeoutMs: 1, signal });
  export const cache: Cache = softCache(new Cache(), { timeoutMs: 1, missValues: { get: null, many: (...keys) => keys } });
  const stock: CircuitBreaker = circuitBreaker({
    name: 'stock', window: timeWindow({ windowMs: 1_000 }), isFailure: ({ error, value }) => error instanceof RangeError || value === 1 || 'ignored',
  });
  const reports = bulkhead({ name: 'reports', maxConcurrent: 1 });
  export const state: CircuitState = stock.for('a').state;
  export const counted: Promise<number> = circuitBreaker({ name: 'a', window: countWindow({ calls: 5 }) }).run(() => 1);
  export const get: (key: string, ttl?: number) => Promise<boolean> = stock.wrap(async (key: string, ttl?: number) => key === String(ttl));
  export const method: (this: Cache, key: string) => Promise<string | null> = stock.wrap(Cache.prototype.get);
  export const generic: <Item>(item: Item) => Promise<Item> = reports.wrap(async <Item,>(item: Item) => item);
  declare function find(id: number): Promise<number>;
  declare function find(id: string): Promise<string>;
  declare const client: ((url: string) => Promise<string>) & { get(url: string): Promise<string> };
  export const overloaded: [Promise<number>, Promise<string>] = [stock.wrap(find)(1), stock.wrap(find)('a')];
  export const withoutProperties: (url: string) => Promise<string> = stock.wrap(client);
  const rates = dependency({ name: 'rates', timeoutMs: 1, attemptTimeoutMs: 1, retry: {}, breaker: stock, bulkhead: { maxConcurrent: 1 } });
  export const typed: Promise<number> = rates.run(({ signal, attempt }) => signal.aborted ? 0 : attempt);
  export const keyed: Promise<[number, string]> = Promise.all([rates.for('eu').wrap(find)(1), rates.wrap(find)('a')]);
  export const orNull: Promise<number | null> = rates.run(() => 1, { fallback: () => null });
  const soft = dependency({ name: 'soft', timeoutMs: 1, fallback: async ({ error }) => error === undefined });
  export const orFallback: Promise<string | boolean> = soft.run(() => 'a');
  export const wrappedFallback: (this: Cache, key: string) => Promise<string | null | boolean> = soft.wrap(Cache.prototype.get);
  export const rest: (...keys: string[]) => Promise<string[]> = reports.wrap(Cache.prototype.many);
  export const given = (signal?: AbortSignal): Promise<number> => reports.run(() => stock.run(() => 1, { signal }), { signal });
  export const mapped: Promise<string[]> = mapWithLimit(new Set([1, 2]), 2, async (item, index) => item.toFixed(index));
  export const tried: Promise<number> = retry(async ({ signal, attempt }) => (signal.aborted ? 0 : attempt), { budget: retryBudget({ ratio: 0.2 }) });
  export const hedged: Promise<string> = hedge(({ attempt }) => attempt.toFixed(), { delayMs: 5, signal: undefined });
  export const either: Promise<number | string[] | null> = fallback(async () => 5, () => ['a'], () => null);
  export const rate: Promise<FallbackAnswer<number | null>> = fallbackChain([
    { name: 'live', run: async () => 5 },
    { name: 'none', run: () => null, stale: true },
  ]);
  export const several: Promise<FallbackAnswer<number>> = fallbackChain(['a', 'b'].map((name) => ({ name, run: async () => 5 })));
  export const late = new TimeoutError(5).timeoutMs.toFixed();
`;

describe('the published types', () => {
  it.each([
    ['Node', use, node],
    ['a browser', use, browser],
    ['any host that has an AbortSignal', `${use}\n declare global { interface AbortSignal { readonly aborted: boolean } }`, {}],
  ])('need nothing more in %s', (_host, code, options) => {
    expect(problemsOfUser(code, options)).toEqual([]);
  });

  it('declare no globals', () => {
    expect(published.size).toBeGreaterThan(5);
    expect([...published.values()].filter((text) => /declare global|\/\/\/ <reference/.test(text))).toEqual([]);
  });

  it('refuse what would not work', () => {
    const wrong = `
      import { bulkhead, circuitBreaker, dependency, fallback, fallbackChain, hedge, mapWithLimit, retry, softCache, withTimeout } from './index.js';
      class Cache { async get(key: string): Promise<string | null> { return key; } size = 1; }
      withTimeout(async () => 1, {});
      withTimeout(async () => 1, { timeoutMs: 1, signal: new AbortController() });
      withTimeout(async () => 1, { timeout: 1 });
      softCache(new Cache(), { timeoutMs: 1, missValues: { gte: null } });
      softCache(new Cache(), { timeoutMs: 1, missValues: { get: 5 } });
      softCache(new Cache(), { timeoutMs: 1, missValues: { size: 5 } });
      softCache('redis://localhost', { timeoutMs: 1 });
      circuitBreaker({ failureThreshold: 5 });
      circuitBreaker({ name: 'a', failureThreshhold: 5 });
      circuitBreaker({ name: 'a', isFailure: () => 'ignore' });
      circuitBreaker({ name: 'a' }).wrap((key: string) => key)(5);
      circuitBreaker({ name: 'a' }).wrap((key: string) => key)('a').toUpperCase();
      circuitBreaker({ name: 'a' }).hydrate({ state: 'half-open', calls: 0, failures: 0, openings: 0, retryAfterMs: 0 });
      bulkhead({ name: 'a' });
      bulkhead({ name: 'a', maxConcurrent: 1 }).wrap(function (this: Cache) { return this.size; })();
      mapWithLimit(5, 5, (item) => item);
      dependency({ name: 'a' });
      dependency({ name: 'a', timeoutMs: 1, breaker: { name: 'b' } });
      dependency({ name: 'a', timeoutMs: 1, bulkhead: {} });
      dependency({ name: 'a', timeoutMs: 1, fallback: () => null }).run(() => 'a').then((value) => value.length);
      circuitBreaker({ name: 'a' }).wrap(Object.assign(async () => 1, { get: 1 })).get;
      retry(async () => 1, { retries: 3 });
      retry(async () => 1, { budget: 0.1 });
      hedge(async () => 1, {});
      fallback(async () => 1, []);
      fallback(async () => 1, () => 'a').then((value) => value.toFixed());
      fallbackChain([{ run: async () => 1 }]);
    `;

    expect(problemsOfUser(wrong, node)).toMatchInlineSnapshot(`
      [
        "{}); // Argument of type '{}' is not assignable to parameter of type 'TimeoutOptions'.",
        "signal: new AbortController() }); // Type 'AbortController' is missing the following properties from type 'AbortSignal':",
        "timeout: 1 }); // Object literal may only specify known properties, but 'timeout' does not exist in type 'TimeoutOptions",
        "gte: null } }); // Object literal may only specify known properties, and 'gte' does not exist in type '{ readonly get?: ",
        "get: 5 } }); // Type 'number' is not assignable to type 'string | ((key: string) => string | null) | null | undefined'.",
        "size: 5 } }); // Type 'number' is not assignable to type 'undefined'.",
        "'redis://localhost', { timeoutMs: 1 }); // Argument of type 'string' is not assignable to parameter of type 'object'.",
        "{ failureThreshold: 5 }); // Argument of type '{ failureThreshold: number; }' is not assignable to parameter of type 'Ci",
        "failureThreshhold: 5 }); // Object literal may only specify known properties, but 'failureThreshhold' does not exist in ",
        "isFailure: () => 'ignore' }); // Type '() => "ignore"' is not assignable to type '(outcome: Outcome) => Verdict | undefi",
        "5); // Argument of type 'number' is not assignable to parameter of type 'string'.",
        "toUpperCase(); // Property 'toUpperCase' does not exist on type 'Promise<string>'.",
        "state: 'half-open', calls: 0, failures: 0, openings: 0, retryAfterMs: 0 }); // Type '"half-open"' is not assignable to t",
        "{ name: 'a' }); // Argument of type '{ name: string; }' is not assignable to parameter of type 'BulkheadOptions'.",
        "bulkhead({ name: 'a', maxConcurrent: 1 }).wrap(function (this: Cache) { return this.size; })(); // The 'this' context of",
        "5, 5, (item) => item); // Argument of type 'number' is not assignable to parameter of type 'Iterable<unknown>'.",
        "{ name: 'a' }); // Argument of type '{ name: string; }' is not assignable to parameter of type 'DependencyOptions<never>",
        "breaker: { name: 'b' } }); // Type '{ name: string; }' is not assignable to type 'CircuitBreaker | Unmade<CircuitBreaker",
        "bulkhead: {} }); // Type '{}' is not assignable to type 'Bulkhead | Unmade<BulkheadOptions> | undefined'.",
        "value.length); // 'value' is possibly 'null'.",
        "get; // Property 'get' does not exist on type '(this: unknown) => Promise<number>'.",
        "retries: 3 }); // Object literal may only specify known properties, and 'retries' does not exist in type 'RetryOptions'.",
        "budget: 0.1 }); // Type 'number' is not assignable to type 'RetryBudget'.",
        "{}); // Argument of type '{}' is not assignable to parameter of type 'HedgeOptions'.",
        "[]); // Argument of type 'never[]' is not assignable to parameter of type '() => unknown'.",
        "toFixed()); // Property 'toFixed' does not exist on type 'string | number'.",
        "{ run: async () => 1 }]); // Property 'name' is missing in type '{ run: () => Promise<number>; }' but required in type '",
      ]
    `);
  });
});

it('the sources compile with the types of a browser too, for whoever copies them', () => {
  const names = readdirSync(sourceFolder).filter((name) => /(?<!\.test|\.d)\.ts$/.test(name));
  const sources = names.map((name) => [join(sourceFolder, name), readFileSync(join(sourceFolder, name), 'utf8')] as const);

  expect(problemsIn(new Map(sources), { ...strictOptions, ...browser })).toEqual([]);
});
