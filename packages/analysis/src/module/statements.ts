/** Statements: what they declare, and what they do. */
import type { TSESTree } from '@typescript-eslint/types';
import { lowerTry } from './catching.js';
import {
  lowerClassDeclaration,
  lowerEnum,
  lowerFunctionDeclaration,
  lowerModuleDeclaration,
  lowerTypeDeclaration,
  lowerVariables,
} from './declarations.js';
import { recordEffect, recordExpression, recordOther } from './effects.js';
import { lowerExpression, lowerRoot } from './expressions.js';
import { isStatement, lowerForeignStatement, withoutParentheses } from './foreign.js';
import { declareImports, lowerImportEquals } from './imports.js';
import { optional, type Lowering } from './lowering.js';
import { lowerDoWhile, lowerFor, lowerForEach, lowerWhile } from './loops.js';
import { Scope } from './scope.js';
import type { Value } from './value.js';

export function lowerStatements(l: Lowering, nodes: readonly TSESTree.Statement[]): void {
  let index = 0;
  for (const node of nodes) if (!isOverload(node, nodes[++index])) lowerStatement(l, node);
}

export function lowerStatement(l: Lowering, node: TSESTree.Node): void {
  switch (node.type) {
    case 'ExpressionStatement':
      lowerExpressionStatement(l, node.expression);
      break;
    case 'VariableDeclaration':
      if (lowerVariables(l, node, false).length > 0) recordOther(l.frame);
      break;
    case 'ReturnStatement': {
      const argument = optional(node.argument);
      const value = argument === undefined ? undefined : lowerRoot(l, argument, 'return');
      if (value !== undefined) l.frame.returns.push(value);
      recordEffect(l.frame, { kind: 'return', value, conditional: l.frame.skips > 0 });
      break;
    }
    case 'IfStatement':
      lowerIf(l, node);
      break;
    case 'BlockStatement':
      lowerBlock(l, node.body);
      break;
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
      lowerFunctionDeclaration(l, node);
      break;
    case 'ThrowStatement':
      recordEffect(l.frame, { kind: 'throw', value: lowerRoot(l, node.argument, 'throw'), conditional: l.frame.skips > 0 });
      break;
    case 'TryStatement':
      lowerTry(l, node);
      break;
    case 'ForOfStatement':
    case 'ForInStatement':
      lowerForEach(l, node);
      break;
    case 'ForStatement':
      lowerFor(l, node);
      break;
    case 'WhileStatement':
      lowerWhile(l, node);
      break;
    case 'DoWhileStatement':
      lowerDoWhile(l, node);
      break;
    case 'SwitchStatement':
      lowerSwitch(l, node);
      break;
    case 'BreakStatement':
      recordEffect(l.frame, { kind: 'jump', word: 'break', conditional: l.frame.skips > 0 });
      break;
    case 'ContinueStatement':
      recordEffect(l.frame, { kind: 'jump', word: 'continue', conditional: l.frame.skips > 0 });
      break;
    case 'LabeledStatement':
      lowerStatement(l, node.body);
      break;
    case 'ClassDeclaration':
      lowerClassDeclaration(l, node);
      break;
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
      lowerTypeDeclaration(l, node);
      break;
    case 'TSEnumDeclaration':
      lowerEnum(l, node);
      break;
    case 'TSModuleDeclaration':
      lowerModuleDeclaration(l, node);
      break;
    case 'TSImportEqualsDeclaration':
      lowerImportEquals(l, node, false);
      break;
    case 'ExportNamedDeclaration': {
      // Inside a namespace; those of the module are lowered by exports.ts.
      const declaration = optional(node.declaration);
      if (declaration !== undefined) lowerStatement(l, declaration);
      break;
    }
    case 'ExportDefaultDeclaration':
      if (isStatement(node.declaration)) lowerStatement(l, node.declaration);
      else lowerRoot(l, node.declaration, 'export');
      break;
    case 'TSExportAssignment':
      lowerRoot(l, node.expression, 'export');
      break;
    case 'ImportDeclaration':
      declareImports(l, node);
      break;
    case 'WithStatement':
      lowerRoot(l, node.object, 'other');
      lowerStatement(l, node.body);
      break;
    case 'EmptyStatement':
    case 'DebuggerStatement':
    case 'TSNamespaceExportDeclaration':
    case 'ExportAllDeclaration':
      break;
    default:
      lowerForeignStatement(l, node);
  }
}

