import type { ModuleModel } from '../module/model.js';
import type { ObjectEntry, ObjectValue, Value } from '../module/value.js';
import { insertItems } from './list-insertion.js';
import { isUndefined } from './options-place.js';
import { propertyText, type PlannedProperty } from './planned-property.js';
import type { TextEdit } from './rewrite.js';
import { signalEdits } from './signal-join.js';

export interface ObjectMerge {
  readonly edits: readonly TextEdit[];
  /** The properties that the edits set, innermost names. */
  readonly set: readonly PlannedProperty[];
}

type Property = Extract<ObjectEntry, { kind: 'property' }>;

/**
 * Makes an object literal hold the planned properties: behind all others, so that no spread overrides them.
 * What the file sets to a value of its own stays. undefined where the outcome would not be sure.
 */
export function mergeProperties(module: ModuleModel, object: ObjectValue, planned: readonly PlannedProperty[]): ObjectMerge | undefined {
  const [start, end] = object.range;
  if (module.text[start] !== '{' || module.text[end - 1] !== '}') return undefined;
  const edits: TextEdit[] = [];
  const set: PlannedProperty[] = [];
  const added: PlannedProperty[] = [];
  for (const property of planned) {
    const entry = lastEntry(object, property.name);
    if (entry === undefined) {
      if (property.kind === 'group' && !object.entries.every((other) => other.kind === 'property' && other.name !== undefined)) return undefined;
      added.push(property);
      continue;
    }
    const change = changeEntry(module, object, entry, property);
    if (change === undefined) return undefined;
    edits.push(...change.edits);
    set.push(...change.set);
  }
  if (added.length > 0) edits.push(...insertItems(module, { range: object.range, items: object.entries.map(({ range }) => range[0]), padding: ' ' }, added.map(propertyText)));
  return { edits, set: [...set, ...added.flatMap(leaves)] };
}

const unchanged: ObjectMerge = { edits: [], set: [] };

function changeEntry(module: ModuleModel, object: ObjectValue, entry: Property, property: PlannedProperty): ObjectMerge | undefined {
  if (property.kind === 'group') return entry.value.kind === 'object' && isSettled(object, entry) ? mergeProperties(module, entry.value, property.properties) : undefined;
  if (property.kind === 'signal') {
    const edits = isSettled(object, entry) ? signalEdits(module, entry, property.text) : undefined;
    return edits === undefined ? undefined : { edits, set: [property] };
  }
  if (entry.form !== 'plain' || !isOff(entry.value)) return unchanged;
  return isSettled(object, entry) ? { edits: [{ range: entry.value.range, text: property.text }], set: [property] } : undefined;
}

function leaves(property: PlannedProperty): readonly PlannedProperty[] {
  return property.kind === 'group' ? property.properties.flatMap(leaves) : [property];
}

function lastEntry(object: ObjectValue, name: string): Property | undefined {
  return object.entries.findLast((entry): entry is Property => entry.kind === 'property' && entry.name === name);
}

/** Nothing behind the entry may override it. */
function isSettled(object: ObjectValue, entry: Property): boolean {
  return object.entries.slice(object.entries.indexOf(entry) + 1).every((other) => other.kind === 'property' && other.name !== undefined);
}

/** Values by which libraries turn a limit off. */
function isOff(value: Value): boolean {
  if (value.kind === 'literal') return value.value === 0 || value.value === false || value.value === null || value.value === -1;
  return isUndefined(value) || (value.kind === 'name' && value.name === 'Infinity') || (value.kind === 'member' && value.property === 'POSITIVE_INFINITY');
}
