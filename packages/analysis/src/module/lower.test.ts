import { parse } from 'espree';
import { describe, expect, test } from 'vitest';
import { commentsOf, lowered, textAt } from '../../test/lowered.js';
import { lowerModule } from './lower.js';

describe('a module', () => {
  test.each([
    ['import "x";', '/app/a.ts', 'esm'],
    ['export {};', '/app/a.js', 'esm'],
    ['import.meta.url;', '/app/a.js', 'esm'],
    ['await f();', '/app/a.js', 'esm'],
    ['f();', '/app/a.mjs', 'esm'],
    ['f();', '/app/a.cts', 'commonjs'],
    ['const a = require("x");', '/app/a.js', 'commonjs'],
    ['require("x");', '/app/a.js', 'commonjs'],
    ['module.exports = 1;', '/app/a.js', 'commonjs'],
    ['exports.a = 1;', '/app/a.js', 'commonjs'],
    ['import "x"; require("y");', '/app/a.js', 'esm'],
    ['function f(require) { require("x"); }', '/app/a.js', 'esm'],
    ['f();', '/app/a.js', 'esm'],
  ])('%s in %s is %s', (text, path, format) => {
    expect(lowered(text, path).format).toBe(format);
  });

  test('is what its host says where neither syntax nor extension does', () => {
    expect(lowered('f();', '/app/a.js', 'commonjs').format).toBe('commonjs');
    expect(lowered('import "x";', '/app/a.js', 'commonjs').format).toBe('esm');
  });

  test.each([
    ['/app/a.ts', true],
    ['/app/a.tsx', true],
    ['/app/a.mts', true],
    ['/app/a.js', false],
    ['/app/a.jsx', false],
  ])('%s may hold types: %s', (path, isTypeScript) => {
    expect(lowered('f();', path).isTypeScript).toBe(isTypeScript);
  });

  test('lists its directives', () => {
    expect(lowered("'use client';\n\"use strict\"\nf();\n'not one';").directives).toEqual(['use client', 'use strict']);
  });

  test('lists its comments without the line of an interpreter', () => {
    const text = '#!/usr/bin/env node\n// a\nf(/* b */);';
    const model = lowered(text, '/app/a.js');
    expect(model.comments.map((range) => textAt(model, range))).toEqual(['// a', '/* b */']);
    const program = parse(text, { range: true, comment: true, ecmaVersion: 'latest' });
    expect(lowerModule(program, { path: '/app/a.js', text, comments: commentsOf(program) }).comments).toEqual(model.comments);
  });

  test('has to be a program', () => {
    expect(() => lowerModule({ type: 'File' }, { path: '/app/a.js', text: '', comments: [] })).toThrowErrorMatchingInlineSnapshot(
      `[TypeError: Cannot lower /app/a.js: expected an ESTree Program with a body, received File]`,
    );
  });

  test('says nothing where it is nested deeper than the stack reaches', () => {
    type Block = Readonly<{ type: 'BlockStatement'; body: readonly Block[]; range: readonly [number, number] }>;
    let body: readonly Block[] = [];
    for (let depth = 0; depth < 100_000; depth++) body = [{ type: 'BlockStatement', body, range: [0, 0] }];
    const model = lowerModule({ type: 'Program', body, range: [0, 0] }, { path: '/app/a.js', text: '', comments: [] });
    expect({ path: model.path, calls: model.calls }).toEqual({ path: '/app/a.js', calls: [] });
  });
});
