import { parseSync } from 'oxc-parser';
import { describe, expect, test } from 'vitest';
import { lowered, textOf, valueOf } from '../../test/lowered.js';
import { dumpModel } from '../../test/model-dump.js';
import { lowerModule } from './lower.js';

const source = { path: '/app/a.ts', comments: [] };

describe('nodes that this ESTree does not have', () => {
  test('are transparent where they only wrap: parentheses that the parser kept', () => {
    const text = 'const f = () => (({ a: ((b)) })); (g)((h), ...(i)); (j()), k[(l)]; let m: (A | B)[]; (n as any) = o;';
    const { program } = parseSync('a.ts', text, { range: true, preserveParens: true });
    expect(dumpModel(lowerModule(program, { ...source, text }))).toBe(dumpModel(lowered(text, source.path)));
  });

  test('are opaque as expressions, with the parts that they hold', () => {
    const range = [0, 8];
    const left = { type: 'Identifier', range: [0, 1], name: 'a' };
    const call = { type: 'CallExpression', range: [2, 5], callee: { type: 'Identifier', range: [2, 3], name: 'b' }, arguments: [] };
    const init = { type: 'PipelineExpression', range, loc: {}, parent: {}, left, calls: [null, call] };
    const declarator = { type: 'VariableDeclarator', range, id: { type: 'Identifier', range, name: 'value' }, init };
    const declaration = { type: 'VariableDeclaration', kind: 'const', range, declarations: [declarator] };
    const model = lowerModule({ type: 'Program', body: [declaration] }, { ...source, text: 'a b() c ' });
    expect(valueOf(model)).toMatchObject({ kind: 'opaque', node: 'PipelineExpression', parts: [{ kind: 'name', name: 'a' }, { kind: 'call' }] });
    expect(model.calls.map((call) => textOf(model, call))).toEqual(['b()']);
  });

  test('hold statements that are lowered as such', () => {
    const range = [0, 3];
    const call = { type: 'CallExpression', range, callee: { type: 'Identifier', range: [0, 1], name: 'f' }, arguments: [] };
    const block = { type: 'BlockStatement', range, body: [{ type: 'ExpressionStatement', range, expression: call }] };
    const body = [
      { type: 'MatchStatement', range, cases: [{ type: 'MatchStatementCase', range, body: block }] },
      { type: 'DeclareFunction', range, id: { type: 'Identifier', range: [0, 1], name: 'g' } },
    ];
    const model = lowerModule({ type: 'Program', body }, { ...source, text: 'f()' });
    expect(model.calls).toHaveLength(1);
    expect([...model.globals]).toEqual(['f']);
  });
});

test('an export without a declaration may leave the property out, as Babel does', () => {
  const range = [0, 12];
  const name = { type: 'Identifier', range: [9, 10], name: 'a' };
  const specifier = { type: 'ExportSpecifier', range: [9, 10], local: name, exported: name };
  const body = [{ type: 'ExportNamedDeclaration', range, specifiers: [specifier], source: null }];
  const model = lowerModule({ type: 'Program', body }, { ...source, text: 'export { a };' });
  expect(model.exports).toMatchObject([{ kind: 'binding', name: 'a', local: 'a' }]);
});
