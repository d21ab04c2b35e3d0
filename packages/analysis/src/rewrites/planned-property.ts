import type { InsertedProperty } from '../catalog/schema.js';
import type { ObjectValue } from '../module/value.js';
import { durationText, numberText } from './durations.js';
import type { RewriteDraft } from './draft.js';

/** A property as it is to stand in the file. */
export type PlannedProperty =
  | { readonly kind: 'value'; readonly name: string; readonly text: string }
  /** `signal`: joined with one that stands there. */
  | { readonly kind: 'signal'; readonly name: string; readonly text: string }
  | { readonly kind: 'group'; readonly name: string; readonly properties: readonly PlannedProperty[] };

/** Resolves durations against the settings; undefined where the project's policies can't be imported. */
export function planProperties(properties: readonly InsertedProperty[], options: ObjectValue | undefined, draft: RewriteDraft): readonly PlannedProperty[] | undefined {
  const planned: PlannedProperty[] = [];
  for (const { name, value } of properties) {
    if ('properties' in value) {
      const inner = planProperties(value.properties, options, draft);
      if (inner === undefined) return undefined;
      planned.push({ kind: 'group', name, properties: inner });
    } else if ('signal' in value) {
      const duration = durationText(value.signal, 1, draft);
      if (duration === undefined) return undefined;
      planned.push({ kind: 'signal', name, text: `AbortSignal.timeout(${duration})` });
    } else {
      const text = 'text' in value ? value.text : (aboveLimit(value.above, options) ?? durationText(value.setting, value.times, draft));
      if (text === undefined) return undefined;
      planned.push({ kind: 'value', name, text });
    }
  }
  return planned;
}

export function propertyText(property: PlannedProperty): string {
  return property.kind === 'group' ? `${property.name}: { ${property.properties.map(propertyText).join(', ')} }` : `${property.name}: ${property.text}`;
}

export function objectText(properties: readonly PlannedProperty[]): string {
  return `{ ${properties.map(propertyText).join(', ')} }`;
}

/** The server's own limit fires first, so that its clearer error is the one that callers see. */
function aboveLimit(path: string | undefined, options: ObjectValue | undefined): string | undefined {
  const entry = options?.entries.findLast((candidate) => candidate.kind === 'property' && candidate.name === path);
  if (path === undefined || entry?.value.kind !== 'literal' || typeof entry.value.value !== 'number' || entry.value.value <= 0) return undefined;
  return numberText(entry.value.value + 1000);
}
