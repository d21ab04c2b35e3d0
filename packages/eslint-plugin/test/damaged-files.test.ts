/** Files as editors hold them between two keystrokes. bench/fuzz does more of this, for longer. */
import { readFileSync } from 'node:fs';
import { applyEdits } from '@failsoft/analysis/rewrites';
import { parseForESLint } from '@typescript-eslint/parser';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allCases, type Case } from './cases.js';
import { FixtureLinter } from './linting.js';

const cases = allCases();
const linters = new Map<Case, FixtureLinter>();

function linterOf(each: Case): FixtureLinter {
  const linter = linters.get(each) ?? new FixtureLinter(each.folder, 'strict', each.settings);
  linters.set(each, linter);
  return linter;
}

/** Where in a text, as a share of it, so that one number suits texts of any length. */
const place = fc.double({ min: 0, max: 1, noNaN: true });

type Change = (text: string) => string;

const between = (items: readonly string[], a: number, b: number): readonly [number, number] => {
  const [from, to] = [Math.min(a, b), Math.max(a, b)];
  return [Math.floor(from * items.length), Math.ceil(to * items.length)];
};
const linesOf = (text: string): readonly string[] => text.split(/(?<=\n)/);
const namesIn = (text: string): readonly string[] => text.match(/[A-Za-z_$][\w$]*/g) ?? [];

const change: fc.Arbitrary<Change> = fc.oneof(
  place.map((at): Change => (text) => text.slice(0, at * text.length)),
  fc.tuple(place, fc.integer({ min: 1, max: 12 })).map(([at, size]): Change => (text) => text.slice(0, at * text.length) + text.slice(at * text.length + size)),
  fc.tuple(place, place).map(([a, b]): Change => (text) => linesOf(text).toSpliced(between(linesOf(text), a, b)[0], 2).join('')),
  fc.tuple(place, place).map(([a, b]): Change => (text) => {
    const lines = linesOf(text);
    const [from, to] = between(lines, a, b);
    return [...lines.slice(0, to), ...lines.slice(from, to), ...lines.slice(to)].join('');
  }),
  fc.tuple(place, place).map(([a, b]): Change => (text) => {
    const names = namesIn(text);
    const name = names[Math.floor(a * (names.length - 1))];
    const other = names[Math.floor(b * (names.length - 1))];
    return name === undefined || other === undefined ? text : text.replaceAll(new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g'), () => other);
  }),
  fc.tuple(place, fc.constantFrom('fetch', ' await ', '.get(', '}', '({', '`', '=>', '\u2028', '\ufeff', 'é', '??=', '...', '/*', '//', "'")).map(([at, inserted]): Change => (text) => text.slice(0, at * text.length) + inserted + text.slice(at * text.length)),
  fc.constantFrom<Change>((text) => text.replaceAll('\n', '\r\n'), (text) => `\ufeff${text}`, (text) => text.replaceAll(/\s*\n\s*/g, ' '), (text) => `async function outer() {\n${text}\n}\n`),
);

const damaged = fc.constantFrom(...cases.filter(({ files }) => files.length > 0)).chain((each) =>
  fc.record({ each: fc.constant(each), path: fc.constantFrom(...each.files), changes: fc.array(change, { minLength: 1, maxLength: 3 }) }),
);

describe('a damaged file', () => {
  it('is linted without a failure, and each rewrite of it parses', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(damaged, async ({ each, path, changes }) => {
        const before = readFileSync(path, 'utf8');
        const text = changes.reduce((changed, apply) => apply(changed), before);
        const { fatal, findings } = await linterOf(each).lint(path, text);
        if (fatal !== undefined) return;
        // Edits count from after the mark, as ESLint does.
        const code = text.replace(/^\uFEFF/, '');
        for (const { rewrites } of findings) for (const { edits } of rewrites) expect(() => parseForESLint(applyEdits(code, edits), { filePath: path, ecmaFeatures: { jsx: true } })).not.toThrow();
      }),
      { seed: 20_261, numRuns: 150 },
    );
  });

  it('is left alone where it has two byte order marks: ESLint miscounts places then', async () => {
    const each = cases.find(({ name }) => name === 'http-clients/wretch');
    const path = each?.files[0];
    if (each === undefined || path === undefined) throw new Error('there is no case');
    const text = "export const rates = async () => (await fetch('https://rates.example/v1')).json();\n";
    const count = async (marks: string): Promise<number> => (await linterOf(each).lint(path, marks + text)).findings.length;
    expect([await count(''), await count('\uFEFF'), await count('\uFEFF\uFEFF')]).toEqual([1, 1, 0]);
  });
});
