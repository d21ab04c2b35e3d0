/** Declared names and patterns -> bindings. */
import type { TSESTree } from '@typescript-eslint/types';
import { lowerConditionally, lowerRoot } from './expressions.js';
import { identifierRange, keyName } from './keys.js';
import type { Lowering } from './lowering.js';
import type { CatchModel, FunctionModel } from './model.js';
import { declare } from './names.js';
import type { Binding, BindingSource, Scope } from './scope.js';
import type { TypeModel } from './type-model.js';
import { memberType } from './types.js';
import type { Value } from './value.js';

/** What a pattern takes apart. */
export type Holder =
  | { readonly from: 'value'; readonly value: Value }
  | { readonly from: 'parameter'; readonly fn: FunctionModel; readonly index: number }
  | { readonly from: 'loop'; readonly value: Value }
  | { readonly from: 'catch'; readonly clause: CatchModel }
  | { readonly from: 'nothing' };

/** A declaration of one or more names. */
export interface Declaring {
  readonly keyword: Binding['keyword'];
  readonly scope: Scope;
  readonly holder: Holder;
  /** The whole pattern's. */
  readonly annotation: TypeModel | undefined;
  /** The last decorator of a parameter. */
  readonly decorator: TSESTree.Decorator | undefined;
}

/** The way to what is not taken apart. */
export const wholePath: readonly string[] = [];

/** Declares the names of a pattern, reached by `path`; `fallback` is the innermost default on the way. */
export function declareNames(l: Lowering, node: TSESTree.Node, declaring: Declaring, path: readonly string[], fallback: Value | undefined): void {
  switch (node.type) {
    case 'Identifier': {
      const { keyword, scope, holder, annotation, decorator } = declaring;
      const source = sourceOf(holder, path, fallback);
      declare(l, { name: node.name, keyword, range: identifierRange(l, node, decorator), scope, source, type: memberType(annotation, path) });
      break;
    }
    case 'ObjectPattern':
      for (const property of node.properties) declareProperty(l, property, declaring, path, fallback);
      break;
    case 'ArrayPattern':
      declareElements(l, node, declaring, path, fallback);
      break;
    case 'AssignmentPattern':
      declareNames(l, node.left, declaring, path, lowerDefault(l, node));
      break;
    default:
      lowerRoot(l, node, 'other');
  }
}

function declareElements(l: Lowering, { elements }: TSESTree.ArrayPattern, declaring: Declaring, path: readonly string[], fallback: Value | undefined): void {
  for (const [index, element] of elements.entries()) {
    if (element?.type === 'RestElement') declareNames(l, element.argument, declaring, [...path, '...'], undefined);
    else if (element !== null) declareNames(l, element, declaring, [...path, String(index)], fallback);
  }
}

export function declareProperty(
  l: Lowering,
  property: TSESTree.Property | TSESTree.RestElement,
  declaring: Declaring,
  path: readonly string[],
  fallback: Value | undefined,
): void {
  if (property.type === 'RestElement') {
    declareNames(l, property.argument, declaring, [...path, '...'], undefined);
    return;
  }
  const name = keyName(property);
  if (property.computed && name === undefined) lowerRoot(l, property.key, 'other');
  // What a computed key takes is as little known as what a rest takes.
  declareNames(l, property.value, declaring, [...path, name ?? '...'], fallback);
}

/** The default of a pattern's part or of a parameter; it is evaluated only where it is needed. */
export function lowerDefault(l: Lowering, node: TSESTree.AssignmentPattern): Value {
  const fallback = lowerConditionally(l, node.right, node.left.type === 'Identifier' ? node.left.name : undefined);
  fallback.use = 'default';
  return fallback;
}

function sourceOf(holder: Holder, path: readonly string[], fallback: Value | undefined): BindingSource {
  switch (holder.from) {
    case 'value':
      return { from: 'value', value: holder.value, path, fallback };
    case 'parameter':
      return { from: 'parameter', fn: holder.fn, index: holder.index, path, fallback };
    case 'loop':
      return { from: 'loop', value: holder.value, path };
    case 'catch':
    case 'nothing':
      return holder;
  }
}

/** The names that a pattern declares. */
export function namesOf(node: TSESTree.Node): readonly string[] {
  switch (node.type) {
    case 'Identifier':
      return [node.name];
    case 'ObjectPattern':
      return node.properties.flatMap((property) => namesOf(property.type === 'RestElement' ? property.argument : property.value));
    case 'ArrayPattern':
      return node.elements.flatMap((element) => (element === null ? [] : namesOf(element)));
    case 'AssignmentPattern':
      return namesOf(node.left);
    case 'RestElement':
      return namesOf(node.argument);
    default:
      return [];
  }
}
