import { describe, expect, test } from 'vitest';
import { asKind, bindingOf, callOf, functionNamed, lowered, present, textAt, textOf } from '../../test/lowered.js';

describe('functions', () => {
  test('are called after what declares or holds them', () => {
    const model = lowered(`
      function declared() {}
      const variable = () => 1, wrapped = (async () => 2) as Handler;
      const other = function own() {};
      const object = { property: () => 1, method() {}, get getter() { return 1; }, ['computed']: () => 1 };
      class A { field = () => 1; classMethod() {} constructor() {} static [Symbol.iterator]() {} #hidden() {} }
      const { fallback = () => 1 } = x; function g(parameter = () => 1) {}
      run(() => 1);
      export default () => 1;
    `);
    expect(model.functions.map(({ name, form }) => [name, form])).toEqual([
      ['declared', 'declaration'],
      ['variable', 'arrow'],
      ['wrapped', 'arrow'],
      ['own', 'expression'],
      ['property', 'arrow'],
      ['method', 'method'],
      ['getter', 'getter'],
      ['computed', 'arrow'],
      ['field', 'arrow'],
      ['classMethod', 'method'],
      ['constructor', 'constructor'],
      ['[Symbol.iterator]', 'method'],
      ['#hidden', 'method'],
      ['fallback', 'arrow'],
      ['g', 'declaration'],
      ['parameter', 'arrow'],
      [undefined, 'arrow'],
      [undefined, 'arrow'],
    ]);
  });

  test('keep what they return in source order; an expression body is returned', () => {
    const model = lowered('const f = (a) => (g(a) as B); function h(a) { if (a) return 1; return () => { return 2; }; }');
    const f = functionNamed(model, 'f');
    expect(f.bodyIsExpression).toBe(true);
    expect(f.returns.map((value) => [textOf(model, value), value.use])).toEqual([['g(a)', 'return']]);
    expect(textAt(model, f.bodyRange)).toBe('g(a) as B');
    expect(functionNamed(model, 'h').returns.map((value) => textOf(model, value))).toEqual(['1', '() => { return 2; }']);
    expect(textAt(model, functionNamed(model, 'h').bodyRange)).toMatch(/^\{.*\}$/);
  });

  test('tell async, generators, return types and parameters', () => {
    const model = lowered('async function* f(a: A, b?: B, c = 1, ...d: D[]): AsyncGenerator<R> {}');
    const f = functionNamed(model, 'f');
    expect(f).toMatchObject({ isAsync: true, isGenerator: true, returnType: { path: ['AsyncGenerator'] } });
    const described = f.params.map(({ name, type, optional, fallback, isRest, range }) => {
      return [name, type?.kind, optional, fallback?.kind, isRest, textAt(model, range)];
    });
    expect(described).toEqual([
      ['a', 'reference', false, undefined, false, 'a: A'],
      ['b', 'reference', true, undefined, false, 'b?: B'],
      ['c', undefined, false, 'literal', false, 'c = 1'],
      ['d', 'array', false, undefined, true, '...d: D[]'],
    ]);
  });

  test('hold the calls that stand directly in them, parameter defaults included', () => {
    const model = lowered('function f(a = g()) { h(); run(() => { inner(); }); }');
    expect(functionNamed(model, 'f').calls.map((call) => textOf(model, call.callee))).toEqual(['g', 'h', 'run']);
    const { body } = callOf(model, 'inner').site;
    if (body.kind !== 'function') throw new Error('Expected a function');
    expect(body.fn.parent).toMatchObject({ kind: 'function', fn: { name: 'f' } });
    expect(body.fn.value?.parent).toBe(callOf(model, 'run'));
    expect(asKind(body.fn.value, 'function').fn).toBe(body.fn);
  });

  test('mention `this` and `super` through arrow functions, not through others', () => {
    const model = lowered(`
      function a() { return () => this; } function b() { return function c() { return this; }; }
      class C extends D { m() { super.m(); } n = () => this; }
    `);
    const mentions = model.functions.map(({ name, usesThis }) => [name, usesThis]);
    expect(mentions).toEqual([['a', true], [undefined, true], ['b', false], ['c', true], ['m', true], ['n', true]]);
  });

  test('declared without a body answer by their type; overload signatures are left out', () => {
    const model = lowered('declare function make(): Redis; function over(a: string): A; function over(a: number): B; function over(a) { return a; }');
    const described = model.functions.map(({ name, returnType, returns }) => [name, returnType?.kind, returns.length]);
    expect(described).toEqual([['make', 'reference', 0], ['over', undefined, 1]]);
    const { source } = bindingOf(model, 'over');
    expect(source.from === 'function' ? source.fn : undefined).toBe(functionNamed(model, 'over'));
  });

  test('nested in a `try` block start without a guard', () => {
    const model = lowered('try { outer(); run(() => { inner(); try { own(); } catch {} }); } catch {}');
    expect(callOf(model, 'outer').site.guard).toBeDefined();
    expect(callOf(model, 'inner').site.guard).toBeUndefined();
    const own = present(callOf(model, 'own').site.guard, 'a guard');
    expect(own.parent).toBeUndefined();
    expect(own.clause?.body).toBe(callOf(model, 'own').site.body);
  });
});

describe('sites of calls', () => {
  test('are conditional inside branches, the right of logical operators, and defaults', () => {
    const model = lowered(`
      if (test()) branch(); else if (second()) third();
      left() && right(); a ??= assigned(); b ? consequent() : alternate();
      switch (discriminant()) { case 1: inCase(); }
      const { c = fallback() } = d; always();
      function f() { plain(); }
    `);
    const conditional = model.calls.filter(({ site }) => site.conditional).map((call) => textOf(model, call.callee));
    expect(conditional).toEqual(['branch', 'second', 'third', 'right', 'assigned', 'consequent', 'alternate', 'inCase', 'fallback']);
  });

  test('are in a loop inside its body, within the same function', () => {
    const model = lowered('for (const x of iterated()) { inFor(); run(() => nested()); } while (condition()) inWhile(); do { inDo(); } while (x); after();');
    const looping = model.calls.filter(({ site }) => site.inLoop).map((call) => textOf(model, call.callee));
    expect(looping).toEqual(['inFor', 'run', 'inWhile', 'inDo']);
  });

  test('are shared by calls with the same surroundings', () => {
    const model = lowered('a(); b(); if (x) c(); d();');
    expect(callOf(model, 'a').site).toBe(callOf(model, 'd').site);
  });
});
