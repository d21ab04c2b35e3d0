import { describe, expect, test } from 'vitest';
import { asKind, callOf, functionNamed, lowered, textOf, valueOf } from '../../test/lowered.js';
import type { Value } from './value.js';

const value = (text: string, path?: string): Value => valueOf(lowered(`const value = ${text};`, path));

describe('values', () => {
  test.each([
    ['a', 'name'],
    ['a.b', 'member'],
    ['a()', 'call'],
    ['{ a }', 'object'],
    ['[a, , b]', 'array'],
    ['() => a', 'function'],
    ['class {}', 'class'],
    ['"a"', 'literal'],
    ['`a${b}`', 'template'],
    ['a ?? b', 'either'],
    ['a ? b : c', 'either'],
    ['(a, b)', 'either'],
    ['await a', 'await'],
    ['a = b', 'assign'],
    ['a + b', 'operation'],
    ['!a', 'operation'],
    ['a++', 'operation'],
    ['typeof a', 'operation'],
    ['import.meta', 'opaque'],
    ['import("a")', 'import-call'],
    ['this', 'this'],
  ])('%s is lowered to %s', (text, kind) => {
    expect(value(text).kind).toBe(kind);
  });

  test('see through parentheses, assertions, `!`, optional chains and instantiations', () => {
    for (const text of ['(a)', 'a as A', '<A>a', 'a satisfies A', 'a!', 'a<A>', '((a as any)!) as A']) {
      expect(value(text, '/app/file.ts')).toMatchObject({ kind: 'name', name: 'a' });
    }
    expect(value('(a?.b)!.c')).toMatchObject({ kind: 'member', property: 'c', object: { kind: 'member', property: 'b', optional: true } });
  });

  test('keep the outermost asserted type; `as const` asserts none', () => {
    expect(value('a as unknown as Redis').asserted).toMatchObject({ path: ['Redis'] });
    expect(value('(a as Redis) satisfies Client').asserted).toMatchObject({ path: ['Client'] });
    expect(value('{ a: 1 } as const').asserted).toBeUndefined();
    expect(value('({} as Options) as const').asserted).toMatchObject({ path: ['Options'] });
  });

  test('have literals of plain types only', () => {
    const literals = asKind(value("['a', 1, true, null, /x/g, 10n]"), 'array').elements;
    expect(literals.map((literal) => asKind(literal, 'literal').value)).toEqual(['a', 1, true, null, undefined, undefined]);
  });

  test('have templates with their cooked text', () => {
    expect(value('`a\\n${b}c`')).toMatchObject({ quasis: ['a\n', 'c'], expressions: [{ kind: 'name', name: 'b' }] });
  });

  test('link their parts to their parent, and statements tell what they do with the root', () => {
    const model = lowered('async function f() { const x = { a: [await b()] }; throw c; }');
    const call = callOf(model, 'b');
    const kinds: string[] = [];
    let at: Value = call;
    for (; at.parent !== undefined; at = at.parent) kinds.push(at.parent.kind);
    expect(kinds).toEqual(['await', 'array', 'object']);
    expect(at.use).toBe('initialiser');
  });

  test.each([
    ['f();', 'statement'],
    ['function g() { return f(); }', 'return'],
    ['const g = () => f();', 'return'],
    ['const x = f();', 'initialiser'],
    ['throw f();', 'throw'],
    ['if (f()) {}', 'condition'],
    ['while (f()) {}', 'condition'],
    ['switch (f()) {}', 'condition'],
    ['function g(a = f()) {}', 'default'],
    ['const { a = f() } = b;', 'default'],
    ['class A { x = f(); }', 'field'],
    ['export default f();', 'export'],
    ['for (const x of f()) {}', 'loop'],
    ['class A extends f() {}', 'other'],
  ])('%s uses the call as %s', (text, use) => {
    expect(callOf(lowered(text), 'f').use).toBe(use);
  });
});

describe('object literals', () => {
  test('tell the form, name and places of their entries', () => {
    const model = lowered("const value = { a: 1, b, 'c-d': 2, [e]: 3, ['f']: 4, g() {}, get h() { return 1; }, set h(x) {}, ...i, 5: 6 };");
    const { entries } = asKind(valueOf(model), 'object');
    const described = entries.map((entry) => (entry.kind === 'spread' ? ['...', textOf(model, entry.value)] : [entry.form, entry.name]));
    expect(described).toEqual([
      ['plain', 'a'],
      ['shorthand', 'b'],
      ['plain', 'c-d'],
      ['plain', undefined],
      ['plain', 'f'],
      ['method', 'g'],
      ['getter', 'h'],
      ['setter', 'h'],
      ['...', 'i'],
      ['plain', '5'],
    ]);
    expect(model.objects).toHaveLength(1);
  });

  test('are listed outer ones first', () => {
    const model = lowered('f({ a: { b: {} } }, {});');
    expect(model.objects.map((object) => textOf(model, object))).toEqual(['{ a: { b: {} } }', '{ b: {} }', '{}', '{}']);
  });
});

describe('JSX', () => {
  test('is opaque, with components, attributes and children for its parts', () => {
    const model = lowered('const value = <Card title="x" onClick={go} {...rest}>text {child} <div /> <ui.Row /></Card>;', '/app/file.tsx');
    expect(model.hasJsx).toBe(true);
    const { parts, node } = asKind(valueOf(model), 'opaque');
    expect(node).toBe('JSXElement');
    expect(parts.map((part) => textOf(model, part))).toEqual(['Card', 'go', 'rest', 'child', '<div />', '<ui.Row />']);
    expect([...model.globals]).toEqual(['Card', 'go', 'rest', 'child', 'ui']);
  });
});

describe('assignments', () => {
  test('to members are listed with their operator, target and body', () => {
    const model = lowered('axios.defaults.timeout = 5; class A { m() { this.x ??= f(); } }');
    expect(model.assignments.map(({ target, operator, body }) => [textOf(model, target), operator, body.kind])).toEqual([
      ['axios.defaults.timeout', '=', 'module'],
      ['this.x', '??=', 'function'],
    ]);
  });

  test('by a pattern give each target its part of the value', () => {
    const model = lowered('let a, b; ({ x: a, y: { z: b }, w: this.w } = source);');
    const assigned = (name: string) => model.scope.lookup(name)?.assigned;
    expect(assigned('a')).toMatchObject([{ kind: 'member', property: 'x', object: { kind: 'name', name: 'source' } }]);
    expect(assigned('b')).toMatchObject([{ kind: 'member', property: 'z', object: { kind: 'member', property: 'y' } }]);
    expect(model.assignments).toMatchObject([{ target: { property: 'w' }, value: { property: 'w' } }]);
  });

  test('name the functions that they store', () => {
    const model = lowered('let start; start = () => 1; app.stop = async function () {}; module.exports = () => 2;', '/app/file.js');
    expect(functionNamed(model, 'start').form).toBe('arrow');
    expect(functionNamed(model, 'stop').isAsync).toBe(true);
    expect(model.functions.map(({ name }) => name)).toEqual(['start', 'stop', undefined]);
  });
});
