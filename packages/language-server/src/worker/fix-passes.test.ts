import { applyEdits, type TextEdit } from '@failsoft/analysis/rewrites';
import { expect, test } from 'vitest';
import { fixPasses } from './fix-passes.js';
import type { FileReport, LocatedFinding } from './messages.js';

type Edits = (start: number, end: number) => TextEdit[];

/** Finds each `slow`, and offers these edits for it. A text with `(` does not parse. */
function linter(edits: Edits): { readonly lint: (text: string) => Promise<FileReport>; readonly linted: string[] } {
  const linted: string[] = [];
  const lint = (text: string): Promise<FileReport> => {
    linted.push(text);
    const findings = [...text.matchAll(/slow/g)].map(({ index }): LocatedFinding => ({
      rule: 'no-slow',
      severity: 'error',
      line: 1,
      column: index + 1,
      endLine: 1,
      endColumn: index + 5,
      message: 'slow',
      messageId: 'slow',
      rewrites: [{ title: 'Write fast', preferred: true, edits: edits(index, index + 4) }],
      lacksRuntime: undefined,
      range: [index, index + 4],
      page: undefined,
    }));
    return Promise.resolve({ path: '/a.ts', kind: text.includes('(') ? 'unparsable' : 'linted', findings, inventory: undefined, dependencies: [], namespace: 'failsoft' });
  };
  return { lint, linted };
}

test('rewrites that touch each other are made one after the other, until none is left', async () => {
  // Each replaces the blank behind it too.
  const { lint, linted } = linter((start, end) => [{ range: [start, end + 1], text: 'fast_' }]);
  const text = 'slow slow slow x';
  const edits = await fixPasses(text, { of: 'file' }, lint);
  expect(applyEdits(text, edits)).toBe('fast_fast_fast_x');
  expect(linted).toEqual([text, 'fast_slow fast_x', 'fast_fast_fast_x']);
});

test('edits stay apart', async () => {
  const { lint } = linter((start, end) => [{ range: [start, end], text: 'fast' }]);
  expect(await fixPasses('a slow b slow c', { of: 'rule', rule: 'no-slow' }, lint)).toEqual([{ range: [2, 6], text: 'fast' }, { range: [9, 13], text: 'fast' }]);
  expect(await fixPasses('a slow b', { of: 'rule', rule: 'other' }, lint)).toEqual([]);
});

test('what breaks the text, or does not remove its finding, is left out', async () => {
  const breaking = linter((_, end) => [{ range: [end, end], text: '(' }]);
  expect(await fixPasses('slow', { of: 'file' }, breaking.lint)).toEqual([]);
  const idle = linter((_, end) => [{ range: [end, end], text: '!' }]);
  expect(await fixPasses('slow', { of: 'file' }, idle.lint)).toEqual([]);
  expect(idle.linted).toHaveLength(2);
});

test('it ends, however many passes there might be', async () => {
  const { lint, linted } = linter((start, end) => [{ range: [start, end + 1], text: '' }]);
  const text = 'slow '.repeat(40);
  expect(applyEdits(text, await fixPasses(text, { of: 'file' }, lint)).length).toBeLessThan(text.length);
  expect(linted.length).toBeLessThanOrEqual(11);
});
