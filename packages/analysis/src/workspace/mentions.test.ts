import { expect, test } from 'vitest';
import { mentionedIn } from './mentions.js';

test('imports, re-exports, require and import() are mentions, each once', () => {
  const text = `import a from 'a'
import { b,
  c } from "b"
import 'c';
export * from './d.js';
export { e } from './e';
const f = require('f'), g = await import('g');
const h = lazy(() => import(/* webpackChunkName: "h" */ './h'));
import i = require("i");
const again = require ( 'a' );
import type, { j } from 'j';
import type from 'k';
export*from'l';import m from'm';`;
  expect(mentionedIn(text).values).toEqual(['a', 'b', 'c', './d.js', './e', 'f', 'g', './h', 'i', 'j', 'k', 'l', 'm']);
});

test('what imports types only is no mention', () => {
  const text = `import type { A } from './a';
import type B from './b';
import type * as C from './c';
export type { D } from './d';
import { type E, type F as G } from './e';
export type Important = { from: string };
import { type H, i } from './h';
export type { importType } from './j';`;
  expect(mentionedIn(text).values).toEqual(['./h']);
});

test('a type exported far above an import does not make it type-only', () => {
  expect(mentionedIn("export type T = { a: string };\nconst x = 1;\nexport { y } from './y';\nimport { z } from './z';").values).toEqual(['./y', './z']);
});

test('a text that says from is no mention', () => {
  expect(mentionedIn("const fields = ['id', 'from', 'to'].join(','); const way = [\"from\", \"to\"]; export*from'./a';").values).toEqual(['./a']);
});

test('calls of other functions are no mentions', () => {
  expect(mentionedIn("Array.from('abc'); Buffer.from('abc'); myrequire('x'); reimport('y'); important('z');").values).toEqual([]);
});

/** By the square of its length this would take minutes, and not 5 ms: its time limit is of a machine that is a thousand times as slow. */
test('a long line without spaces takes no longer than others', { timeout: 5_000 }, () => {
  expect(mentionedIn(`${'import{'.repeat(100_000)} from 'x'; ${'type a,'.repeat(100_000)} from 'y'`).values).toEqual(['x', 'y']);
});
