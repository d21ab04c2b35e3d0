import { expect, test } from 'vitest';
import { codeFrame } from './code-frame.js';

const text = 'const a = 1;\nconst b = await fetch(url);\r\nconst c = [\n  1,\n];\n';

test('a range within a line is underlined, with a line around it', () => {
  expect(codeFrame(text, { line: 2, column: 17, endLine: 2, endColumn: 22 }, false)).toMatchInlineSnapshot(`
    "  1 | const a = 1;
    > 2 | const b = await fetch(url);
        |                 ^^^^^
      3 | const c = ["
  `);
});

test('a range of several lines shows where it starts', () => {
  expect(codeFrame(text, { line: 3, column: 11, endLine: 5, endColumn: 2 }, false)).toMatchInlineSnapshot(`
    "  2 | const b = await fetch(url);
    > 3 | const c = [
        |           ^
      4 |   1,"
  `);
});

test('minified lines have no frame', () => {
  expect(codeFrame(`${'x'.repeat(5000)}\nfetch(url)`, { line: 2, column: 1, endLine: 2, endColumn: 6 }, false)).toBeUndefined();
});

test('colours are given on demand', () => {
  expect(codeFrame(text, { line: 2, column: 17, endLine: 2, endColumn: 22 }, true)).toContain('\u001B[');
});
