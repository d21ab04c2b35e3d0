/** Classes: fields, methods, and what stands in them. */
import type { TSESTree } from '@typescript-eslint/types';
import { lowerDecorators } from './decorators.js';
import { lowerExpression, lowerRoot } from './expressions.js';
import { lowerForeignStatement } from './foreign.js';
import { lowerFunction } from './functions.js';
import { keyName } from './keys.js';
import { frameOf, isSet, listOf, optional, rangeWithDecorators, type Frame, type Lowering, type Mutable } from './lowering.js';
import type { ClassModel, FieldModel, FunctionModel, MethodModel } from './model.js';
import { declare } from './names.js';
import { endOf, rangeOf, startOf } from './positions.js';
import { Scope } from './scope.js';
import { lowerStatements } from './statements.js';
import { annotationOf, lowerHeritage } from './types.js';
import type { Value } from './value.js';

type MethodNode = TSESTree.MethodDefinition | TSESTree.TSAbstractMethodDefinition;
type FieldNode = TSESTree.PropertyDefinition | TSESTree.AccessorProperty | TSESTree.TSAbstractPropertyDefinition | TSESTree.TSAbstractAccessorProperty;

export function lowerClass(l: Lowering, node: TSESTree.ClassDeclaration | TSESTree.ClassExpression, name: string | undefined): ClassModel {
  const outerScope = l.scope;
  const fields: FieldModel[] = [];
  const methods: MethodModel[] = [];
  const cls: Mutable<ClassModel> = {
    name: node.id?.name ?? name,
    extends: undefined,
    decorators: lowerDecorators(l, node),
    fields,
    methods,
    implements: lowerHeritage(node.implements),
    range: rangeWithDecorators(node, listOf(node.decorators)),
    scope: new Scope('class', outerScope),
  };
  l.classes.push(cls);
  const ownName = node.type === 'ClassExpression' ? optional(node.id) : undefined;
  if (ownName !== undefined) {
    declare(l, { name: ownName.name, keyword: 'class', range: rangeOf(ownName), scope: cls.scope, source: { from: 'class', cls }, type: undefined });
  }
  l.scope = cls.scope;
  const superClass = optional(node.superClass);
  if (superClass !== undefined) cls.extends = lowerRoot(l, superClass, 'other');
  const initialisers = frameOf({ kind: 'field', cls }, l.frame, undefined, cls);
  const { body } = node.body;
  for (const [index, member] of body.entries()) {
    switch (member.type) {
      case 'MethodDefinition':
      case 'TSAbstractMethodDefinition':
        if (!isOverload(member, body[index + 1])) methods.push(lowerMethod(l, member, cls));
        break;
      case 'PropertyDefinition':
      case 'AccessorProperty':
      case 'TSAbstractPropertyDefinition':
      case 'TSAbstractAccessorProperty':
        fields.push(lowerField(l, member, cls, initialisers));
        break;
      case 'StaticBlock':
        lowerStaticBlock(l, member, initialisers);
        break;
      case 'TSIndexSignature':
        break;
      default:
        lowerForeignStatement(l, member);
    }
  }
  l.scope = outerScope;
  return cls;
}

/** A signature above the method itself. */
function isOverload(member: MethodNode, next: TSESTree.ClassElement | undefined): boolean {
  if (member.value.type !== 'TSEmptyBodyFunctionExpression' || next?.type !== member.type) return false;
  const name = keyName(member);
  return name !== undefined && keyName(next) === name && next.static === member.static;
}

function lowerMethod(l: Lowering, node: MethodNode, cls: ClassModel): MethodModel {
  const decorators = lowerDecorators(l, node);
  const name = lowerKey(l, node);
  const fn = lowerFunction(l, node.value, { form: formOf(node), name, cls, owner: cls, decorators });
  return { name, isStatic: isSet(node.static), isPrivate: node.accessibility === 'private' || node.accessibility === 'protected' || name.startsWith('#'), fn };
}

function formOf({ kind }: MethodNode): FunctionModel['form'] {
  switch (kind) {
    case 'constructor':
      return 'constructor';
    case 'get':
      return 'getter';
    case 'set':
      return 'setter';
    case 'method':
      return 'method';
  }
}

function lowerField(l: Lowering, node: FieldNode, cls: ClassModel, initialisers: Frame): FieldModel {
  const decorators = lowerDecorators(l, node);
  const name = lowerKey(l, node);
  return {
    name,
    isStatic: isSet(node.static),
    type: annotationOf(node.typeAnnotation),
    value: lowerInitialiser(l, optional(node.value), name, cls, initialisers),
    decorators,
    range: rangeWithDecorators(node, listOf(node.decorators)),
  };
}

function lowerInitialiser(l: Lowering, node: TSESTree.Expression | undefined, name: string, cls: ClassModel, frame: Frame): Value | undefined {
  if (node === undefined) return undefined;
  const outer = l.frame;
  l.frame = frame;
  const value = lowerExpression(l, node, name, cls);
  value.use = 'field';
  l.frame = outer;
  return value;
}

function lowerStaticBlock(l: Lowering, node: TSESTree.StaticBlock, frame: Frame): void {
  const { frame: outerFrame, scope: outerScope } = l;
  l.frame = frame;
  l.scope = new Scope('function', outerScope);
  lowerStatements(l, node.body);
  l.frame = outerFrame;
  l.scope = outerScope;
}

/** A member's name; a computed key that is not a literal is its own text: `[Symbol.iterator]`. */
function lowerKey(l: Lowering, node: MethodNode | FieldNode): string {
  const name = keyName(node);
  if (name !== undefined) return name;
  const key = lowerRoot(l, node.key, 'other');
  return `[${l.text.slice(startOf(key), endOf(key))}]`;
}
