import type { Insertion } from '../catalog/schema.js';
import type { ExternalCall } from '../calls/facts.js';
import type { TypeModel } from '../module/type-model.js';
import type { Value } from '../module/value.js';
import { isReadWhole } from './answer-reading.js';
import type { RewriteContext } from './context.js';
import { RewriteDraft } from './draft.js';
import { fitsArguments, insertionsAt, isForbidden } from './insertion-choice.js';
import { constantBehind, scopeOfCall } from './names.js';
import { lastEntry } from './object-merge.js';
import { objectAt, optionsOfCall, type OptionsPlace } from './options-place.js';
import { mannerOf, setOptions } from './options-setting.js';
import { leavesOf, planProperties, settingTitle, type PlannedProperty } from './planned-property.js';
import type { Rewrite } from './rewrite.js';

/** `fetch(url)` -> `fetch(url, { signal: AbortSignal.timeout(5_000) })`: the deadline in the call's own options. */
export function setCallTimeout(external: ExternalCall, context: RewriteContext): readonly Rewrite[] {
  // What is unknown may hold a deadline of its own, which this one would replace.
  if (external.module !== context.module || external.timeout.verdict !== 'missing' || external.effect === 'blocking' || external.effect === 'shutdown') return [];
  const { target } = external;
  const [facts, version] = target.kind === 'function' ? [target.facts.timeout, target.version] : [target.client.timeout, target.creations[0]?.version];
  for (const insertion of insertionsAt(facts, 'call', version)) {
    const rewrite = setByInsertion(external, insertion, context);
    if (rewrite !== undefined) return [rewrite];
  }
  return [];
}

function setByInsertion(external: ExternalCall, insertion: Insertion, context: RewriteContext): Rewrite | undefined {
  const { call, module } = external;
  if (insertion.at.place !== 'call' || !fitsArguments(insertion, call)) return undefined;
  const place = optionsOfCall(call, insertion.at.argument);
  if (place === undefined || isForbidden(insertion, objectAt(place))) return undefined;
  const draft = new RewriteDraft(context, scopeOfCall(call, module));
  const planned = planProperties(insertion.properties, objectAt(place), draft);
  if (planned === undefined || !isSafe(external, place, planned)) return undefined;
  const merged = setOptions(module, call, place, planned, mannerOf(insertion, external.library));
  if (merged === undefined) return undefined;
  draft.add(merged.edits);
  return draft.finish(titleOf(place, planned, settingTitle(merged.set)), true);
}

function titleOf(place: OptionsPlace, planned: readonly PlannedProperty[], title: string): string {
  const joined = place.kind === 'literal' ? planned.find(({ kind, name }) => kind === 'signal' && lastEntry(place.object, name) !== undefined) : undefined;
  return joined?.kind === 'signal' ? `Join ${joined.name} with ${joined.text}` : title;
}

/** A signal cuts a body that is still read, and takes the place of the one that a Request carries. */
function isSafe({ call, module }: ExternalCall, place: OptionsPlace, planned: readonly PlannedProperty[]): boolean {
  if (!leavesOf(planned).some(({ kind }) => kind === 'signal')) return true;
  if (scopeOfCall(call, module).lookup('AbortSignal') !== undefined || !isReadWhole(call, module)) return false;
  const [input] = call.args;
  return place.kind === 'literal' || input === undefined || !isRequest(input);
}

function isRequest(value: Value): boolean {
  const made = constantBehind(value);
  if (made.kind === 'call') return made.isNew && made.callee.kind === 'name' && made.callee.name === 'Request';
  if (value.kind !== 'name') return false;
  const type = value.scope.lookup(value.name)?.type;
  return type === undefined ? /^(?:req|request|input)$/i.test(value.name) : namesRequest(type);
}

function namesRequest(type: TypeModel): boolean {
  if (type.kind === 'union' || type.kind === 'intersection') return type.types.some(namesRequest);
  return type.kind === 'reference' && /Request/.test(type.path.at(-1) ?? '');
}
