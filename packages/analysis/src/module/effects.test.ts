import { describe, expect, test } from 'vitest';
import { firstCatch, functionNamed, lowered, textOf } from '../../test/lowered.js';
import type { Effect, ModuleModel } from './model.js';

const describeEffect = (model: ModuleModel, effect: Effect): string => {
  const text = ((): string => {
    switch (effect.kind) {
      case 'return':
        return effect.value === undefined ? 'return' : `return ${textOf(model, effect.value)}`;
      case 'throw':
        return `throw ${textOf(model, effect.value)}`;
      case 'call':
        return textOf(model, effect.call);
      case 'assign':
        return `${textOf(model, effect.target)} = ${textOf(model, effect.value)}`;
      case 'jump':
        return effect.word;
      case 'other':
        return 'other';
    }
  })();
  return effect.conditional ? `${text}?` : text;
};

const inClause = (text: string): readonly string[] => {
  const model = lowered(`async function f() { for (;;) { try {} catch (e) { ${text} } } }`);
  return firstCatch(model).effects.map((effect) => describeEffect(model, effect));
};

const inFunction = (text: string): readonly string[] => {
  const model = lowered(`async function f() { ${text} }`);
  return functionNamed(model, 'f').effects.map((effect) => describeEffect(model, effect));
};

describe('effects of a clause', () => {
  test.each([
    ['', []],
    ['return;', ['return']],
    ['return null;', ['return null']],
    ['throw e;', ['throw e']],
    ['log(e);', ['log(e)']],
    ['await log(e);', ['log(e)']],
    ['void log(e);', ['log(e)']],
    ['new Report(e);', ['new Report(e)']],
    ['a.b = null;', ['a.b = null']],
    ['a ??= b;', ['a = b?']],
    ['continue;', ['continue']],
    ['break;', ['break']],
    ['{ a(); { b(); } }', ['a()', 'b()']],
    ['a(), b();', ['a()', 'b()']],
    ['if (test(e)) return 1; else log(); return 2;', ['return 1?', 'log()?', 'return 2']],
    ['if (a) return 1; else if (b) return 2; else return 3;', ['return 1?', 'return 2?', 'return 3?']],
    ['for (const x of y) { log(x); }', ['log(x)?']],
    ['while (x) log(x);', ['log(x)?']],
    ['do { log(x); } while (x);', ['log(x)']],
    ['switch (x) { case 1: log(); break; }', ['log()?', 'break?']],
    ['a && log(e);', ['log(e)?']],
    ['first() || second();', ['first()', 'second()?']],
    ['a ? b() : (c = 1);', ['b()?', 'c = 1?']],
    ['a?.log(e);', ['a?.log(e)']],
    ['count++; total += 1; delete a.b;', ['other', 'other', 'other']],
    ['const x = 1; let y;', ['other']],
    ['await pending; yield_;', ['other']],
    ['e; 1; a.b; typeof a; function g() { h(); } class K {} debugger; ;', []],
    ['`${log(e)}`; [f()]; -g();', ['other', 'other', 'other']],
    ['for (const x of load()) {} while (next()) {} for (let i = 0; i < 3; i++) {}', ['other', 'other']],
    ['label: { log(e); }', ['log(e)']],
    ['run(() => { inner(); });', ['run(() => { inner(); })']],
  ])('%s', (text, expected) => {
    expect(inClause(text)).toEqual(expected);
  });
});

describe('effects of a function', () => {
  test('hold those of its clauses, as conditional', () => {
    expect(inFunction('try { a(); return 1; } catch (e) { throw e; } finally { b(); } return 2;')).toEqual(['a()', 'return 1', 'throw e?', 'b()', 'return 2']);
  });

  test('hold a `throw` that a clause of the function catches as conditional', () => {
    expect(inFunction('try { throw a; } catch {}')).toEqual(['throw a?']);
    expect(inFunction('try { throw a; } finally {}')).toEqual(['throw a']);
  });

  test('are judged from the clause where it has nested statements', () => {
    const model = lowered('try {} catch { if (a) { try { throw b; } catch (c) { throw c; } } throw d; }');
    const described = model.catches.map(({ effects }) => effects.map((effect) => describeEffect(model, effect)));
    expect(described).toEqual([['throw b?', 'throw c?', 'throw d'], ['throw c']]);
  });

  test('are none for an expression body', () => {
    const model = lowered('const f = () => g();');
    expect(functionNamed(model, 'f').effects).toEqual([]);
  });
});
