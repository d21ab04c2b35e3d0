import { describe, expect, test } from 'vitest';
import { bindingOf, functionNamed, lowered, textAt, textOf } from '../../test/lowered.js';

const sourceOf = (text: string, name: string) => {
  const model = lowered(text);
  const { source } = bindingOf(model, name);
  if (source.from !== 'value') throw new Error(`Expected a value, received ${source.from}`);
  return { value: textOf(model, source.value), path: source.path, fallback: source.fallback === undefined ? undefined : textOf(model, source.fallback) };
};

describe('patterns', () => {
  test.each([
    ['const a = v;', 'a', [], undefined],
    ['const { a } = v;', 'a', ['a'], undefined],
    ['const { a: { b } = d } = v;', 'b', ['a', 'b'], 'd'],
    ['const { a: { b = e } = d } = v;', 'b', ['a', 'b'], 'e'],
    ['const { a = d } = v;', 'a', ['a'], 'd'],
    ["const { 'x-y': a } = v;", 'a', ['x-y'], undefined],
    ['const [, a] = v;', 'a', ['1'], undefined],
    ['const [{ a }] = v;', 'a', ['0', 'a'], undefined],
    ['const [b, ...a] = v;', 'a', ['...'], undefined],
    ['const { b, ...a } = v;', 'a', ['...'], undefined],
    ['const { [k]: a } = v;', 'a', ['...'], undefined],
    ['using a = v;', 'a', [], undefined],
  ])('%s gives %s the path %j', (text, name, path, fallback) => {
    expect(sourceOf(text, name)).toEqual({ value: 'v', path, fallback });
  });

  test('find the type of a name in the annotation of the pattern', () => {
    const model = lowered('const { a: { b }, c, d: [e] }: { a: { b: Redis }; c?: Pool; d: Sql[] } = v; const f: Queue = v;');
    const pathOf = (name: string) => bindingOf(model, name).type;
    expect(pathOf('b')).toMatchObject({ path: ['Redis'] });
    expect(pathOf('c')).toMatchObject({ path: ['Pool'] });
    expect(pathOf('e')).toMatchObject({ path: ['Sql'] });
    expect(pathOf('f')).toMatchObject({ path: ['Queue'] });
  });

  test('of parameters tell the parameter and the way into it', () => {
    const model = lowered('function f(this: App, { redis: { get } = d }: { redis: { get: Get } } = {}, b = 1, ...[c]) {}');
    const fn = functionNamed(model, 'f');
    expect(fn.params.map(({ name, isRest, fallback }) => [name, isRest, fallback?.kind])).toEqual([
      [undefined, false, 'object'],
      ['b', false, 'literal'],
      [undefined, true, undefined],
    ]);
    const get = bindingOf(model, 'get', fn);
    expect(get.source).toMatchObject({ from: 'parameter', index: 0, path: ['redis', 'get'], fallback: { kind: 'name', name: 'd' } });
    expect(get.type).toMatchObject({ path: ['Get'] });
    expect(bindingOf(model, 'b', fn).source).toMatchObject({ from: 'parameter', index: 1, path: [], fallback: { kind: 'literal', value: 1 } });
    expect(bindingOf(model, 'c', fn).source).toMatchObject({ from: 'parameter', index: 2, path: ['...', '0'] });
  });

  test('of loops tell what is iterated; keys of `for in` come from nothing', () => {
    const model = lowered('for (const { a } of rows) f(a); for (const k in rows) g(k);');
    const scopes = model.calls.map(({ args }) => (args[0]?.kind === 'name' ? args[0].scope.lookup(args[0].name)?.source : undefined));
    expect(scopes).toMatchObject([{ from: 'loop', value: { kind: 'name', name: 'rows' }, path: ['a'] }, { from: 'nothing' }]);
  });

  test('declare names at their own range, without `?`, annotation and decorators', () => {
    const model = lowered('class A { constructor(@Inject() /* ( */ a?: string, private readonly b: B, @C() c = 1) {} } const d: D = e;');
    const constructor = functionNamed(model, 'constructor');
    expect(['a', 'b', 'c'].map((name) => textAt(model, bindingOf(model, name, constructor).range))).toEqual(['a', 'b', 'c']);
    expect(textAt(model, bindingOf(model, 'd').range)).toBe('d');
  });
});
