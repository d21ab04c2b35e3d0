import type { IneffectiveTimeout } from '../calls/facts.js';
import type { Insertion, InsertedProperty } from '../catalog/schema.js';
import type { RewriteContext } from './context.js';
import { RewriteDraft } from './draft.js';
import { fitsArguments, insertionsAt, insertionsForCall, isForbidden } from './insertion-choice.js';
import { scopeOfCall } from './names.js';
import { planProperties, settingTitle } from './planned-property.js';
import type { Rewrite } from './rewrite.js';
import { setCallTimeout } from './set-call-timeout.js';
import { setClientTimeout } from './set-client-timeout.js';
import type { WrittenOption } from './written-option.js';

/** `timeout: 0` -> `timeout: 5_000`, with whatever else bounds the call; or the number alone where the options stand elsewhere in the file. */
export function replaceValue(trap: IneffectiveTimeout, { entry }: WrittenOption, context: RewriteContext): readonly Rewrite[] {
  const whole = trap.subject.kind === 'client' ? setClientTimeout(trap.subject.of, context) : setCallTimeout(trap.subject.of, context);
  const touching = whole.filter(({ edits }) =>
    edits.some(({ range }) => range[0] >= entry.range[0] && range[1] <= entry.range[1] && range[0] < range[1]),
  );
  if (touching.length > 0 || entry.form !== 'plain' || entry.name === undefined) return touching;
  for (const insertion of insertionsOf(trap)) {
    const property = propertyNamed(insertion.properties, entry.name);
    if (property === undefined || !fitsArguments(insertion, trap.holder)) continue;
    const draft = new RewriteDraft(context, scopeOfCall(trap.holder, trap.module));
    const [planned] = planProperties([property], undefined, draft) ?? [];
    if (planned?.kind !== 'value') continue;
    draft.replace(entry.value.range, planned.text);
    const rewrite = draft.finish(settingTitle([planned]), true);
    return rewrite === undefined ? [] : [rewrite];
  }
  return [];
}

function insertionsOf({ holder, subject }: IneffectiveTimeout): readonly Insertion[] {
  const options = holder.args.find((argument) => argument.kind === 'object');
  if (subject.kind === 'client') {
    const { version, blocking } = subject.of;
    const insertions = insertionsAt(subject.of, 'client', version);
    return insertions.filter((insertion) => !(insertion.notWithBlockingCalls && blocking) && !isForbidden(insertion, options));
  }
  return insertionsForCall(subject.of).filter((insertion) => !isForbidden(insertion, options));
}

function propertyNamed(properties: readonly InsertedProperty[], name: string): InsertedProperty | undefined {
  for (const property of properties) {
    if (property.name === name && !('properties' in property.value)) return property;
    const inner = 'properties' in property.value ? propertyNamed(property.value.properties, name) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}
