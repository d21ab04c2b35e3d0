import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyEdits } from './apply.js';
import { composeEdits } from './compose.js';
import type { TextEdit } from './rewrite.js';

const text = 'const a = load();\nconst b = load();\n';

it('edits at different places stay apart', () => {
  const first: TextEdit[] = [{ range: [10, 14], text: 'fetch' }];
  expect(composeEdits(text, first, [{ range: [29, 33], text: 'fetch' }])).toEqual([{ range: [10, 14], text: 'fetch' }, { range: [28, 32], text: 'fetch' }]);
});

it('an edit of what was written becomes one with it', () => {
  expect(composeEdits(text, [{ range: [15, 15], text: 'options' }], [{ range: [22, 22], text: ', more' }])).toEqual([{ range: [15, 15], text: 'options, more' }]);
});

/** Sorted, apart by at least one character, as combined rewrites are. */
function editsOf(length: number): fc.Arbitrary<TextEdit[]> {
  const cuts = fc.uniqueArray(fc.nat(length), { maxLength: 8 }).map((places) => [...places].sort((a, b) => a - b));
  return fc.tuple(cuts, fc.array(fc.string({ maxLength: 4 }), { minLength: 8, maxLength: 8 })).map(([places, texts]) =>
    places.flatMap((start, index): TextEdit[] => {
      const end = places[index + 1];
      if (index % 2 === 1) return [];
      return [{ range: [start, end ?? start], text: texts[index] ?? '' }];
    }),
  );
}

it('makes of any text what both make of it one after the other, with edits that are sorted and apart', () => {
  const cases = fc.string({ minLength: 1, maxLength: 40 }).chain((start) =>
    editsOf(start.length).chain((first) => fc.record({ start: fc.constant(start), first: fc.constant(first), second: editsOf(applyEdits(start, first).length) })),
  );
  fc.assert(
    fc.property(cases, ({ start, first, second }) => {
      const composed = composeEdits(start, first, second);
      expect(applyEdits(start, composed)).toBe(applyEdits(applyEdits(start, first), second));
      for (const [index, { range }] of composed.entries()) expect(range[0]).toBeGreaterThanOrEqual(composed[index - 1]?.range[1] ?? 0);
    }),
    { numRuns: 2000 },
  );
});
