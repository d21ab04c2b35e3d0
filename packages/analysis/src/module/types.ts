/** Type annotations -> type models. */
import type { TSESTree } from '@typescript-eslint/types';
import { isSet } from './lowering.js';
import { rangeOf, type Positioned } from './positions.js';
import type { TypeMember, TypeModel } from './type-model.js';

const other: TypeModel = { kind: 'other' };
const noTypes: readonly TypeModel[] = [];

const keyword = (name: string): TypeModel => ({ kind: 'keyword', name });
const keywords = {
  any: keyword('any'),
  bigint: keyword('bigint'),
  boolean: keyword('boolean'),
  never: keyword('never'),
  null: keyword('null'),
  number: keyword('number'),
  object: keyword('object'),
  string: keyword('string'),
  symbol: keyword('symbol'),
  undefined: keyword('undefined'),
  unknown: keyword('unknown'),
  void: keyword('void'),
};

/** The type that a name, pattern, field or function is annotated with. */
export function annotationOf(annotation: TSESTree.TSTypeAnnotation | undefined | null): TypeModel | undefined {
  return annotation === undefined || annotation === null ? undefined : lowerType(annotation.typeAnnotation);
}

export function lowerType(node: TSESTree.TypeNode): TypeModel {
  switch (node.type) {
    case 'TSTypeReference':
      return referenceTo(entityPath(node.typeName), node, false);
    case 'TSTypeQuery':
      return referenceTo(node.exprName.type === 'TSImportType' ? undefined : entityPath(node.exprName), node, true);
    case 'TSUnionType':
      return { kind: 'union', types: node.types.map(lowerType) };
    case 'TSIntersectionType':
      return { kind: 'intersection', types: node.types.map(lowerType) };
    case 'TSArrayType':
      return { kind: 'array', element: lowerType(node.elementType) };
    case 'TSTypeOperator':
      // `readonly T[]` is what it holds; `keyof T` and `unique symbol` are not.
      return node.operator === 'readonly' && node.typeAnnotation !== undefined ? lowerType(node.typeAnnotation) : other;
    case 'TSTypeLiteral':
      return { kind: 'object', members: lowerMembers(node.members), parents: noTypes };
    case 'TSFunctionType':
      return { kind: 'function', result: annotationOf(node.returnType) };
    case 'TSLiteralType':
      return literalType(node.literal);
    case 'TSTemplateLiteralType':
    case 'TSStringKeyword':
      return keywords.string;
    case 'TSNumberKeyword':
      return keywords.number;
    case 'TSBooleanKeyword':
      return keywords.boolean;
    case 'TSAnyKeyword':
      return keywords.any;
    case 'TSUnknownKeyword':
      return keywords.unknown;
    case 'TSVoidKeyword':
      return keywords.void;
    case 'TSNullKeyword':
      return keywords.null;
    case 'TSUndefinedKeyword':
      return keywords.undefined;
    case 'TSNeverKeyword':
      return keywords.never;
    case 'TSObjectKeyword':
      return keywords.object;
    case 'TSBigIntKeyword':
      return keywords.bigint;
    case 'TSSymbolKeyword':
      return keywords.symbol;
    default:
      return isParenthesized(node) ? lowerType(node.typeAnnotation) : other;
  }
}

/** An interface: its members, and what it extends. */
export function lowerInterface(node: TSESTree.TSInterfaceDeclaration): TypeModel {
  return { kind: 'object', members: lowerMembers(node.body.body), parents: lowerHeritage(node.extends) };
}

/** `extends` of an interface, `implements` of a class. */
export function lowerHeritage(clauses: readonly (TSESTree.TSInterfaceHeritage | TSESTree.TSClassImplements)[] | undefined): readonly TypeModel[] {
  if (clauses === undefined || clauses.length === 0) return noTypes;
  return clauses.map((clause) => referenceTo(entityPath(clause.expression), clause, false));
}

interface Generic extends Positioned {
  readonly typeArguments?: TSESTree.TSTypeParameterInstantiation | undefined;
}

function referenceTo(path: readonly string[] | undefined, node: Generic, isTypeof: boolean): TypeModel {
  return path === undefined ? other : { kind: 'reference', path, typeArguments: lowerTypeArguments(node.typeArguments), isTypeof, range: rangeOf(node) };
}

export function lowerTypeArguments(list: TSESTree.TSTypeParameterInstantiation | undefined | null): readonly TypeModel[] {
  return list === undefined || list === null ? noTypes : list.params.map(lowerType);
}

/** The member of a pattern's annotation that a path names. */
export function memberType(annotation: TypeModel | undefined, path: readonly string[]): TypeModel | undefined {
  let type = annotation;
  for (const name of path) {
    if (type?.kind === 'object') type = type.members.get(name)?.type;
    else if (type?.kind === 'array' && name !== '...') type = type.element;
    else return undefined;
  }
  return type;
}

/** `A.B.C`, in types or expressions; undefined where a part is no plain name. */
function entityPath(node: TSESTree.EntityName | TSESTree.Expression): readonly string[] | undefined {
  switch (node.type) {
    case 'Identifier':
      return [node.name];
    case 'ThisExpression':
      return ['this'];
    case 'TSQualifiedName': {
      const left = entityPath(node.left);
      return left === undefined ? undefined : [...left, node.right.name];
    }
    case 'MemberExpression': {
      const left = entityPath(node.object);
      return left === undefined || node.property.type !== 'Identifier' || node.computed ? undefined : [...left, node.property.name];
    }
    default:
      return undefined;
  }
}

function lowerMembers(members: readonly TSESTree.TypeElement[]): ReadonlyMap<string, TypeMember> {
  const found = new Map<string, TypeMember>();
  for (const member of members) {
    if (member.type === 'TSPropertySignature') {
      const name = signatureName(member);
      if (name !== undefined) found.set(name, { type: annotationOf(member.typeAnnotation), optional: isSet(member.optional) });
    } else if (member.type === 'TSMethodSignature' && member.kind === 'get') {
      const name = signatureName(member);
      if (name !== undefined) found.set(name, { type: annotationOf(member.returnType), optional: false });
    }
  }
  return found;
}

function signatureName({ key, computed }: TSESTree.TSPropertySignature | TSESTree.TSMethodSignature): string | undefined {
  if (key.type === 'Literal') return typeof key.value === 'string' || typeof key.value === 'number' ? String(key.value) : undefined;
  return key.type === 'Identifier' && !computed ? key.name : undefined;
}

/** A literal's type is known by its keyword: `'a'` is a string. */
function literalType(literal: TSESTree.TSLiteralType['literal']): TypeModel {
  if (literal.type === 'TemplateLiteral') return keywords.string;
  if (literal.type !== 'Literal') return keywords.number;
  switch (typeof literal.value) {
    case 'string':
      return keywords.string;
    case 'number':
      return keywords.number;
    case 'boolean':
      return keywords.boolean;
    case 'bigint':
      return keywords.bigint;
    default:
      return literal.raw === 'null' ? keywords.null : other;
  }
}

/** Some parsers keep the parentheses of `(A | B)[]`. */
function isParenthesized(node: object): node is { readonly typeAnnotation: TSESTree.TypeNode } {
  return 'type' in node && node.type === 'TSParenthesizedType' && 'typeAnnotation' in node;
}
