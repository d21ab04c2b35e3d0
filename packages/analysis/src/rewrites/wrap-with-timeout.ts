import { compilePath } from '../catalog/paths.js';
import type { TimeoutFacts } from '../catalog/schema.js';
import type { ExternalCall } from '../calls/facts.js';
import type { ModuleModel } from '../module/model.js';
import type { CallValue, Value } from '../module/value.js';
import type { RewriteContext } from './context.js';
import { durationText, unitText } from './durations.js';
import { RewriteDraft } from './draft.js';
import { scopeOfCall } from './names.js';
import { lastEntry } from './object-merge.js';
import { optionsOfCall } from './options-place.js';
import { setOptions } from './options-setting.js';
import { isInPromiseList } from './parts.js';
import type { Rewrite } from './rewrite.js';
import { dependencyName, isInsideDeadline, wrapInTimeout } from './timeout-wrap.js';

/**
 * `await client.charge(x)` -> `await withTimeout(() => client.charge(x), { timeoutMs: 10_000, name: 'stripe' })`, where
 * the library has no option.
 */
export function wrapWithTimeout(external: ExternalCall, context: RewriteContext): readonly Rewrite[] {
  const { call, effect, library, module, target } = external;
  if (module !== context.module || effect === 'blocking' || effect === 'shutdown' || isInsideDeadline(call)) return [];
  const facts = target.kind === 'function' ? target.facts.timeout : target.client.timeout;
  // An option that exists is the better deadline; where it is not offered, neither is this.
  if (facts.insertions.length > 0) return [];
  const promise = promiseOf(call);
  if (promise === undefined) return [];
  const draft = new RewriteDraft(context, scopeOfCall(call, module));
  const duration = durationText(library.kind, 1, draft);
  if (duration === undefined) return [];
  const parameters = passSignal(external, facts, promise, draft);
  if (!wrapInTimeout(draft, promise, call.site.body, { duration, name: dependencyName(library), parameters })) return [];
  const rewrite = draft.finish(`Wrap the call in withTimeout: ${duration}${unitText(duration, 1)}`, true);
  return rewrite === undefined ? [] : [rewrite];
}

/** The promise that the call, with what is chained to build it, surely answers: awaited, in a list of promises, or returned by an async function. */
export function promiseOf(call: CallValue): Value | undefined {
  let value: Value = call;
  for (;;) {
    const parent: Value | undefined = value.parent;
    if (parent?.kind === 'await') return value;
    if (parent?.kind === 'array') return isInPromiseList(parent) ? value : undefined;
    if (parent === undefined) return value.use === 'return' && isPlainAsync(call) ? value : undefined;
    if (parent.kind !== 'member' || parent.object !== value || parent.parent?.kind !== 'call' || parent.parent.callee !== parent) return undefined;
    if (parent.property === 'then' || parent.property === 'catch' || parent.property === 'finally') return isOptional(value) ? undefined : value;
    value = parent.parent;
  }
}

/** In an async function that is no generator. */
function isPlainAsync({ site }: CallValue): boolean {
  return site.body.kind === 'function' && site.body.fn.isAsync && !site.body.fn.isGenerator;
}

/** `a?.b()`: what is chained behind it is skipped with it. */
function isOptional(value: Value): boolean {
  return (value.kind === 'member' || value.kind === 'call') && (value.optional || isOptional(value.kind === 'member' ? value.object : value.callee));
}

/** Hands the deadline's signal to the call where the library takes one; answers the parameters that bring it. */
function passSignal({ call, module, target }: ExternalCall, facts: TimeoutFacts, promise: Value, draft: RewriteDraft): string {
  const members = target.kind === 'client' ? target.origin.members : [];
  for (const { isSignal, place } of Object.values(facts.options)) {
    if (isSignal !== true || place.at !== 'call' || place.argument === 'last' || place.path.includes('.')) continue;
    if (place.methods !== undefined && target.kind === 'client' && !compilePath(place.methods)(members)) continue;
    const options = optionsOfCall(call, place.argument);
    if (options === undefined || (options.kind === 'literal' && lastEntry(options.object, place.path) !== undefined)) continue;
    const name = ['signal', 'deadline', 'timeoutSignal'].find((candidate) => !mentions(module, promise, candidate));
    if (name === undefined) return '()';
    const planned = [{ kind: 'value', name: place.path, text: name, said: place.path }] as const;
    const set = setOptions(module, call, options, planned, { stringBecomes: undefined, holders: [], notWith: [] });
    if (set === undefined || set.edits.length === 0) continue;
    draft.add(set.edits);
    return name === 'signal' ? '({ signal })' : `({ signal: ${name} })`;
  }
  return '()';
}

/** Functions in it included, whose names the parameter would hide too. */
function mentions({ text }: ModuleModel, { range }: Value, name: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(text.slice(range[0], range[1]));
}
