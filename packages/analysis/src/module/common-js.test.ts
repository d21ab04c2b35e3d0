import { describe, expect, test } from 'vitest';
import { bindingOf, lowered, textAt } from '../../test/lowered.js';
import type { ModuleModel } from './model.js';

const js = (text: string): ModuleModel => lowered(text, '/app/file.js');

const importsOf = (model: ModuleModel) =>
  model.imports.map(({ specifier, form, names }) => [specifier, form, names.map(({ local, imported }) => `${imported} ${local}`)]);

describe('require', () => {
  test('at the top of a module is an import', () => {
    const model = js(`
      const a = require('one'); const { b, c: d, ...rest } = require('two'); var e = require('three').f;
      require('four'); let g = require(\`five\`).default;
    `);
    expect(importsOf(model)).toEqual([
      ['one', 'require', ['* a']],
      ['two', 'require', ['b b', 'c d', '* rest']],
      ['three', 'require', ['f e']],
      ['four', 'require', []],
      ['five', 'require', ['default g']],
    ]);
    expect(bindingOf(model, 'a')).toMatchObject({ keyword: 'const', source: { from: 'import', specifier: 'one', imported: '*', typeOnly: false } });
    expect(bindingOf(model, 'd').source).toMatchObject({ specifier: 'two', imported: 'c' });
    expect(bindingOf(model, 'e')).toMatchObject({ keyword: 'var', source: { specifier: 'three', imported: 'f' } });
    expect(model.calls).toEqual([]);
    expect(model.globals.has('require')).toBe(true);
  });

  test('has the place of its declarator, which takes the ends of the declaration', () => {
    const model = js("const a = require('a'), b = 1, c = require('c');\nconst { d } = require('d')\n");
    expect(model.imports.map(({ range }) => textAt(model, range))).toEqual(["const a = require('a')", "c = require('c');", "const { d } = require('d')"]);
    expect(textAt(model, model.imports[2]?.names[0]?.range ?? [0, 0])).toBe('d');
  });

  test('with nested patterns or defaults binds parts of the module', () => {
    const model = js("const { a: { b }, c = d } = require('x'); const { e } = require('y').f;");
    expect(bindingOf(model, 'b').source).toMatchObject({ from: 'value', value: { kind: 'import-call', specifier: 'x' }, path: ['a', 'b'] });
    expect(bindingOf(model, 'c').source).toMatchObject({ from: 'value', path: ['c'], fallback: { name: 'd' } });
    expect(bindingOf(model, 'e').source).toMatchObject({ value: { kind: 'member', property: 'f', object: { kind: 'import-call' } }, path: ['e'] });
    expect(importsOf(model)).toEqual([['x', 'require', []], ['y', 'require', []]]);
  });

  test('in a function binds as an import does, but is none of the module', () => {
    const model = js("function f() { const { a } = require('x'); return a(require('y').b); }");
    expect(model.imports).toEqual([]);
    expect(model.functions[0]?.scope.names.get('a')?.source).toMatchObject({ from: 'import', specifier: 'x', imported: 'a' });
    expect(model.calls[0]?.args[0]).toMatchObject({ kind: 'member', property: 'b', object: { kind: 'import-call', specifier: 'y' } });
  });

  test('that is called at once is the callee of that call', () => {
    const model = js("const log = require('debug')('app'); require('dotenv').config();");
    expect(bindingOf(model, 'log').source).toMatchObject({ from: 'value', value: { kind: 'call', callee: { kind: 'import-call', specifier: 'debug' } } });
    expect(model.calls[1]?.callee).toMatchObject({ kind: 'member', property: 'config', object: { kind: 'import-call' } });
    expect(model.imports).toEqual([]);
  });

  test('of a name that is computed is a plain call', () => {
    const model = js('const a = require(name);');
    expect(bindingOf(model, 'a').source).toMatchObject({ from: 'value', value: { kind: 'call' } });
  });

  test.each([
    "function f(require) { const a = require('x'); }",
    "const a = require('x'); function require(name) { return load(name); }",
    "define(function (require) { return require('x'); });",
  ])('that is declared in the file is a plain call: %s', (text) => {
    const model = js(text);
    expect(model.imports).toEqual([]);
    expect(model.calls.map(({ callee }) => (callee.kind === 'name' ? callee.name : callee.kind))).toContain('require');
  });

  test('that is declared as the loader itself stays one', () => {
    const text = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url); const a = require('x');";
    const model = lowered(text, '/app/file.mjs');
    expect(bindingOf(model, 'a').source).toMatchObject({ from: 'import', specifier: 'x' });
    expect(bindingOf(model, 'require').reads).toBe(1);
    expect(model.globals.has('require')).toBe(false);
    expect(importsOf(lowered("declare const require: any; const a = require('x');"))).toEqual([['x', 'require', ['* a']]]);
  });
});
