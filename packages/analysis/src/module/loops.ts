/** Loops. Their bodies may run more than once, or not at all. */
import type { TSESTree } from '@typescript-eslint/types';
import { lowerLoopTarget } from './assignments.js';
import { lowerVariables } from './declarations.js';
import { recordWork } from './effects.js';
import { lowerRoot } from './expressions.js';
import { optional, type Lowering } from './lowering.js';
import { varScope } from './names.js';
import { declareNames, wholePath, type Holder } from './patterns.js';
import { Scope } from './scope.js';
import { isLexicalDeclaration, lowerStatement } from './statements.js';
import { annotationOf } from './types.js';

export function lowerWhile(l: Lowering, node: TSESTree.WhileStatement): void {
  recordWork(l.frame, lowerRoot(l, node.test, 'condition'));
  lowerBody(l, node.body, true);
}

export function lowerDoWhile(l: Lowering, node: TSESTree.DoWhileStatement): void {
  lowerBody(l, node.body, false);
  recordWork(l.frame, lowerRoot(l, node.test, 'condition'));
}

export function lowerFor(l: Lowering, node: TSESTree.ForStatement): void {
  const outer = l.scope;
  const init = optional(node.init);
  const test = optional(node.test);
  const update = optional(node.update);
  if (init?.type === 'VariableDeclaration') {
    if (isLexicalDeclaration(init)) l.scope = new Scope('block', outer);
    for (const value of lowerVariables(l, init, false)) recordWork(l.frame, value);
  } else if (init !== undefined) recordWork(l.frame, lowerRoot(l, init, 'statement'));
  if (test !== undefined) recordWork(l.frame, lowerRoot(l, test, 'condition'));
  // A counter is no work.
  if (update !== undefined) lowerRoot(l, update, 'statement');
  lowerBody(l, node.body, true);
  l.scope = outer;
}

export function lowerForEach(l: Lowering, node: TSESTree.ForOfStatement | TSESTree.ForInStatement): void {
  const outer = l.scope;
  const value = lowerRoot(l, node.right, 'loop');
  recordWork(l.frame, value);
  if (node.left.type === 'VariableDeclaration') {
    const { kind, declarations } = node.left;
    if (kind !== 'var') l.scope = new Scope('block', outer);
    const scope = kind === 'var' ? varScope(outer) : l.scope;
    const holder: Holder = node.type === 'ForOfStatement' ? { from: 'loop', value } : { from: 'nothing' };
    const keyword = kind === 'await using' ? 'using' : kind;
    for (const { id } of declarations) {
      const annotation = annotationOf(id.typeAnnotation);
      declareNames(l, id, { keyword, scope, holder, annotation, decorator: undefined }, wholePath, undefined);
    }
  } else lowerLoopTarget(l, node.left);
  lowerBody(l, node.body, true);
  l.scope = outer;
}

function lowerBody(l: Lowering, node: TSESTree.Statement, isSkippable: boolean): void {
  const { frame } = l;
  const { inLoop, current, skips } = frame;
  if (!inLoop) frame.current = undefined;
  frame.inLoop = true;
  if (isSkippable) frame.skips++;
  lowerStatement(l, node);
  frame.skips = skips;
  frame.inLoop = inLoop;
  frame.current = current;
}
