import type { Insertion } from '../catalog/schema.js';
import type { ExternalCall } from '../calls/facts.js';
import type { TypeModel } from '../module/type-model.js';
import type { Value } from '../module/value.js';
import { isReadWhole } from './answer-reading.js';
import type { RewriteContext } from './context.js';
import { RewriteDraft } from './draft.js';
import { fitsArguments, insertionsForCall, isForbidden } from './insertion-choice.js';
import { constantBehind, scopeOfCall } from './names.js';
import { lastEntry } from './object-merge.js';
import { objectAt, optionsOfCall, type OptionsPlace } from './options-place.js';
import { mannerOf, setOptions } from './options-setting.js';
import { leavesOf, planProperties, settingTitle, type PlannedLeaf, type PlannedProperty } from './planned-property.js';
import type { Rewrite } from './rewrite.js';

/** `fetch(url)` -> `fetch(url, { signal: AbortSignal.timeout(5_000) })`: the deadline in the call's own options. */
export function setCallTimeout(external: ExternalCall, context: RewriteContext): readonly Rewrite[] {
  const { effect, module, timeout } = external;
  if (module !== context.module || timeout.verdict === 'present' || effect === 'blocking' || effect === 'shutdown') return [];
  for (const insertion of insertionsForCall(external)) {
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
  if (planned === undefined || !isSafe(external, insertion, place, planned)) return undefined;
  const merged = setOptions(module, call, place, planned, mannerOf(insertion, external.library));
  if (merged === undefined) return undefined;
  draft.add(merged.edits);
  return draft.finish(titleOf(place, planned, settingTitle(merged.set)), true);
}

function titleOf(place: OptionsPlace, planned: readonly PlannedProperty[], title: string): string {
  const joined = joinedSignal(place, planned);
  return joined === undefined ? title : `Join ${joined.name} with ${joined.text}`;
}

function joinedSignal(place: OptionsPlace, planned: readonly PlannedProperty[]): PlannedLeaf | undefined {
  if (place.kind !== 'literal') return undefined;
  return planned.find((property): property is PlannedLeaf => property.kind === 'signal' && lastEntry(place.object, property.name) !== undefined);
}

/** A signal cuts a body that is still read, and takes the place of the one that a Request carries. */
function isSafe(
  { call, module, timeout }: ExternalCall,
  { answersWhole }: Insertion,
  place: OptionsPlace,
  planned: readonly PlannedProperty[],
): boolean {
  // What is not known may be a deadline, which another would replace; a signal that stands there is joined.
  if (timeout.verdict === 'unknown' && joinedSignal(place, planned) === undefined) return false;
  if (!leavesOf(planned).some(({ kind }) => kind === 'signal')) return true;
  if (scopeOfCall(call, module).lookup('AbortSignal') !== undefined || (answersWhole !== true && !isReadWhole(call, module))) return false;
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
  return type.kind === 'reference' && (type.path.at(-1) ?? '').includes('Request');
}
