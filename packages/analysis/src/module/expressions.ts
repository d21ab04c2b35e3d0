/** Expressions -> values. Operands come first: a value adopts its parts when it is made. */
import type { TSESTree } from '@typescript-eslint/types';
import { lowerAssignment, lowerUpdate } from './assignments.js';
import { lowerBinaryChain, lowerCallChain, lowerNew, lowerTagged } from './chains.js';
import { lowerClass } from './classes.js';
import { lowerForeign } from './foreign.js';
import { lowerFunctionValue } from './functions.js';
import { lowerJsx } from './jsx.js';
import { cookedText, literalName } from './keys.js';
import { optional, type Lowering } from './lowering.js';
import type { ClassModel } from './model.js';
import { lowerObject } from './objects.js';
import { rangeOf } from './positions.js';
import { lowerType } from './types.js';
import type { EitherValue, LiteralValue, NameValue, OpaqueValue, OperationValue, Range, Use, Value } from './value.js';

/** Lowers an expression that no other value holds. */
export function lowerRoot(l: Lowering, node: TSESTree.Node, use: Use): Value {
  const value = lowerExpression(l, node);
  value.use = use;
  return value;
}

/**
 * Lowers an expression; whoever holds the value sets its `parent` or `use`.
 * `name` is that of the variable, property or field it is for, `cls` the class whose field it is: functions are called after them.
 */
export function lowerExpression(l: Lowering, node: TSESTree.Node, name?: string, cls?: ClassModel): Value {
  switch (node.type) {
    case 'Identifier':
      return lowerName(l, node.name, rangeOf(node));
    case 'Literal':
      return lowerLiteral(node);
    case 'MemberExpression':
    case 'CallExpression':
    case 'ChainExpression':
    case 'TSNonNullExpression':
      return lowerCallChain(l, node);
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return lowerFunctionValue(l, node, name, cls);
    case 'ObjectExpression':
      return lowerObject(l, node);
    case 'ArrayExpression':
      return lowerArray(l, node);
    case 'JSXElement':
    case 'JSXFragment':
      return lowerJsx(l, node);
    case 'TemplateLiteral':
      return lowerTemplate(l, node);
    case 'AwaitExpression':
      return lowerAwait(l, node);
    case 'BinaryExpression':
    case 'LogicalExpression':
      return lowerBinaryChain(l, node);
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion': {
      const value = lowerExpression(l, node.expression, name, cls);
      if (!isConst(node.typeAnnotation)) value.asserted = lowerType(node.typeAnnotation);
      return value;
    }
    case 'AssignmentExpression':
      return lowerAssignment(l, node);
    case 'ConditionalExpression':
      return lowerConditional(l, node);
    case 'UnaryExpression':
      return operation(rangeOf(node), node.operator, [lowerExpression(l, node.argument)]);
    case 'ThisExpression':
      return lowerThis(l, rangeOf(node));
    case 'Super':
      mentionThis(l);
      return { kind: 'super', range: rangeOf(node), parent: undefined, use: 'other', asserted: undefined, owner: l.frame.owner };
    case 'NewExpression':
      return lowerNew(l, node);
    case 'SpreadElement':
      return holding({ kind: 'spread', range: rangeOf(node), parent: undefined, use: 'other', asserted: undefined, value: lowerExpression(l, node.argument) });
    case 'UpdateExpression':
      return lowerUpdate(l, node);
    case 'SequenceExpression':
      return lowerSequence(l, node);
    case 'TaggedTemplateExpression':
      return lowerTagged(l, node);
    case 'ClassExpression':
      return { kind: 'class', range: rangeOf(node), parent: undefined, use: 'other', asserted: undefined, cls: lowerClass(l, node, name) };
    case 'YieldExpression':
      return lowerYield(l, node);
    case 'ImportExpression':
      return lowerImport(l, node);
    case 'TSInstantiationExpression':
      return lowerExpression(l, node.expression, name, cls);
    case 'MetaProperty':
      if (node.meta.name === 'import') l.isEsm = true;
      return opaque(node, []);
    default:
      return lowerForeign(l, node, name, cls);
  }
}

/** A read of a name. `arguments` of a function is none. */
export function lowerName(l: Lowering, name: string, range: Range): NameValue {
  const value: NameValue = { kind: 'name', range, parent: undefined, use: 'other', asserted: undefined, name, scope: l.scope };
  if (name !== 'arguments' || !mentionArguments(l)) l.reads.push(value);
  return value;
}

function mentionArguments(l: Lowering): boolean {
  for (let { frame } = l; frame.fn !== undefined; frame = frame.outer) {
    frame.fn.usesArguments = true;
    if (frame.fn.form !== 'arrow') return true;
    if (frame.outer === undefined) return false;
  }
  return false;
}

export function lowerThis(l: Lowering, range: Range): Value {
  mentionThis(l);
  return { kind: 'this', range, parent: undefined, use: 'other', asserted: undefined, owner: l.frame.owner };
}

