/** Catch clauses and `.catch` handlers that lose an external call's failure without a trace. */
import type { CatchModel, Effect, FunctionModel, ModuleModel } from '../module/model.js';
import type { CallValue, Range, Value } from '../module/value.js';
import type { ExternalCall, SilentCatch } from './facts.js';

export function silentCatches(module: ModuleModel, calls: readonly ExternalCall[]): readonly SilentCatch[] {
  const clauses = module.catches.flatMap((clause): readonly SilentCatch[] => {
    if (clause.usesError) return [];
    const leaves = leftBy(clause.effects);
    if (leaves === undefined) return [];
    const lost = calls.filter(({ call }) => isGuardedBy(call, clause));
    return lost.length === 0 ? [] : [{ module, handler: { kind: 'clause', clause }, calls: lost, leaves, hasComment: explains(clause.block, module) }];
  });
  const handlers = calls.flatMap((external): readonly SilentCatch[] => {
    const found = chainedHandler(external.call);
    if (found === undefined) return [];
    const { handler, call } = found;
    const [parameter] = handler.params;
    if (parameter !== undefined && readsParameter(handler, parameter.name)) return [];
    const leaves = leftBy(effectsOf(handler));
    return leaves === undefined ? [] : [{ module, handler: { kind: 'function', fn: handler, call }, calls: [external], leaves, hasComment: explains(handler.bodyRange, module) }];
  });
  return [...clauses, ...handlers];
}

/** Whether a clause is the one that a failure of the call reaches first. */
function isGuardedBy(call: CallValue, clause: CatchModel): boolean {
  if (!isWithin(call.range, clause.tryBlock) || chainedHandler(call) !== undefined) return false;
  for (let region = call.site.guard; region !== undefined; region = region.parent) if (region.clause !== undefined) return region.clause === clause;
  // In a function handed on inside the block (`Promise.all(items.map(async …))`).
  return true;
}

function isWithin(inner: Range, outer: Range): boolean {
  return inner[0] >= outer[0] && inner[1] <= outer[1];
}

/** `call.catch(() => null)`, perhaps after `.then(…)`. */
function chainedHandler(call: CallValue): { readonly handler: FunctionModel; readonly call: CallValue } | undefined {
  let value: Value = call;
  for (;;) {
    const member: Value | undefined = value.parent;
    const chained: Value | undefined = member?.parent;
    if (member?.kind !== 'member' || member.object !== value || chained?.kind !== 'call' || chained.callee !== member) return undefined;
    const [handler] = chained.args;
    if (member.property === 'catch') return handler?.kind === 'function' ? { handler: handler.fn, call: chained } : undefined;
    value = chained;
  }
}

function readsParameter(handler: FunctionModel, name: string | undefined): boolean {
  return name === undefined || (handler.scope.names.get(name)?.reads ?? 0) > 0;
}

/** An arrow's expression body is its return. */
function effectsOf(fn: FunctionModel): readonly Effect[] {
  return fn.bodyIsExpression ? fn.returns.map((value): Effect => ({ kind: 'return', value, conditional: false })) : fn.effects;
}

/** What a handler leaves behind, if it is nothing, a neutral value or a bare code; undefined where it does more. */
function leftBy(effects: readonly Effect[]): SilentCatch['leaves'] | undefined {
  let leaves: SilentCatch['leaves'] = 'nothing';
  for (const effect of effects) {
    const left = leftByEffect(effect);
    if (left === undefined) return undefined;
    if (left !== 'nothing' && leaves !== 'code') leaves = left;
  }
  return leaves;
}

function leftByEffect(effect: Effect): SilentCatch['leaves'] | undefined {
  switch (effect.kind) {
    case 'jump':
      return 'nothing';
    case 'return':
      return effect.value === undefined ? 'nothing' : leftByValue(effect.value);
    case 'assign':
      return leftByValue(effect.value);
    case 'throw':
    case 'call':
    case 'other':
      return undefined;
  }
}

const neutralNumbers = new Set([0, -1, 404]);

function leftByValue(value: Value): SilentCatch['leaves'] | undefined {
  switch (value.kind) {
    case 'literal':
      if (value.value === null || value.value === false || value.value === '') return 'neutral';
      return typeof value.value === 'number' && neutralNumbers.has(value.value) ? 'neutral' : 'code';
    case 'name':
      return value.name === 'undefined' ? 'neutral' : undefined;
    case 'array':
      return value.elements.length === 0 ? 'neutral' : undefined;
    case 'object':
      return leftByObject(value);
    case 'template':
      return value.expressions.length === 0 ? 'code' : undefined;
    case 'operation':
      return value.operator === 'void' || (value.operator === '!' && value.operands[0]?.kind === 'literal') ? 'neutral' : undefined;
    default:
      return undefined;
  }
}

/** `{}` and `{ items: [], total: 0 }` are neutral; `{ error: 'failed' }` is a code. */
function leftByObject(value: Extract<Value, { kind: 'object' }>): SilentCatch['leaves'] | undefined {
  let leaves: SilentCatch['leaves'] = 'neutral';
  for (const entry of value.entries) {
    if (entry.kind === 'spread') return undefined;
    const left = leftByValue(entry.value);
    if (left === undefined) return undefined;
    if (left === 'code') leaves = 'code';
  }
  return leaves;
}

const emptyWords = /^(?:ignored?|no-?op|noop|empty|nothing|swallow(?:ed)?|skip|silent(?:ly)?|do nothing|todo\b.*|eslint-disable.*)?[\s.!]*$/i;

/** A comment that says why, not just `// ignore`. */
function explains(block: Range, module: ModuleModel): boolean {
  return module.comments.some((comment) => {
    if (!isWithin(comment, block)) return false;
    const text = module.text
      .slice(comment[0], comment[1])
      .replace(/^\/\/|^\/\*+|\*\/$/g, '')
      .trim();
    return !emptyWords.test(text);
  });
}
