/** Functions, methods and their parameters. */
import type { TSESTree } from '@typescript-eslint/types';
import { lowerDecorators } from './decorators.js';
import { lowerRoot } from './expressions.js';
import { withoutParentheses } from './foreign.js';
import { frameOf, isSet, listOf, optional, rangeWithDecorators, type Lowering, type Mutable } from './lowering.js';
import type { ClassModel, DecoratorModel, Effect, FunctionModel, ParameterModel } from './model.js';
import { declare } from './names.js';
import { declareNames, lowerDefault, wholePath, type Declaring } from './patterns.js';
import { endOf, rangeOf } from './positions.js';
import { Scope } from './scope.js';
import { lowerStatements } from './statements.js';
import { annotationOf } from './types.js';
import type { FunctionValue } from './value.js';

export type FunctionNode =
  | TSESTree.ArrowFunctionExpression
  | TSESTree.FunctionDeclaration
  | TSESTree.FunctionExpression
  | TSESTree.TSDeclareFunction
  | TSESTree.TSEmptyBodyFunctionExpression;

/** What a function is for whoever holds it. */
export interface FunctionRole {
  readonly form: FunctionModel['form'];
  readonly name: string | undefined;
  /** The class whose member it is. */
  readonly cls: ClassModel | undefined;
  /** The class that its `this` is an instance of. */
  readonly owner: ClassModel | undefined;
  readonly decorators: readonly DecoratorModel[];
}

const noDecorators: readonly DecoratorModel[] = [];
const noLists: readonly (readonly DecoratorModel[])[] = [];
const restPath: readonly string[] = ['...'];

/** A function that stands as an expression, called after what holds it. */
export function lowerFunctionValue(
  l: Lowering,
  node: TSESTree.ArrowFunctionExpression | TSESTree.FunctionExpression,
  name: string | undefined,
  cls: ClassModel | undefined,
): FunctionValue {
  const isArrow = node.type === 'ArrowFunctionExpression';
  const role: FunctionRole = {
    form: isArrow ? 'arrow' : 'expression',
    name: (isArrow ? undefined : node.id?.name) ?? name,
    cls,
    owner: isArrow ? l.frame.owner : undefined,
    decorators: noDecorators,
  };
  return asValue(lowerFunction(l, node, role));
}

/** A method or accessor of an object literal. */
export function lowerMethodValue(
  l: Lowering,
  node: TSESTree.FunctionExpression,
  form: 'method' | 'getter' | 'setter',
  name: string | undefined,
): FunctionValue {
  return asValue(lowerFunction(l, node, { form, name, cls: undefined, owner: undefined, decorators: noDecorators }));
}

export function asValue(fn: Mutable<FunctionModel>): FunctionValue {
  const value: FunctionValue = { kind: 'function', range: rangeOf(fn), parent: undefined, use: 'other', asserted: undefined, fn };
  fn.value = value;
  return value;
}

export function lowerFunction(l: Lowering, node: FunctionNode, role: FunctionRole): Mutable<FunctionModel> {
  const { frame: outer, scope: outerScope } = l;
  const params: ParameterModel[] = [];
  const effects: Effect[] = [];
  const body = bodyOf(node);
  const ownName = node.type === 'FunctionExpression' ? optional(node.id) : undefined;
  // A function expression sees its own name behind all names that it declares.
  const nameScope = ownName === undefined ? outerScope : new Scope('block', outerScope);
  const fn: Mutable<FunctionModel> = {
    name: role.name,
    form: role.form,
    isAsync: isSet(node.async),
    isGenerator: isSet(node.generator),
    params,
    returnType: annotationOf(node.returnType),
    returns: [],
    range: rangeOf(node),
    bodyRange: body === undefined ? [endOf(node), endOf(node)] : rangeOf(body),
    bodyIsExpression: body !== undefined && body.type !== 'BlockStatement',
    parent: outer.site,
    cls: role.cls,
    scope: new Scope('function', nameScope),
    calls: [],
    effects,
    usesThis: false,
    usesArguments: false,
    decorators: role.decorators,
    value: undefined,
  };
  l.functions.push(fn);
  const decorators = role.cls === undefined ? noLists : node.params.map((param) => lowerDecorators(l, param));
  const frame = frameOf({ kind: 'function', fn }, outer, fn, role.owner);
  frame.sinks.push({ effects, skips: 0, tries: 0 });
  fn.returns = frame.returns;
  fn.calls = frame.calls;
  l.frame = frame;
  l.scope = fn.scope;
  if (ownName !== undefined) {
    declare(l, { name: ownName.name, keyword: 'function', range: rangeOf(ownName), scope: nameScope, source: { from: 'function', fn }, type: undefined });
  }
  let index = 0;
  for (const param of node.params) {
    if (!isThisParameter(param)) params.push(lowerParameter(l, fn, param, params.length, decorators[index] ?? noDecorators));
    index++;
  }
  if (body?.type === 'BlockStatement') lowerStatements(l, body.body);
  else if (body !== undefined) frame.returns.push(lowerRoot(l, body, 'return'));
  l.frame = outer;
  l.scope = outerScope;
  return fn;
}

/** Overloads, abstract methods and ambient functions have none. */
function bodyOf(node: FunctionNode): TSESTree.BlockStatement | TSESTree.Expression | undefined {
  const body: TSESTree.BlockStatement | TSESTree.Expression | undefined = optional(node.body);
  return body === undefined ? undefined : withoutParentheses(body);
}

/** `function f(this: App)`: a type, not a parameter. */
function isThisParameter(node: TSESTree.Parameter): boolean {
  return node.type === 'Identifier' && node.name === 'this';
}

function lowerParameter(
  l: Lowering,
  fn: FunctionModel,
  node: TSESTree.Parameter,
  index: number,
  decorators: readonly DecoratorModel[],
): ParameterModel {
  const isProperty = node.type === 'TSParameterProperty';
  const parameter = isProperty ? node.parameter : node;
  const isRest = parameter.type === 'RestElement';
  const target = isRest ? parameter.argument : parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
  const type = annotationOf(isRest ? (parameter.typeAnnotation ?? annotationNode(target)) : annotationNode(target));
  const fallback = parameter.type === 'AssignmentPattern' ? lowerDefault(l, parameter) : undefined;
  const isName = target.type === 'Identifier';
  const declaring: Declaring = {
    keyword: 'parameter',
    scope: fn.scope,
    holder: { from: 'parameter', fn, index },
    annotation: type,
    decorator: listOf(node.decorators).at(-1),
  };
  // A pattern's names are parts of the fallback, which the parameter itself tells.
  declareNames(l, target, declaring, isRest ? restPath : wholePath, isName ? fallback : undefined);
  return {
    name: isName ? target.name : undefined,
    type,
    optional: isName && isSet(target.optional),
    fallback,
    isRest,
    isProperty,
    decorators,
    range: rangeWithDecorators(node, listOf(node.decorators)),
  };
}

function annotationNode(target: TSESTree.Node): TSESTree.TSTypeAnnotation | undefined {
  switch (target.type) {
    case 'Identifier':
    case 'ObjectPattern':
    case 'ArrayPattern':
      return target.typeAnnotation;
    default:
      return undefined;
  }
}

