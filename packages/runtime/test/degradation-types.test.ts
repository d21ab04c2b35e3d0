/** What the compiler says of partial responses, levels and caches: data is what was put in, and names are checked. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { problemsIn, strictOptions } from './compiler.js';

const user = join(import.meta.dirname, '../src/user.mts'); // in memory

function problemsOf(code: string): readonly string[] {
  const problems = problemsIn(new Map([[user, code]]), { ...strictOptions, types: ['node'] });
  return problems.map(({ code, message }) => `${code} // ${message}`.slice(0, 150));
}

it('types of degradation are those of what was put in', () => {
  const right = `
    import { cacheAside, partialResponse, serviceHealth, type CacheAsideAnswer, type CacheEntry, type PartWarning } from './index.js';

    interface Review { readonly stars: number }
    const page = await partialResponse()
      .required('product', () => ({ name: 'Tea' }))
      .part('reviews', async (): Promise<Review[]> => [], { fallback: [] })
      .part('stock', async ({ signal }) => (signal.aborted ? 0 : 12), { fallback: null, isStale: (stock) => stock > 5 })
      .gather();
    export const data: { readonly product: { name: string }; readonly reviews: Review[]; readonly stock: number | null } = page.data;
    export const names: 'product' | 'reviews' | 'stock' = '' as keyof typeof page.data;
    export const warnings: readonly PartWarning[] = page.warnings;

    const health = serviceHealth({ features: ['a', 'b'], levels: { mild: { disable: ['a'] }, severe: { only: [], when: () => true } } });
    export const level: 'normal' | 'mild' | 'severe' = health.level;
    export const off: readonly ('a' | 'b')[] = health.disabled;

    const store = new Map<string, CacheEntry<number>>();
    const prices = cacheAside({
      name: 'prices', get: (key) => store.get(key), set: (key, entry) => store.set(key, entry), load: async () => 5,
      ttlMs: 1, timeoutMs: 1, loadTimeoutMs: 1, maxLoads: 1,
    });
    export const price: Promise<CacheAsideAnswer<number>> = prices.get('tea');
    export const why = await price.then((answer) => (answer.stale ? answer.error : answer.ageMs));
  `;

  expect(problemsOf(right)).toEqual([]);
});

it('the compiler refuses what would not work', () => {
  const wrong = `
    import { cacheAside, partialResponse, serviceHealth } from './index.js';
    const page = partialResponse().part('a', () => 1, { fallback: null });
    page.part('a', () => 2, { fallback: 1 });
    page.part('b', () => 2);
    page.part('b', () => 2, { fallbak: 1 });
    (await page.gather()).data.b;
    (await page.gather()).data.a.toFixed();
    const health = serviceHealth({ features: ['search'], levels: { degraded: { disable: ['serch'] } } });
    health.allows('serch');
    health.force('critical');
    serviceHealth({ features: ['search'], levels: { degraded: { disable: [], only: [] } } });
    cacheAside({ name: 'a', get: () => 5, set: () => 1, load: () => 5, ttlMs: 1, timeoutMs: 1, loadTimeoutMs: 1, maxLoads: 1 });
    cacheAside({ name: 'a', get: () => null, set: () => 1, load: () => 5, ttlMs: 1 });
  `;

  expect(problemsOf(wrong)).toMatchInlineSnapshot(`
    [
      "'a', () => 2, { fallback: 1 }); // Argument of type '"a"' is not assignable to parameter of type 'never'.",
      "part('b', () => 2); // Expected 3 arguments, but got 2.",
      "fallbak: 1 }); // Object literal may only specify known properties, but 'fallbak' does not exist in type 'PartOptions<number, unknown>'. Did you mean ",
      "b; // Property 'b' does not exist on type '{ readonly a: number | null; }'.",
      "(await page.gather()).data.a.toFixed(); // Object is possibly 'null'.",
      "'serch'] } } }); // Type '"serch"' is not assignable to type '"search"'.",
      "'serch'); // Argument of type '"serch"' is not assignable to parameter of type '"search"'.",
      "'critical'); // Argument of type '"critical"' is not assignable to parameter of type '"degraded" | "normal"'.",
      "degraded: { disable: [], only: [] } } }); // Type '{ disable: never[]; only: never[]; }' is not assignable to type 'HealthLevel<"search">'.",
      "5, set: () => 1, load: () => 5, ttlMs: 1, timeoutMs: 1, loadTimeoutMs: 1, maxLoads: 1 }); // Type 'number' is not assignable to type 'Found<number> | ",
      "{ name: 'a', get: () => null, set: () => 1, load: () => 5, ttlMs: 1 }); // Argument of type '{ name: string; get: () => null; set: () => number; load:",
    ]
  `);
});
