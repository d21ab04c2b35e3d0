import { describe, expect, test } from 'vitest';
import { asKind, callOf, lowered, textAt, textOf, valueOf } from '../../test/lowered.js';

const callTexts = (text: string, path?: string): readonly string[] => {
  const model = lowered(text, path);
  return model.calls.map((call) => textOf(model, call));
};

const argsText = (text: string): string | undefined => {
  const model = lowered(text);
  const range = model.calls.at(-1)?.argsRange;
  return range === undefined ? undefined : textAt(model, range);
};

describe('calls of a module', () => {
  test('are in source order of their start, inner ones of a chain first', () => {
    expect(callTexts('a(b(), c(d())); e().f(g()).h();')).toEqual(['a(b(), c(d()))', 'b()', 'c(d())', 'd()', 'e()', 'e().f(g())', 'e().f(g()).h()', 'g()']);
  });

  test('are found wherever an expression can stand', () => {
    const found = callTexts(
      `
      @decorated()
      class A extends base() {
        @field() [computed()] = initialised();
        static { block(); }
        accessor x = accessed();
        constructor(@parameter() private readonly y = parameterDefault()) { super(); }
        get z() { return got(); }
      }
      enum E { One = enumerated() }
      namespace N { export const n = namespaced(); }
      const { [patternKey()]: p = patternDefault() } = source();
      ({ q: target().q = assignedDefault() } = assigned());
      const o = { [objectKey()]: 1, ...spread(), m() { method(); } };
      tag\`\${inTemplate()}\`;
      label: for (const x of iterated()) for (let i = init(); test(); update()) continue label;
      switch (discriminant()) { case tested(): consequent(); }
      with_: { do { body(); } while (condition()); }
      import(specifier());
      export default exported();
      `,
    );
    const names = `
      decorated base field computed initialised block accessed parameter parameterDefault super got enumerated
      namespaced patternKey patternDefault source assignedDefault assigned objectKey spread method inTemplate
      iterated init test update discriminant tested consequent body condition specifier exported
    `;
    for (const name of names.trim().split(/\s+/)) expect(found).toContain(`${name}()`);
    expect(found).toContain('tag`${inTemplate()}`');
  });

  test('are found in JSX attributes, spreads and children', () => {
    expect(callTexts('const x = <A b={b()} {...c()}>{d()}<e.f g={<h>{i()}</h>} /></A>;', '/app/file.tsx')).toEqual(['b()', 'c()', 'd()', 'i()']);
  });
});

describe('a call', () => {
  test('tells its arguments from "(" to after ")", whatever stands before them', () => {
    expect(argsText('f(a, b)')).toBe('(a, b)');
    expect(argsText('f /* ( */ (a)')).toBe('(a)');
    expect(argsText('(a ?? b)(c)')).toBe('(c)');
    expect(argsText('f<(x: A) => B>(a)')).toBe('(a)');
    expect(argsText('f!(a)')).toBe('(a)');
    expect(argsText('a.f?.(b)')).toBe('(b)');
    expect(argsText('f // (\n(a)')).toBe('(a)');
  });

  test('of `new` has no argument range where it has no parentheses', () => {
    expect(argsText('new Foo')).toBeUndefined();
    expect(argsText('new Foo()')).toBe('()');
    expect(argsText('new (foo)')).toBeUndefined();
    expect(argsText('new (foo)()')).toBe('()');
    expect(argsText('new Map<string, (a: A) => void>()')).toBe('()');
  });

  test('that is a tagged template has the template for its argument', () => {
    const model = lowered('const value = sql<Row>`select ${id}`;');
    const call = asKind(valueOf(model), 'call');
    expect(call).toMatchObject({ tagged: true, isNew: false, argsRange: undefined });
    expect(call.args.map(({ kind }) => kind)).toEqual(['template']);
    expect(textAt(model, call.typeArguments ?? [0, 0])).toBe('<Row>');
  });

  test('keeps its type arguments, as text and as types', () => {
    const model = lowered('const value = client.get<Thing[]>(url);');
    const call = asKind(valueOf(model), 'call');
    expect(textAt(model, call.typeArguments ?? [0, 0])).toBe('<Thing[]>');
    expect(call.typeArgumentModels).toMatchObject([{ kind: 'array', element: { path: ['Thing'] } }]);
  });

  test('is the parent of its callee and arguments', () => {
    const model = lowered('a.b(c, ...d);');
    const [call] = model.calls;
    expect(call?.callee.parent).toBe(call);
    expect(call?.args.map(({ kind, parent }) => [kind, parent === call])).toEqual([['name', true], ['spread', true]]);
    expect(call?.parent).toBeUndefined();
    expect(call?.use).toBe('statement');
  });
});

describe('members', () => {
  test('name literal keys, keep the # of private ones and the value of computed ones', () => {
    const model = lowered("class A { #p; m() { f(this.#p, this['a-b'], this[0], this[k], this?.x, this[`t`]); } }");
    const args = callOf(model, 'f').args.map((arg) => asKind(arg, 'member'));
    expect(args.map(({ property }) => property)).toEqual(['#p', 'a-b', '0', undefined, 'x', 't']);
    expect(args.map(({ computed }) => computed?.kind)).toEqual([undefined, 'literal', 'literal', 'name', undefined, 'template']);
    expect(args.map(({ optional }) => optional)).toEqual([false, false, false, false, true, false]);
    expect(args.map(({ propertyRange }) => textAt(model, propertyRange))).toEqual(['#p', "'a-b'", '0', 'k', 'x', '`t`']);
  });
});

describe('long chains', () => {
  const repeated = (first: string, link: string, count: number): string => `const value = ${first}${link.repeat(count)};`;

  test.each([
    ['+', repeated('a', ' + a', 3000), 'operation'],
    ['||', repeated('a', ' || a', 3000), 'either'],
    ['members', repeated('a', '.b', 3000), 'member'],
    ['calls', repeated('a', '.then(b)', 3000), 'call'],
  ])('of %s are lowered without exhausting the stack', (_, text, kind) => {
    expect(valueOf(lowered(text)).kind).toBe(kind);
  });

  test('of `else if` too', () => {
    const text = `if (a) {} ${'else if (a()) { b(); } '.repeat(1500)}`;
    expect(lowered(text).calls).toHaveLength(3000);
  });
});
