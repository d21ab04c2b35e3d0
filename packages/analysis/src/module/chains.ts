/**
 * Calls, members and operators that lean to the left: `a.b().c()`, `a + b + c`.
 * Their left spines are walked in a loop, since real code has chains of thousands of links.
 */
import type { TSESTree } from '@typescript-eslint/types';
import { lowerRequire } from './common-js.js';
import { adopt, either, lowerConditionally, lowerExpression, lowerTemplate, operation } from './expressions.js';
import { commentEnd, isCommentStart, literalName } from './keys.js';
import { insertCall, isSet, siteOf, type Lowering } from './lowering.js';
import { endOf, rangeOf } from './positions.js';
import { lowerTypeArguments } from './types.js';
import type { CallValue, MemberValue, Range, Value } from './value.js';

type ChainNode = TSESTree.CallExpression | TSESTree.MemberExpression | TSESTree.ChainExpression | TSESTree.TSNonNullExpression;

export function lowerCallChain(l: Lowering, node: ChainNode): Value {
  const { spine } = l;
  const bottom = spine.length;
  let value = lowerRequireOr(l, node);
  for (let index = spine.length - 1; index >= bottom; index--) {
    const link = spine.pop();
    if (link === undefined) break;
    value = link.type === 'MemberExpression' ? lowerMember(l, link, value) : lowerCall(l, link, value);
  }
  return value;
}

/** Puts the links of a chain on the spine, and lowers what it starts from. */
function lowerRequireOr(l: Lowering, node: ChainNode): Value {
  let at: TSESTree.Node = node;
  for (;;) {
    switch (at.type) {
      case 'CallExpression': {
        const required = lowerRequire(l, at);
        if (required !== undefined) return required;
        l.spine.push(at);
        at = at.callee;
        break;
      }
      case 'MemberExpression':
        l.spine.push(at);
        at = at.object;
        break;
      case 'ChainExpression':
      case 'TSNonNullExpression':
        at = at.expression;
        break;
      default:
        return lowerExpression(l, at);
    }
  }
}

function lowerMember(l: Lowering, node: TSESTree.MemberExpression, object: Value): MemberValue {
  const { property } = node;
  const computed = node.computed ? lowerExpression(l, property) : undefined;
  const value: MemberValue = {
    kind: 'member',
    range: rangeOf(node),
    parent: undefined,
    use: 'other',
    asserted: undefined,
    object,
    property: property.type === 'Identifier' && !node.computed ? property.name : literalName(property),
    propertyRange: rangeOf(computed ?? property),
    computed,
    optional: isSet(node.optional),
  };
  object.parent = value;
  if (computed !== undefined) computed.parent = value;
  return value;
}

function lowerCall(l: Lowering, node: TSESTree.CallExpression, callee: Value): CallValue {
  const args = lowerArguments(l, node.arguments);
  const open = parenthesisAfter(l.text, endOf(typeArgumentsOf(node) ?? node.callee), endOf(node));
  return makeCall(l, node, callee, args, open < 0 ? undefined : [open, endOf(node)]);
}

export function lowerNew(l: Lowering, node: TSESTree.NewExpression): CallValue {
  const callee = lowerExpression(l, node.callee);
  const args = lowerArguments(l, node.arguments);
  const open = parenthesisAfter(l.text, endOf(typeArgumentsOf(node) ?? node.callee), endOf(node));
  return makeCall(l, node, callee, args, open < 0 ? undefined : [open, endOf(node)]);
}

export function lowerTagged(l: Lowering, node: TSESTree.TaggedTemplateExpression): CallValue {
  const callee = lowerExpression(l, node.tag);
  return makeCall(l, node, callee, [lowerTemplate(l, node.quasi)], undefined);
}

function lowerArguments(l: Lowering, nodes: readonly TSESTree.CallExpressionArgument[]): Value[] {
  const args: Value[] = [];
  for (const node of nodes) args.push(lowerExpression(l, node));
  return args;
}

type CallNode = TSESTree.CallExpression | TSESTree.NewExpression | TSESTree.TaggedTemplateExpression;

/** Under the name that Babel gives them as well. */
function typeArgumentsOf(node: CallNode & { readonly typeParameters?: TSESTree.TSTypeParameterInstantiation }): TSESTree.TSTypeParameterInstantiation | undefined {
  return node.typeArguments ?? node.typeParameters ?? undefined;
}

function makeCall(l: Lowering, node: CallNode, callee: Value, args: readonly Value[], argsRange: Range | undefined): CallValue {
  const typeArguments = typeArgumentsOf(node);
  const value: CallValue = {
    kind: 'call',
    range: rangeOf(node),
    parent: undefined,
    use: 'other',
    asserted: undefined,
    isNew: node.type === 'NewExpression',
    callee,
    args,
    argsRange,
    optional: node.type === 'CallExpression' && isSet(node.optional),
    typeArguments: typeArguments && rangeOf(typeArguments),
    typeArgumentModels: lowerTypeArguments(typeArguments),
    tagged: node.type === 'TaggedTemplateExpression',
    site: siteOf(l.frame),
  };
  callee.parent = value;
  adopt(value, args);
  const { frame } = l;
  insertCall(l.calls, value);
  insertCall(frame.calls, value);
  for (let region = frame.guard; region !== undefined; region = region.parent) insertCall(region.guarded, value);
  return value;
}

/** Position of the `(` that opens the arguments: only `)`, `?.`, `!` and trivia stand before it. -1 for `new X`. */
function parenthesisAfter(text: string, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 40) return at;
    if (code === 47 && isCommentStart(text, at)) at = commentEnd(text, at) - 1;
  }
  return -1;
}

type BinaryNode = TSESTree.BinaryExpression | TSESTree.LogicalExpression;

export function lowerBinaryChain(l: Lowering, node: BinaryNode): Value {
  const { operands } = l;
  const bottom = operands.length;
  operands.push(node);
  let at: TSESTree.Node = node.left;
  while (at.type === 'BinaryExpression' || at.type === 'LogicalExpression') {
    operands.push(at);
    at = at.left;
  }
  let value = lowerExpression(l, at);
  for (let index = operands.length - 1; index >= bottom; index--) {
    const link = operands.pop();
    if (link === undefined) break;
    value =
      link.type === 'LogicalExpression'
        ? either(rangeOf(link), link.operator, [value, lowerConditionally(l, link.right)], undefined)
        : operation(rangeOf(link), link.operator, [value, lowerExpression(l, link.right)]);
  }
  return value;
}
