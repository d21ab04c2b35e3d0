/** Numbers that code computes from constants: `30 * SECOND`. */
import type { ModuleModel } from '../module/model.js';
import type { OperationValue, Value } from '../module/value.js';
import type { Origin } from './origin.js';
import type { Resolver } from './resolver.js';

/** Globals, and members of them, that are numbers. */
const numbers: ReadonlyMap<string, number> = new Map([
  ['Infinity', Infinity],
  ['Number.POSITIVE_INFINITY', Infinity],
  ['Number.MAX_SAFE_INTEGER', Number.MAX_SAFE_INTEGER],
  ['Number.MAX_VALUE', Number.MAX_VALUE],
]);

export function globalNumber(path: readonly string[]): Origin | undefined {
  const number = numbers.get(path.join('.'));
  return number === undefined ? undefined : { kind: 'literal', value: number };
}

/** What arithmetic answers, where all operands are known. */
export function folded(resolver: Resolver, { operator, operands }: OperationValue, module: ModuleModel): Origin | undefined {
  if (!/^(?:\+|-|\*|\/|\*\*)$/.test(operator)) return undefined;
  const [a, b] = operands.map((operand) => numberOf(resolver, operand, module));
  if (a === undefined || (operands.length > 1 && b === undefined)) return undefined;
  const value = b === undefined ? unary(operator, a) : binary(operator, a, b);
  return value === undefined ? undefined : { kind: 'literal', value };
}

function numberOf(resolver: Resolver, value: Value, module: ModuleModel): number | undefined {
  if (value.kind !== 'literal' && value.kind !== 'name' && value.kind !== 'member' && value.kind !== 'operation') return undefined;
  const [origin, ...others] = resolver.origins(value, module);
  return others.length === 0 && origin?.kind === 'literal' && typeof origin.value === 'number' ? origin.value : undefined;
}

function unary(operator: string, value: number): number | undefined {
  return operator === '-' ? -value : operator === '+' ? value : undefined;
}

function binary(operator: string, a: number, b: number): number | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    default:
      return a ** b;
  }
}
