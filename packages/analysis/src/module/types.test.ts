import { describe, expect, test } from 'vitest';
import { bindingOf, lowered } from '../../test/lowered.js';
import type { TypeModel } from './type-model.js';

const typeOf = (text: string): TypeModel | undefined => bindingOf(lowered(`declare const x: ${text};`), 'x').type;

const described = (type: TypeModel | undefined): string => {
  switch (type?.kind) {
    case undefined:
      return 'none';
    case 'reference': {
      const typeArguments = type.typeArguments.length > 0 ? `<${type.typeArguments.map(described).join(', ')}>` : '';
      return `${type.isTypeof ? 'typeof ' : ''}${type.path.join('.')}${typeArguments}`;
    }
    case 'object': {
      const members = [...type.members].map(([name, member]) => `${name}${member.optional ? '?' : ''}: ${described(member.type)}`);
      return `{ ${[...type.parents.map((parent) => `...${described(parent)}`), ...members].join('; ')} }`;
    }
    case 'union':
      return type.types.map(described).join(' | ');
    case 'intersection':
      return type.types.map(described).join(' & ');
    case 'function':
      return `() => ${described(type.result)}`;
    case 'array':
      return `${described(type.element)}[]`;
    case 'keyword':
      return type.name;
    case 'other':
      return 'other';
  }
};

describe('types', () => {
  test.each([
    ['Redis', 'Redis'],
    ['Prisma.TransactionClient', 'Prisma.TransactionClient'],
    ['Promise<Map<string, Redis>>', 'Promise<Map<string, Redis>>'],
    ['typeof fetch', 'typeof fetch'],
    ['ReturnType<typeof a.b>', 'ReturnType<typeof a.b>'],
    ['Redis | null | undefined', 'Redis | null | undefined'],
    ['(A & B) | C', 'A & B | C'],
    ['readonly (A | B)[]', 'A | B[]'],
    ['(a: A) => Promise<B>', '() => Promise<B>'],
    ['{ a: A; "b-c"?: B; m(): void; get d(): D; [key: string]: E; f }', '{ a: A; b-c?: B; d: D; f: none }'],
    ["'a'", 'string'],
    ['`a${string}`', 'string'],
    ['1', 'number'],
    ['-1', 'number'],
    ['true', 'boolean'],
    ['null', 'null'],
    ['any', 'any'],
    ['unknown', 'unknown'],
    ['keyof A', 'other'],
    ["A['b']", 'other'],
    ['[A, B]', 'other'],
    ["import('x').Y", 'other'],
    ['A extends B ? C : D', 'other'],
    ['{ [K in keyof A]: B }', 'other'],
  ])('%s', (text, expected) => {
    expect(described(typeOf(text))).toBe(expected);
  });

  test('of interfaces know what they extend', () => {
    const { source } = bindingOf(lowered('interface I<T> extends A<T>, B.C { a: D }'), 'I');
    expect(source.from === 'type' ? described(source.type) : source.from).toBe('{ ...A<T>; ...B.C; a: D }');
  });

  test('of references tell where they stand', () => {
    const type = typeOf('Promise<Redis>');
    expect(type?.kind === 'reference' ? type.range : undefined).toEqual([17, 31]);
  });
});
