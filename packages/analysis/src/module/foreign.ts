/** Nodes that TypeScript's ESTree does not have (parentheses, Flow, proposals), found by what they hold. */
import type { TSESTree } from '@typescript-eslint/types';
import { lowerExpression, opaque } from './expressions.js';
import type { Lowering } from './lowering.js';
import type { ClassModel } from './model.js';
import { lowerStatement } from './statements.js';
import type { Value } from './value.js';

/** Properties that hold no code: links, positions, comments, types, and names that are not read. */
const skipped = new Set([
  'parent',
  'loc',
  'range',
  'start',
  'end',
  'extra',
  'tokens',
  'comments',
  'leadingComments',
  'trailingComments',
  'innerComments',
  'typeAnnotation',
  'typeParameters',
  'typeArguments',
  'returnType',
  'predicate',
  'variance',
  'id',
  'key',
  'label',
]);

/** An expression of unknown kind: its parts are lowered. */
export function lowerForeign(l: Lowering, node: TSESTree.Node, name?: string, cls?: ClassModel): Value {
  if (isWrapper(node)) return lowerExpression(l, node.expression, name, cls);
  const parts: Value[] = [];
  for (const child of childrenOf(node)) {
    if (isStatement(child)) lowerStatement(l, child);
    else parts.push(lowerExpression(l, child));
  }
  return opaque(node, parts);
}

/** A statement of unknown kind: what it holds is lowered; type declarations hold nothing. */
export function lowerForeignStatement(l: Lowering, node: TSESTree.Node): void {
  if (/^(?:TS|Declare|Opaque|Interface|TypeAlias)/.test(node.type)) return;
  for (const child of childrenOf(node)) {
    if (isStatement(child)) lowerStatement(l, child);
    else lowerExpression(l, child);
  }
}

/** The expression itself, where the parser keeps parentheses. */
export function withoutParentheses<T extends TSESTree.Node>(node: T): T | TSESTree.Expression {
  return isWrapper(node) ? withoutParentheses(node.expression) : node;
}

function isWrapper(node: { readonly type: string }): node is { readonly type: string; readonly expression: TSESTree.Expression } {
  switch (node.type) {
    case 'ParenthesizedExpression':
    case 'TypeCastExpression':
    case 'AsExpression':
    case 'AsConstExpression':
      return 'expression' in node;
    default:
      return false;
  }
}

export function isStatement({ type }: TSESTree.Node): boolean {
  return type.endsWith('Statement') || type.endsWith('Declaration');
}

function childrenOf(node: TSESTree.Node): readonly TSESTree.Node[] {
  const children: TSESTree.Node[] = [];
  for (const [key, held] of Object.entries(node)) {
    if (skipped.has(key)) continue;
    const list: readonly unknown[] = Array.isArray(held) ? held : [held];
    for (const item of list) if (isNode(item)) children.push(item);
  }
  return children;
}

function isNode(value: unknown): value is TSESTree.Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && ('range' in value || 'start' in value);
}
