import type { FanOut } from '../calls/facts.js';
import type { CallValue, MemberValue, Range } from '../module/value.js';
import type { RewriteContext } from './context.js';
import { RewriteDraft } from './draft.js';
import { scopeOfCall } from './names.js';
import type { Rewrite } from './rewrite.js';
import { tokenEndBefore } from './trivia.js';

/** Enough to hide most of the waiting, few enough for any peer. */
const LIMIT = 10;

/** `Promise.all(items.map(send))` -> `mapWithLimit(items, 10, send)`: the same answers in the same order, ten at a time. */
export function limitConcurrency(fanOut: FanOut, context: RewriteContext): readonly Rewrite[] {
  const { call, mapping, method, module } = fanOut;
  // `allSettled` answers outcomes, and goes on after a failure: `mapWithLimit` does neither.
  if (module !== context.module || method !== 'all' || mapping === undefined || call.args.length !== 1 || call.optional) return [];
  const { callback } = mapping;
  const { callee, argsRange, typeArguments, optional } = mapping.call;
  if (
    callee.kind !== 'member' ||
    callee.optional ||
    optional ||
    typeArguments !== undefined ||
    call.typeArguments !== undefined ||
    argsRange === undefined
  ) {
    return [];
  }
  // The third parameter of a callback of `map` is the list.
  if (callback.kind === 'spread' || (callback.kind === 'function' && (callback.fn.params.length > 2 || callback.fn.usesArguments))) return [];
  const between = methodRange(callee, argsRange, callback.range, context);
  const rest = module.text.slice(callback.range[1], argsRange[1] - 1);
  if (between === undefined || !/^[\s,]*$/.test(rest)) return [];
  const draft = new RewriteDraft(context, scopeOfCall(call, module));
  const local = draft.import({ name: 'mapWithLimit', from: context.runtime });
  if (local === undefined) return [];
  draft.replace(call.callee.range, local);
  draft.replace(between, `, ${String(LIMIT)}, `);
  draft.replace([callback.range[1], endOf(mapping.call)], '');
  const rewrite = draft.finish(`Run at most ${String(LIMIT)} at once: mapWithLimit`, true);
  return rewrite === undefined ? [] : [rewrite];
}

function endOf({ range }: CallValue): number {
  return range[1];
}

/** From behind the collection to the callback: `.map(`, with what breaks the line before it; undefined where a comment stands there. */
function methodRange(callee: MemberValue, argsRange: Range, callback: Range, { module }: RewriteContext): Range | undefined {
  const dot = module.text.lastIndexOf('.', callee.propertyRange[0]);
  const start = tokenEndBefore(module, dot);
  const text = module.text.slice(start, callback[0]);
  return dot < callee.object.range[1] || argsRange[0] > callback[0] || !/^\s*\.\s*map\s*\(\s*$/.test(text) ? undefined : [start, callback[0]];
}
