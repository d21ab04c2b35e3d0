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
    bulkhead, circuitBreaker, countWindow, mapWithLimit, softCache, TimeoutError, timeWindow, withTimeout,
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
  export const rest: (...keys: string[]) => Promise<string[]> = reports.wrap(Cache.prototype.many);
  export const given = (signal?: AbortSignal): Promise<number> => reports.run(() => stock.run(() => 1, { signal }), { signal });
  export const mapped: Promise<string[]> = mapWithLimit(new Set([1, 2]), 2, async (item, index) => item.toFixed(index));
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
      import { bulkhead, circuitBreaker, mapWithLimit, softCache, withTimeout } from './index.js';
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
      ]
    `);
  });
});

it('the sources compile with the types of a browser too, for whoever copies them', () => {
  const names = readdirSync(sourceFolder).filter((name) => /(?<!\.test|\.d)\.ts$/.test(name));
  const sources = names.map((name) => [join(sourceFolder, name), readFileSync(join(sourceFolder, name), 'utf8')] as const);

  expect(problemsIn(new Map(sources), { ...strictOptions, ...browser })).toEqual([]);
});
