/** What comes of options that are not as documented: an error at once that names them, and never a call that hangs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publishedOptions, type OptionKind, type PublishedOption } from './published-options.js';
import { uses, type Use } from './uses.js';

const published = publishedOptions();

/** Values, and of which kind they are. */
const values: readonly (readonly [value: unknown, kind: OptionKind | 'none', described: string])[] = [
  [null, 'none', 'null'],
  [NaN, 'none', 'NaN'],
  [-1, 'none', '-1'],
  [Infinity, 'none', 'Infinity'],
  [5n, 'none', '[object BigInt]'],
  ['', 'none', '""'],
  [5, 'number', '5'],
  ['text', 'string', '"text"'],
  [true, 'boolean', 'true'],
  [() => 'answer', 'function', '[object Function]'],
];

/** A function is an object too. */
function badValuesOf({ kinds }: PublishedOption): typeof values {
  return kinds.size === 0 ? [] : values.filter(([, kind]) => kind === 'none' || !(kinds.has(kind) || (kind === 'function' && kinds.has('object'))));
}

const rows = Object.entries(uses).flatMap(([name, ofName]) => ofName.map((use) => ({ of: use.of, use, options: published.get(name) ?? [] })));
const options = rows.flatMap(({ use, of, options: all }) => all.map((option) => ({ use, of, option, name: option.name }))).filter(({ option }) => option.kinds.size > 0);

/** What was thrown, or what the promise rejected with; a promise that does not settle is an error of the test. */
async function outcomeOf(use: Use, given: unknown): Promise<{ readonly error: unknown } | { readonly value: unknown }> {
  let timer: NodeJS.Timeout | undefined;
  const hung = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('it hangs')), 2_000);
  });
  try {
    return { value: await Promise.race([use.call(given), hung]) };
  } catch (error) {
    return { error };
  } finally {
    clearTimeout(timer);
  }
}

it('knows of every interface of options that is published where it goes', () => {
  expect(Object.keys(uses).sort()).toEqual([...published.keys()].sort());
});

describe('an option that is not as documented is named, with what was received', () => {
  it.each(options)('$of: $name', async ({ use, option }) => {
    for (const [value, , described] of badValuesOf(option)) {
      const outcome = await outcomeOf(use, { ...use.base, [option.name]: value });
      const message = 'error' in outcome ? String(outcome.error) : 'no error';

      expect(message).toMatch(/^(?:Range|Type)Error: Cannot /);
      expect(message).toContain(`\`${option.name}\``);
      expect(message).toContain(`received ${described}`);
    }
  });

  it.each(rows)('$of: options that are no object', async ({ use }) => {
    for (const value of [null, 5, 'text', true]) {
      const outcome = await outcomeOf(use, value);

      expect('error' in outcome ? String(outcome.error) : 'no error').toMatch(/^(?:Range|Type)Error: Cannot .*received /);
    }
  });
});

describe('options of any kind at all', () => {
  it.each(rows)('$of answers, or says what is wrong with them', async ({ use, options: all }) => {
    const anything = fc.record(Object.fromEntries(all.map(({ name }) => [name, fc.anything({ withBigInt: true, withNullPrototype: true })])), { requiredKeys: [] });
    await fc.assert(
      fc.asyncProperty(anything, async (given) => {
        const outcome = await outcomeOf(use, { ...use.base, ...given });
        if ('error' in outcome) expect(String(outcome.error)).toMatch(/^(?:Range|Type)Error: Cannot /);
      }),
      { numRuns: 200 },
    );
  });
});
