import { describe, expect, test } from 'vitest';
import { bindingOf, lowered, textAt } from '../../test/lowered.js';

describe('imports', () => {
  test('tell what they bind, and which of it is types', () => {
    const model = lowered(`
      import def, { a, type B, c as d, default as e, 'f-g' as h } from 'one';
      import * as all from 'two';
      import type { T } from 'three';
      import 'four';
      import required = require('five');
      import type typed = require('six');
      import Alias = all.Inner.Deep;
    `);
    const described = model.imports.map(({ specifier, typeOnly, form, names }) => {
      return [specifier, typeOnly, form, names.map((name) => `${name.imported} ${name.local}${name.typeOnly ? ' type' : ''}`)];
    });
    expect(described).toEqual([
      ['one', false, 'import', ['default def', 'a a', 'B B type', 'c d', 'default e', 'f-g h']],
      ['two', false, 'import', ['* all']],
      ['three', true, 'import', ['T T type']],
      ['four', false, 'import', []],
      ['five', false, 'import', ['* required']],
      ['six', true, 'import', ['* typed type']],
    ]);
    expect(textAt(model, model.imports[0]?.names[3]?.range ?? [0, 0])).toBe('c as d');
    expect(bindingOf(model, 'd')).toMatchObject({ keyword: 'import', source: { from: 'import', specifier: 'one', imported: 'c', typeOnly: false } });
    expect(bindingOf(model, 'B').source).toMatchObject({ typeOnly: true });
    expect(bindingOf(model, 'Alias').source).toMatchObject({ value: { property: 'Deep', object: { property: 'Inner', object: { name: 'all' } } } });
  });

  test('of ambient modules bind there only', () => {
    const model = lowered("declare module 'x' { import { Redis } from 'ioredis'; export function make(): Redis; export default value; }");
    expect(model.imports).toEqual([]);
    expect(model.exports).toEqual([]);
    expect(model.scope.names.size).toBe(0);
    expect(model.functions[0]?.scope.lookup('Redis')?.source).toMatchObject({ from: 'import', specifier: 'ioredis' });
  });

  test('by `import()` are values', () => {
    const model = lowered("const a = await import('x'); const { b } = await import(`y`); import(name(z));");
    expect(bindingOf(model, 'a').source).toMatchObject({ from: 'value', value: { kind: 'await', value: { kind: 'import-call', specifier: 'x' } }, path: [] });
    expect(bindingOf(model, 'b').source).toMatchObject({ value: { kind: 'await', value: { kind: 'import-call', specifier: 'y' } }, path: ['b'] });
    expect(model.calls[0]?.parent).toMatchObject({ kind: 'import-call', specifier: undefined });
    expect(model.imports).toEqual([]);
  });
});