/** An expression in statement position; the parts of `a(), b()` are each done. */
export function lowerExpressionStatement(l: Lowering, node: TSESTree.Expression): Value {
  const expression = withoutParentheses(node);
  const value = lowerRoot(l, expression, 'statement');
  if (expression.type === 'SequenceExpression' && value.kind === 'either') for (const option of value.options) recordExpression(l.frame, option);
  else recordExpression(l.frame, value);
  return value;
}

/** A block of its own has a scope where it declares something. */
export function lowerBlock(l: Lowering, nodes: readonly TSESTree.Statement[]): void {
  const outer = l.scope;
  if (nodes.some(isLexicalDeclaration)) l.scope = new Scope('block', outer);
  lowerStatements(l, nodes);
  l.scope = outer;
}

export function isLexicalDeclaration(node: TSESTree.Statement): boolean {
  switch (node.type) {
    case 'VariableDeclaration':
      return node.kind !== 'var';
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
    case 'TSEnumDeclaration':
      return true;
    default:
      return false;
  }
}

/** Statements that may be skipped: what they call is conditional, and what they do. */
function lowerBranch(l: Lowering, node: TSESTree.Statement): void {
  const { frame } = l;
  const { conditional, current } = frame;
  if (!conditional) {
    frame.conditional = true;
    frame.current = undefined;
  }
  frame.skips++;
  lowerStatement(l, node);
  frame.skips--;
  frame.conditional = conditional;
  frame.current = current;
}

/** `else if` chains are walked in a loop. */
function lowerIf(l: Lowering, first: TSESTree.IfStatement): void {
  const { frame } = l;
  const { conditional, current, skips } = frame;
  let node: TSESTree.Statement | undefined = first;
  while (node?.type === 'IfStatement') {
    lowerRoot(l, node.test, 'condition');
    lowerBranch(l, node.consequent);
    node = optional(node.alternate);
    if (!frame.conditional) frame.current = undefined;
    frame.conditional = true;
    frame.skips = skips + 1;
  }
  if (node !== undefined) lowerStatement(l, node);
  frame.skips = skips;
  frame.conditional = conditional;
  frame.current = current;
}

function lowerSwitch(l: Lowering, node: TSESTree.SwitchStatement): void {
  const outer = l.scope;
  lowerRoot(l, node.discriminant, 'condition');
  if (node.cases.some(({ consequent }) => consequent.some(isLexicalDeclaration))) l.scope = new Scope('block', outer);
  for (const { test, consequent } of node.cases) {
    if (test !== null) lowerExpression(l, test).use = 'condition';
    for (const statement of consequent) lowerBranch(l, statement);
  }
  l.scope = outer;
}

/** A signature above the function itself. */
export function isOverload(node: TSESTree.Statement, next: TSESTree.Statement | undefined): boolean {
  const signature = declared(node);
  if (signature.type !== 'TSDeclareFunction' || next === undefined) return false;
  const following = declared(next);
  return (following.type === 'FunctionDeclaration' || following.type === 'TSDeclareFunction') && following.id?.name === signature.id?.name;
}

function declared(node: TSESTree.Statement): TSESTree.Node {
  if (node.type === 'ExportDefaultDeclaration') return node.declaration;
  return (node.type === 'ExportNamedDeclaration' ? optional(node.declaration) : undefined) ?? node;
}
