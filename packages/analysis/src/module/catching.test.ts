import { describe, expect, test } from 'vitest';
import { callOf, firstCatch, lowered, present, textAt, textOf } from '../../test/lowered.js';

describe('try statements', () => {
  test('guard the calls of their block, not those of the clause or of `finally`', () => {
    const model = lowered('try { a(); try { b(); } finally { c(); } } catch (e) { d(); } finally { f(); }');
    const guardOf = (callee: string) => {
      const region = callOf(model, callee).site.guard;
      return region === undefined ? undefined : textAt(model, region.block);
    };
    expect(guardOf('a')).toBe('{ a(); try { b(); } finally { c(); } }');
    expect(guardOf('b')).toBe('{ b(); }');
    expect(guardOf('c')).toBe(guardOf('a'));
    expect(guardOf('d')).toBeUndefined();
    expect(guardOf('f')).toBeUndefined();
    expect(callOf(model, 'b').site.guard?.clause).toBeUndefined();
    expect(callOf(model, 'b').site.guard?.parent).toBe(callOf(model, 'a').site.guard);
  });

  test('nested in a clause know their handler and have the guard of the outer statement', () => {
    const model = lowered('try { x(); try { a(); } catch (one) { try { b(); } catch (two) { c(); } d(); } } catch {}');
    const region = present(callOf(model, 'b').site.guard, 'a guard');
    expect(region.handler?.parameter?.name).toBe('one');
    expect(region.parent).toBe(callOf(model, 'x').site.guard);
    expect(callOf(model, 'c').site.handler?.parameter?.name).toBe('two');
    expect(callOf(model, 'd').site.handler?.parameter?.name).toBe('one');
  });

  test('list the calls of the block, nested functions left out', () => {
    const model = lowered('try { b(c()); if (x) { d(); } run(() => e()); try { f(); } catch { g(); } } catch {}');
    expect(model.catches.map(({ guarded }) => guarded.map((call) => textOf(model, call.callee)))).toEqual([['f'], ['b', 'c', 'd', 'run', 'f', 'g']]);
  });
});

describe('catch clauses', () => {
  test('tell their places', () => {
    const model = lowered('try { a(); } catch (error) { b(); }');
    const clause = firstCatch(model);
    const texts = [clause.keyword, clause.range, clause.block, clause.tryBlock].map((range) => textAt(model, range));
    expect(texts).toEqual(['catch', 'catch (error) { b(); }', '{ b(); }', '{ a(); }']);
    expect(clause.body).toBe(callOf(model, 'a').site.body);
  });

  test.each([
    ['catch {}', undefined, false, false],
    ['catch (e) {}', 'e', false, false],
    ['catch (e) { f(e); }', 'e', false, true],
    ['catch (e) { f(() => e.message); }', 'e', false, true],
    ['catch (e) { e = 1; }', 'e', false, false],
    ['catch ({ message }) {}', undefined, true, false],
    ['catch ({ message }) { f(message); }', undefined, true, true],
    ['catch (e) { const g = (e) => e; }', 'e', false, false],
    ['catch (e: unknown) { throw e; }', 'e', false, true],
  ])('%s: parameter %s, pattern %s, used %s', (clause, parameter, parameterIsPattern, usesError) => {
    const model = lowered(`try { a(); } ${clause}`);
    const found = firstCatch(model);
    expect([found.parameter?.name, found.parameterIsPattern, found.usesError]).toEqual([parameter, parameterIsPattern, usesError]);
  });

  test('declare their parameter by the clause', () => {
    const clause = firstCatch(lowered('try {} catch (e) {}'));
    expect(clause.parameter).toMatchObject({ keyword: 'catch', source: { from: 'catch' } });
    expect(clause.parameter?.source.from === 'catch' ? clause.parameter.source.clause : undefined).toBe(clause);
  });

  test('know whether a comment stands in them', () => {
    const model = lowered('// a\ntry { /* b */ } catch { /* c */ } try {} catch {} // d\ntry {} catch { return_(); // e\n}');
    expect(model.catches.map(({ hasComment }) => hasComment)).toEqual([true, false, true]);
  });
});
