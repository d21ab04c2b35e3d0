/** How often a statement inside loops may run: `tasks.push(…)` for each item. */
import type { ModuleModel } from '../module/model.js';
import type { Binding, Scope } from '../module/scope.js';
import type { CallValue, Value } from '../module/value.js';
import { handedInline } from './enclosing.js';

/** 'none': in no loop. 'uncounted': in a `while` loop alone. 'unknown': nothing shows how many rounds there are. */
export type LoopSize = 'none' | 'bounded' | 'open' | 'uncounted' | 'unknown';

/** What is known of how many items a collection has. */
export interface Sizes {
  ofValue(collection: Value): LoopSize;
  ofName(binding: Binding): LoopSize;
}

/** The loops, and callbacks that run for each item, between the declaration of a name and a call on it. */
export function loopsAround(call: CallValue, declared: Binding, module: ModuleModel, known: Sizes): LoopSize {
  const scope = call.callee.kind === 'member' && call.callee.object.kind === 'name' ? call.callee.object.scope : undefined;
  const loops = scope === undefined ? [] : loopSizes(scope, declared.scope, module, known);
  const callbacks = callbackSizes(call, declared, known);
  const sizes = [...loops, ...callbacks];
  if (sizes.includes('open')) return 'open';
  if (sizes.includes('unknown') || sizes.includes('uncounted')) return 'unknown';
  // A `while` loop has no name of its own; nor does a function that is called from somewhere.
  if (sizes.length === 0) return call.site.inLoop && !isDeclaredInSameLoop(declared, call) ? 'uncounted' : 'none';
  return 'bounded';
}

function loopSizes(from: Scope, to: Scope, module: ModuleModel, known: Sizes): readonly LoopSize[] {
  const sizes: LoopSize[] = [];
  for (let scope: Scope | undefined = from; scope !== undefined && scope !== to; scope = scope.parent) {
    for (const binding of scope.names.values()) {
      const { source } = binding;
      if (source.from === 'loop') sizes.push(known.ofValue(source.value));
      else if (binding.keyword === 'let' && scope.kind === 'block') sizes.push(...counterSize(binding, module, known));
      if (source.from === 'loop' || binding.keyword === 'let') break;
    }
  }
  return sizes;
}

/** `for (let i = 0; i < items.length; i++)`: up to a collection's length it is open, up to anything else somebody decided. */
function counterSize({ name, range, scope }: Binding, { text }: ModuleModel, known: Sizes): readonly LoopSize[] {
  const head = /\bfor\s*\(\s*let\s+$/.exec(text.slice(Math.max(0, range[0] - 30), range[0]));
  if (head === null) return [];
  const own = name.replace(/\$/g, '\\$');
  const [, limit, step = ''] = new RegExp(`;\\s*${own}\\s*(?:<=?|!==?)\\s*([^;]+);([^)]*)\\)`).exec(text.slice(range[1], range[1] + 200)) ?? [];
  // `i += 1000`: a round for so many items that there are few.
  if (limit === undefined || /\+=\s*[1-9]_?\d_?\d_?\d/.test(step)) return ['unknown'];
  if (!/\.(?:length|size)\b/.test(limit)) return ['bounded'];
  const counted = scope.lookup(/^([\w$]+)\.(?:length|size)\s*$/.exec(limit)?.[1] ?? '');
  return [counted === undefined ? 'unknown' : known.ofName(counted)];
}

/** `items.forEach((item) => tasks.push(…))`. */
function callbackSizes({ site }: CallValue, declared: Binding, known: Sizes): readonly LoopSize[] {
  const sizes: LoopSize[] = [];
  for (
    let body = site.body;
    body.kind === 'function' && body.fn.scope !== declared.scope && !isInside(declared.scope, body.fn.scope);
    body = body.fn.parent
  ) {
    const handed = handedInline(body.fn);
    const callee = handed?.wrapper.callee;
    if (callee?.kind !== 'member' || !/^(?:forEach|map|flatMap|each|reduce|filter)$/.test(callee.property ?? '')) continue;
    sizes.push(known.ofValue(callee.object));
  }
  return sizes;
}

function isInside(scope: Scope, outer: Scope): boolean {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) if (at === outer) return true;
  return false;
}

/** Declared anew in each round: what it collects is of that round. */
function isDeclaredInSameLoop({ scope }: Binding, { callee }: CallValue): boolean {
  return callee.kind === 'member' && callee.object.kind === 'name' && callee.object.scope === scope && scope.kind === 'block';
}
