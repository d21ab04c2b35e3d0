import type { InsertedProperty } from '../catalog/schema.js';
import type { ObjectValue } from '../module/value.js';
import { durationText, numberText, unitText } from './durations.js';
import type { RewriteDraft } from './draft.js';

/** A property as it is to stand in the file. */
export type PlannedProperty =
  /** `said` is what titles say of it: 'commandTimeout to 1_000 ms', 'reconnectStrategy'. */
  | { readonly kind: 'value'; readonly name: string; readonly text: string; readonly said: string }
  /** `signal`: joined with one that stands there. */
  | { readonly kind: 'signal'; readonly name: string; readonly text: string; readonly said: string }
  | { readonly kind: 'group'; readonly name: string; readonly properties: readonly PlannedProperty[] };

/** A planned property that holds no others. */
export type PlannedLeaf = Exclude<PlannedProperty, { kind: 'group' }>;

/** Resolves durations against the settings; undefined where the project's policies can't be imported. */
export function planProperties(
  properties: readonly InsertedProperty[],
  options: ObjectValue | undefined,
  draft: RewriteDraft,
): readonly PlannedProperty[] | undefined {
  const planned: PlannedProperty[] = [];
  for (const { name, value } of properties) {
    if ('properties' in value) {
      const inner = planProperties(value.properties, options, draft);
      if (inner === undefined) return undefined;
      planned.push({ kind: 'group', name, properties: inner });
    } else if ('signal' in value) {
      const duration = durationText(value.signal, 1, draft);
      if (duration === undefined) return undefined;
      const signal = deadlineSignal(name, duration);
      planned.push(value.made === undefined ? signal : { kind: 'value', name, text: `() => ${signal.text}`, said: signal.said });
    } else if ('text' in value) {
      planned.push({ kind: 'value', name, text: value.text, said: /^[\w.]+$/.test(value.text) ? `${name} to ${value.text}` : name });
    } else {
      const text = aboveLimit(value.above, options) ?? durationText(value.setting, value.times, draft);
      if (text === undefined) return undefined;
      planned.push({ kind: 'value', name, text, said: `${name} to ${text}${unitText(text, value.times)}` });
    }
  }
  return planned;
}

export function deadlineSignal(name: string, duration: string): PlannedLeaf {
  const text = `AbortSignal.timeout(${duration})`;
  return { kind: 'signal', name, text, said: `${name}: ${text}` };
}

export function leavesOf(properties: readonly PlannedProperty[]): readonly PlannedLeaf[] {
  return properties.flatMap((property) => (property.kind === 'group' ? leavesOf(property.properties) : [property]));
}

/** 'Set connectionTimeoutMillis to 2_000 ms and query_timeout to 5_000 ms'. */
export function settingTitle(leaves: readonly PlannedLeaf[]): string {
  const said = leaves.map((leaf) => leaf.said);
  const last = said.at(-1) ?? '';
  return `Set ${said.length < 2 ? last : `${said.slice(0, -1).join(', ')} and ${last}`}`;
}

/** The server's own limit fires first, so that its clearer error is the one that callers see. */
function aboveLimit(path: string | undefined, options: ObjectValue | undefined): string | undefined {
  const entry = options?.entries.findLast((candidate) => candidate.kind === 'property' && candidate.name === path);
  if (path === undefined || entry?.value.kind !== 'literal' || typeof entry.value.value !== 'number' || entry.value.value <= 0) return undefined;
  return numberText(entry.value.value + 1000);
}
