/** Declarations of variables, functions, classes, types, enums and namespaces. */
import type { TSESTree } from '@typescript-eslint/types';
import { lowerClass } from './classes.js';
import { declareRequired } from './common-js.js';
import { lowerExpression, lowerRoot } from './expressions.js';
import { lowerFunction } from './functions.js';
import { keyName } from './keys.js';
import { listOf, optional, type Lowering } from './lowering.js';
import type { FunctionModel } from './model.js';
import { declare, varScope } from './names.js';
import { declareNames, wholePath, type Declaring } from './patterns.js';
import { endOf, rangeOf, startOf } from './positions.js';
import { Scope } from './scope.js';
import { lowerStatement, lowerStatements } from './statements.js';
import { annotationOf, lowerInterface, lowerType } from './types.js';
import type { Range, Value } from './value.js';

/** Answers the initialisers. A `require` at the top of the module is an import. */
export function lowerVariables(l: Lowering, node: TSESTree.VariableDeclaration, isTop: boolean): readonly Value[] {
  const scope = node.kind === 'var' ? varScope(l.scope) : l.scope;
  const keyword = node.kind === 'await using' ? 'using' : node.kind;
  const values: Value[] = [];
  for (const declarator of node.declarations) {
    const { id } = declarator;
    const annotation = annotationOf(id.typeAnnotation);
    const init = optional(declarator.init);
    if (init === undefined) {
      declareNames(l, id, { keyword, scope, holder: { from: 'nothing' }, annotation, decorator: undefined }, wholePath, undefined);
      continue;
    }
    const value = lowerExpression(l, init, id.type === 'Identifier' ? id.name : undefined);
    value.use = 'initialiser';
    values.push(value);
    const declaring: Declaring = { keyword, scope, holder: { from: 'value', value }, annotation, decorator: undefined };
    const required = declareRequired(l, declarator, value, declaring);
    if (required === undefined) declareNames(l, id, declaring, wholePath, undefined);
    else if (isTop) {
      const range = declaratorRange(node, declarator);
      l.imports.push({ specifier: required.specifier, range, typeOnly: false, form: 'require', names: required.names });
    }
  }
  return values;
}

/** The declarator, and the ends of the declaration where it stands at them. */
function declaratorRange(node: TSESTree.VariableDeclaration, declarator: TSESTree.VariableDeclarator): Range {
  const { declarations } = node;
  const start = startOf(declarations[0] === declarator ? node : declarator);
  return [start, endOf(declarations.at(-1) === declarator ? node : declarator)];
}

export function lowerFunctionDeclaration(l: Lowering, node: TSESTree.FunctionDeclaration | TSESTree.TSDeclareFunction): FunctionModel {
  const id = optional(node.id);
  const fn = lowerFunction(l, node, { form: 'declaration', name: id?.name, cls: undefined, owner: undefined, decorators: [] });
  if (id !== undefined) declare(l, { name: id.name, keyword: 'function', range: rangeOf(id), scope: l.scope, source: { from: 'function', fn }, type: undefined });
  return fn;
}

export function lowerClassDeclaration(l: Lowering, node: TSESTree.ClassDeclaration): void {
  const cls = lowerClass(l, node, undefined);
  const id = optional(node.id);
  if (id !== undefined) declare(l, { name: id.name, keyword: 'class', range: rangeOf(id), scope: l.scope, source: { from: 'class', cls }, type: undefined });
}

export function lowerTypeDeclaration(l: Lowering, node: TSESTree.TSTypeAliasDeclaration | TSESTree.TSInterfaceDeclaration): void {
  const type = node.type === 'TSInterfaceDeclaration' ? lowerInterface(node) : lowerType(node.typeAnnotation);
  declare(l, { name: node.id.name, keyword: 'type', range: rangeOf(node.id), scope: l.scope, source: { from: 'type', type }, type: undefined });
}

/** Members see each other in their initialisers. */
export function lowerEnum(l: Lowering, node: TSESTree.TSEnumDeclaration): void {
  const outer = l.scope;
  declare(l, { name: node.id.name, keyword: 'enum', range: rangeOf(node.id), scope: outer, source: { from: 'nothing' }, type: undefined });
  l.scope = new Scope('block', outer);
  for (const member of enumMembers(node)) {
    const name = keyName({ key: member.id, computed: false });
    if (name !== undefined) declare(l, { name, keyword: 'enum', range: rangeOf(member.id), scope: l.scope, source: { from: 'nothing' }, type: undefined });
    const initialiser = optional(member.initializer);
    if (initialiser !== undefined) lowerRoot(l, initialiser, 'initialiser');
  }
  l.scope = outer;
}

interface EnumNode {
  readonly body?: TSESTree.TSEnumBody | undefined;
  readonly members?: readonly TSESTree.TSEnumMember[] | undefined;
}

/** Babel gives an enum no body; typescript-eslint warns when its `members` are read. */
function enumMembers(node: EnumNode): readonly TSESTree.TSEnumMember[] {
  return listOf(node.body === undefined ? node.members : node.body.members);
}

/** `namespace A.B { }`, `declare module 'x' { }`, `declare global { }`: run as part of the module, with a scope of their own. */
export function lowerModuleDeclaration(l: Lowering, node: TSESTree.TSModuleDeclaration): void {
  const outer = l.scope;
  const name = node.kind === 'global' ? undefined : namespaceName(node.id);
  if (name !== undefined) declare(l, { name: name.name, keyword: 'namespace', range: rangeOf(name), scope: outer, source: { from: 'nothing' }, type: undefined });
  const body = optional<TSESTree.Node>(node.body);
  if (body === undefined) return;
  l.scope = new Scope('function', outer);
  if (body.type === 'TSModuleBlock') lowerStatements(l, body.body);
  else lowerStatement(l, body);
  l.scope = outer;
}

function namespaceName(id: TSESTree.EntityName | TSESTree.Literal): TSESTree.Identifier | undefined {
  switch (id.type) {
    case 'Identifier':
      return id;
    case 'TSQualifiedName':
      return namespaceName(id.left);
    default:
      return undefined;
  }
}
