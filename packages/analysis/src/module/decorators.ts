import type { TSESTree } from '@typescript-eslint/types';
import { lowerRoot } from './expressions.js';
import type { Lowering } from './lowering.js';
import type { DecoratorModel } from './model.js';
import type { Value } from './value.js';

const none: readonly DecoratorModel[] = [];

/** The decorators of a class, member or parameter, evaluated where the class stands. */
export function lowerDecorators(l: Lowering, node: { readonly decorators?: readonly TSESTree.Decorator[] | undefined }): readonly DecoratorModel[] {
  const { decorators } = node;
  if (decorators === undefined || decorators.length === 0) return none;
  return decorators.map(({ expression }) => {
    const value = lowerRoot(l, expression, 'other');
    return { name: nameOf(value), value };
  });
}

function nameOf(value: Value): string | undefined {
  switch (value.kind) {
    case 'name':
      return value.name;
    case 'member':
      return value.property;
    case 'call':
      return nameOf(value.callee);
    default:
      return undefined;
  }
}
