import { describe, expect, test } from 'vitest';
import { asKind, callOf, classNamed, functionNamed, lowered, textAt, textOf } from '../../test/lowered.js';

describe('classes', () => {
  test('tell what they extend, implement and are decorated with', () => {
    const model = lowered(`
      @Injectable({ scope: 1 }) @nest.Global() export class A extends mixin(Redis)<T> implements B<C>, D.E {}
      const F = class extends A {};
    `);
    const cls = classNamed(model, 'A');
    expect(cls.decorators.map(({ name, value }) => [name, textOf(model, value)])).toEqual([
      ['Injectable', 'Injectable({ scope: 1 })'],
      ['Global', 'nest.Global()'],
    ]);
    expect(cls.extends === undefined ? undefined : textOf(model, cls.extends)).toBe('mixin(Redis)');
    expect(cls.implements).toMatchObject([{ path: ['B'], typeArguments: [{ path: ['C'] }] }, { path: ['D', 'E'] }]);
    expect(asKind(classNamed(model, 'F').extends, 'name').name).toBe('A');
  });

  test('tell their fields', () => {
    const { fields } = classNamed(
      lowered("class A { @Inject(X) readonly a: Redis; static b = f(); declare c?: C; #d = 1; 'e-f' = 2; accessor g = 3; abstract h: H; [i] = 4; }"),
      'A',
    );
    expect(fields.map(({ name, isStatic, type, value, decorators }) => [name, isStatic, type?.kind, value?.kind, decorators.length])).toEqual([
      ['a', false, 'reference', undefined, 1],
      ['b', true, undefined, 'call', 0],
      ['c', false, 'reference', undefined, 0],
      ['#d', false, undefined, 'literal', 0],
      ['e-f', false, undefined, 'literal', 0],
      ['g', false, undefined, 'literal', 0],
      ['h', false, 'reference', undefined, 0],
      ['[i]', false, undefined, 'literal', 0],
    ]);
  });

  test('tell their methods; overload signatures are left out, abstract methods are not', () => {
    const model = lowered(`abstract class A {
      over(a: string): void; over(a) {}
      private b() {} protected c() {} #d() {} static e() {} get f(): F { return 1; } abstract g(): Redis;
    }`);
    expect(classNamed(model, 'A').methods.map(({ name, isStatic, isPrivate, fn }) => [name, isStatic, isPrivate, fn.form])).toEqual([
      ['over', false, false, 'method'],
      ['b', false, true, 'method'],
      ['c', false, true, 'method'],
      ['#d', false, true, 'method'],
      ['e', true, false, 'method'],
      ['f', false, false, 'getter'],
      ['g', false, false, 'method'],
    ]);
    expect(functionNamed(model, 'g').returnType).toMatchObject({ path: ['Redis'] });
  });

  test('have constructor parameters with their properties and decorators', () => {
    const model = lowered("class A { constructor(@InjectRedis() private readonly redis: Redis, @Inject('X') x: X, public y = 1) {} }");
    const { params, cls } = functionNamed(model, 'constructor');
    expect(cls).toBe(classNamed(model, 'A'));
    const described = params.map(({ name, type, isProperty, decorators, range }) => {
      const decoratedBy = decorators.map((decorator) => decorator.name);
      return [name, type?.kind, isProperty, decoratedBy, textAt(model, range)];
    });
    expect(described).toEqual([
      ['redis', 'reference', true, ['InjectRedis'], '@InjectRedis() private readonly redis: Redis'],
      ['x', 'reference', false, ['Inject'], "@Inject('X') x: X"],
      ['y', undefined, true, [], 'public y = 1'],
    ]);
  });

  test('run initialisers and static blocks as fields; decorators, computed keys and parents where the class stands', () => {
    const model = lowered('@a() class A extends b() { @c() [d()] = e(); static { f(); } @g() h(@i() j = k()) {} }');
    const kinds = model.calls.map((call) => [textOf(model, call.callee), call.site.body.kind]);
    expect(kinds).toEqual([
      ['a', 'module'],
      ['b', 'module'],
      ['c', 'module'],
      ['d', 'module'],
      ['e', 'field'],
      ['f', 'field'],
      ['g', 'module'],
      ['i', 'module'],
      ['k', 'function'],
    ]);
  });

  test('own `this` in methods, fields, static blocks and their arrow functions; other functions have none', () => {
    const model = lowered(`
      class A { m() { f(this); g(() => h(this)); i(function () { j(this); }); } x = k(this); static { l(this); } o = { n() { p(this); } }; }
      q(this);
    `);
    const owner = (callee: string) => asKind(callOf(model, callee).args[0], 'this').owner?.name;
    expect(['f', 'h', 'j', 'k', 'l', 'p', 'q'].map(owner)).toEqual(['A', 'A', undefined, 'A', 'A', undefined, undefined]);
  });

  test('have functions in fields as members', () => {
    const model = lowered('class A { handler = async () => this.x; other = wrap(() => 1); }');
    expect(functionNamed(model, 'handler')).toMatchObject({ cls: { name: 'A' }, parent: { kind: 'field' } });
    expect(model.functions[1]?.cls).toBeUndefined();
  });
});