/** Arrow functions' mentions count for the function around them too. */
function mentionThis(l: Lowering): void {
  for (let frame = l.frame; frame.fn !== undefined; frame = frame.outer) {
    frame.fn.usesThis = true;
    if (frame.fn.form !== 'arrow' || frame.outer === undefined) return;
  }
}

function lowerLiteral(node: TSESTree.Literal): LiteralValue {
  const { value } = node;
  // A regular expression that the parser's own engine can't build is null.
  const isNull = value === null && node.raw === 'null';
  const plain = isNull || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
  return { kind: 'literal', range: rangeOf(node), parent: undefined, use: 'other', asserted: undefined, value: plain };
}

export function lowerTemplate(l: Lowering, node: TSESTree.TemplateLiteral): Value {
  const expressions = node.expressions.map((part) => lowerExpression(l, part));
  const quasis = node.quasis.map(cookedText);
  const value: Value = { kind: 'template', range: rangeOf(node), parent: undefined, use: 'other', asserted: undefined, quasis, expressions };
  adopt(value, expressions);
  return value;
}

function lowerAwait(l: Lowering, node: TSESTree.AwaitExpression): Value {
  const value = lowerExpression(l, node.argument);
  if (l.frame.site.kind === 'module') l.isEsm = true;
  return holding({ kind: 'await', range: rangeOf(node), parent: undefined, use: 'other', asserted: undefined, value });
}

function lowerYield(l: Lowering, node: TSESTree.YieldExpression): Value {
  const argument = optional(node.argument);
  if (argument === undefined) return opaque(node, []);
  return holding({ kind: 'yield', range: rangeOf(node), parent: undefined, use: 'other', asserted: undefined, value: lowerExpression(l, argument) });
}

function lowerConditional(l: Lowering, node: TSESTree.ConditionalExpression): Value {
  const condition = lowerExpression(l, node.test);
  const options = [lowerConditionally(l, node.consequent), lowerConditionally(l, node.alternate)];
  return either(rangeOf(node), '?:', options, condition);
}

/** `(a, b)` is its last part, as `a && b` is when `a` holds. */
function lowerSequence(l: Lowering, node: TSESTree.SequenceExpression): Value {
  return either(rangeOf(node), '&&', node.expressions.map((part) => lowerExpression(l, part)), undefined);
}

/** An expression that may not be evaluated. */
export function lowerConditionally(l: Lowering, node: TSESTree.Node, name?: string): Value {
  const { frame } = l;
  if (frame.conditional) return lowerExpression(l, node, name);
  const { current } = frame;
  frame.conditional = true;
  frame.current = undefined;
  const value = lowerExpression(l, node, name);
  frame.conditional = false;
  frame.current = current;
  return value;
}

function lowerArray(l: Lowering, node: TSESTree.ArrayExpression): Value {
  const elements: Value[] = [];
  for (const element of node.elements) if (element !== null) elements.push(lowerExpression(l, element));
  const value: Value = { kind: 'array', range: rangeOf(node), parent: undefined, use: 'other', asserted: undefined, elements };
  adopt(value, elements);
  return value;
}

function lowerImport(l: Lowering, node: TSESTree.ImportExpression): Value {
  const specifier = literalName(node.source);
  const value: Value = { kind: 'import-call', range: rangeOf(node), parent: undefined, use: 'other', asserted: undefined, specifier };
  if (specifier === undefined) lowerExpression(l, node.source).parent = value;
  const options = optional(node.options);
  if (options !== undefined) lowerExpression(l, options).parent = value;
  return value;
}

export function operation(range: Range, operator: string, operands: readonly Value[]): OperationValue {
  const value: OperationValue = { kind: 'operation', range, parent: undefined, use: 'other', asserted: undefined, operator, operands };
  adopt(value, operands);
  return value;
}

export function opaque(node: TSESTree.Node, parts: readonly Value[]): OpaqueValue {
  const value: OpaqueValue = { kind: 'opaque', range: rangeOf(node), parent: undefined, use: 'other', asserted: undefined, node: node.type, parts };
  adopt(value, parts);
  return value;
}

export function either(range: Range, operator: EitherValue['operator'], options: readonly Value[], condition: Value | undefined): Value {
  const value: Value = { kind: 'either', range, parent: undefined, use: 'other', asserted: undefined, operator, options, condition };
  adopt(value, options);
  if (condition !== undefined) condition.parent = value;
  return value;
}

export function adopt(parent: Value, parts: readonly Value[]): void {
  for (const part of parts) part.parent = parent;
}

function holding(value: Extract<Value, { kind: 'spread' | 'await' | 'yield' }>): Value {
  value.value.parent = value;
  return value;
}

function isConst(type: TSESTree.TypeNode): boolean {
  return type.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === 'const';
}
