import { describe, expect, test } from 'vitest';
import { asKind, bindingOf, callOf, functionNamed, lowered, textOf } from '../../test/lowered.js';

describe('names', () => {
  test('used before their declaration are no globals', () => {
    const model = lowered('later(); f(); new C(); x; function f() { later2(); } const later = 1, later2 = 2; class C {} var x;');
    expect([...model.globals]).toEqual([]);
  });

  test('that nothing declares are globals, written-only ones and types aside', () => {
    const model = lowered('window.x = fetch(url); let a: Promise<Foo>; implicit = 1; counter += 1; typeof process;');
    expect([...model.globals]).toEqual(['window', 'fetch', 'url', 'counter', 'process']);
  });

  test('of `var` belong to the function, of `let`, `const`, classes and functions to the block', () => {
    const model = lowered('function f() { if (a) { var v = 1; let l = 2; function inner() {} class K {} } return v; } l; inner; K;');
    expect([...functionNamed(model, 'f').scope.names.keys()]).toEqual(['v']);
    expect([...model.globals]).toEqual(['a', 'l', 'inner', 'K']);
  });

  test('of a switch share one block; loop heads have their own', () => {
    const model = lowered('switch (a) { case 1: const x = 1; break; default: f(x); } for (let i = 0; ;) f(i); i;');
    expect([...model.globals]).toEqual(['a', 'f', 'i']);
  });

  test('of function and class expressions are seen inside only, behind parameters', () => {
    const model = lowered('const f = function g(h) { g; }; const C = class D { m() { D; } }; const k = function p(p) { p; }; g; D;');
    expect([...model.globals]).toEqual(['g', 'D']);
    const k = model.functions.find(({ params }) => params[0]?.name === 'p');
    expect(k?.scope.lookup('p')?.source.from).toBe('parameter');
  });

  test('`arguments` of a function is no global', () => {
    const model = lowered('function f() { return () => arguments; }');
    expect([...model.globals]).toEqual([]);
    expect(model.functions.map(({ usesArguments }) => usesArguments)).toEqual([true, true]);
  });

  test('count their reads, not their writes', () => {
    const model = lowered('function f(a, b, c, d) { a; a.b; b = 1; c += 1; d++; g({ a }); return () => a; }');
    const fn = functionNamed(model, 'f');
    expect(['a', 'b', 'c', 'd'].map((name) => bindingOf(model, name, fn).reads)).toEqual([4, 0, 1, 1]);
  });

  test('keep what is assigned to them later, in source order', () => {
    const model = lowered('let a; a = one(); if (x) a ??= two(); a += 3; a++; [a] = four; for (a of five) {}');
    const assigned = bindingOf(model, 'a').assigned.map((value) => [value.kind, textOf(model, value)]);
    expect(assigned).toEqual([['call', 'one()'], ['call', 'two()'], ['assign', 'a += 3'], ['operation', 'a++'], ['member', 'a'], ['opaque', 'a']]);
  });

  test('declared twice by `var` keep the first binding', () => {
    const model = lowered('var a = 1; var a = f(); function g(b) { var b = h(); }', '/app/file.js');
    expect(bindingOf(model, 'a').source).toMatchObject({ from: 'value', value: { kind: 'literal' } });
    expect(bindingOf(model, 'a').assigned.map(({ kind }) => kind)).toEqual(['call']);
    const b = bindingOf(model, 'b', functionNamed(model, 'g'));
    expect(b.source.from).toBe('parameter');
    expect(b.assigned.map(({ kind }) => kind)).toEqual(['call']);
  });

  test('of a type and a value are the value; interfaces of one name are joined', () => {
    const model = lowered('interface A { a: X } const A = 1; const B = 2; type B = Y; interface C { a: X } interface C { b: Y } namespace D {} class D {}');
    expect(bindingOf(model, 'A').keyword).toBe('const');
    expect(bindingOf(model, 'B').keyword).toBe('const');
    expect(bindingOf(model, 'C').source).toMatchObject({ from: 'type', type: { kind: 'intersection' } });
    expect(bindingOf(model, 'D').source.from).toBe('class');
  });

  test('of enums, namespaces and declarations without a value come from nothing', () => {
    const model = lowered('enum E { A = 1, B = A << 1 } namespace N.M { const inner = 1; } let l; declare const d: D;');
    for (const name of ['E', 'N', 'l', 'd']) expect(bindingOf(model, name).source).toEqual({ from: 'nothing' });
    expect(['E', 'N', 'l'].map((name) => bindingOf(model, name).keyword)).toEqual(['enum', 'namespace', 'let']);
    expect([...model.globals]).toEqual([]);
    expect(model.scope.lookup('inner')).toBeUndefined();
  });

  test('carry the scope that they are read in', () => {
    const model = lowered('const a = 1; function f(a) { { const a = 2; g(a); } }');
    const argument = asKind(callOf(model, 'g').args[0], 'name');
    expect(argument.scope.lookup('a')?.keyword).toBe('const');
    expect(argument.scope.parent?.lookup('a')?.keyword).toBe('parameter');
  });
});
