/** `try` statements. */
import type { TSESTree } from '@typescript-eslint/types';
import { optional, type Frame, type Lowering, type Mutable, type OpenTry } from './lowering.js';
import type { CatchModel, Effect } from './model.js';
import { declareNames, wholePath } from './patterns.js';
import { rangeOf } from './positions.js';
import { Scope } from './scope.js';
import { lowerBlock, lowerStatements } from './statements.js';
import { annotationOf } from './types.js';
import type { CallValue } from './value.js';

/** The block is guarded by the statement; its catch clause and `finally` belong to what guards the statement. */
export function lowerTry(l: Lowering, node: TSESTree.TryStatement): void {
  const { frame } = l;
  const { guard, handler, current, tries } = frame;
  const guarded: CallValue[] = [];
  const effects: Effect[] = [];
  const catching = optional(node.handler);
  const clause = catching === undefined ? undefined : clauseOf(catching, { block: node.block, frame, guarded, effects });
  const region: OpenTry = { block: rangeOf(node.block), clause, parent: guard, handler, guarded };
  frame.guard = region;
  frame.current = undefined;
  if (clause !== undefined) frame.tries++;
  lowerBlock(l, node.block.body);
  frame.guard = guard;
  frame.current = current;
  frame.tries = tries;
  if (catching !== undefined && clause !== undefined) lowerClause(l, catching, clause, effects);
  const finalizer = optional(node.finalizer);
  if (finalizer !== undefined) lowerBlock(l, finalizer.body);
}

interface Parts {
  readonly block: TSESTree.BlockStatement;
  readonly frame: Frame;
  readonly guarded: CallValue[];
  readonly effects: Effect[];
}

const word = 'catch'.length;

function clauseOf(node: TSESTree.CatchClause, { block, frame, guarded, effects }: Parts): Mutable<CatchModel> {
  const [start] = rangeOf(node);
  return {
    keyword: [start, start + word],
    range: rangeOf(node),
    block: rangeOf(node.body),
    parameter: undefined,
    parameterIsPattern: false,
    usesError: false,
    effects,
    hasComment: false,
    body: frame.site,
    tryBlock: rangeOf(block),
    guarded,
  };
}

function lowerClause(l: Lowering, node: TSESTree.CatchClause, clause: Mutable<CatchModel>, effects: Effect[]): void {
  const { frame, scope: outer } = l;
  const { handler, current } = frame;
  const scope = new Scope('block', outer);
  l.scope = scope;
  frame.handler = clause;
  frame.current = undefined;
  frame.skips++;
  frame.sinks.push({ effects, skips: frame.skips, tries: frame.tries });
  const param = optional(node.param);
  if (param !== undefined) {
    const annotation = annotationOf(param.typeAnnotation);
    declareNames(l, param, { keyword: 'catch', scope, holder: { from: 'catch', clause }, annotation, decorator: undefined }, wholePath, undefined);
  }
  const bindings = [...scope.names.values()];
  clause.parameterIsPattern = param !== undefined && param.type !== 'Identifier';
  if (!clause.parameterIsPattern) [clause.parameter] = bindings;
  l.catches.push({ clause, bindings });
  lowerStatements(l, node.body.body);
  frame.sinks.pop();
  frame.skips--;
  frame.handler = handler;
  frame.current = current;
  l.scope = outer;
}
