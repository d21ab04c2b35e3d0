import { compilePath } from '../catalog/paths.js';
import type { OptionHolder } from '../catalog/schema.js';
import type { ModuleModel } from '../module/model.js';
import type { CallValue, ObjectEntry, ObjectValue, Value } from '../module/value.js';
import { insertArgument } from './argument-insertion.js';
import { layoutOf } from './layout.js';
import { insertItems, itemText, type BracketedList } from './list-insertion.js';
import { objectItem, propertyItem } from './object-text.js';
import { isUndefined } from './options-place.js';
import { leavesOf, type PlannedLeaf, type PlannedProperty } from './planned-property.js';
import type { TextEdit } from './rewrite.js';
import { signalEdits } from './signal-join.js';
import { indentationAt } from './trivia.js';

/** Edits that set options, and what they set. */
export interface OptionEdits {
  readonly edits: readonly TextEdit[];
  readonly set: readonly PlannedLeaf[];
}

type Property = Extract<ObjectEntry, { kind: 'property' }>;

/**
 * Makes an object literal hold the planned properties: behind all others, so that no spread overrides them.
 * What the file sets to a value of its own stays. undefined where the outcome would not be sure.
 */
export function mergeProperties(
  module: ModuleModel,
  object: ObjectValue,
  planned: readonly PlannedProperty[],
  holders: readonly OptionHolder[],
): OptionEdits | undefined {
  return mergeInto({ module, holders, ownLine: undefined }, object, planned);
}

interface Merging {
  readonly module: ModuleModel;
  readonly holders: readonly OptionHolder[];
  /** Of an object on the line of the one around it. */
  readonly ownLine: BracketedList['ownLine'];
}

function mergeInto(merging: Merging, object: ObjectValue, planned: readonly PlannedProperty[]): OptionEdits | undefined {
  const { module } = merging;
  const [start, end] = object.range;
  if (module.text[start] !== '{' || module.text[end - 1] !== '}') return undefined;
  const edits: TextEdit[] = [];
  const set: PlannedLeaf[] = [];
  const added: PlannedProperty[] = [];
  for (const property of planned) {
    const entry = lastEntry(object, property.name);
    if (entry === undefined) {
      if (property.kind === 'group' && !object.entries.every((other) => other.kind === 'property' && other.name !== undefined)) return undefined;
      added.push(property);
      continue;
    }
    const change = changeEntry({ ...merging, ownLine: lineWithin(merging, object, entry) }, object, entry, property);
    if (change === undefined) return undefined;
    edits.push(...change.edits);
    set.push(...change.set);
  }
  const list = { range: object.range, items: object.entries.map(({ range }) => range[0]), padding: ' ' } as const;
  const items = added.map((property) => propertyItem(module, property));
  edits.push(...insertItems(module, merging.ownLine === undefined ? list : { ...list, ownLine: merging.ownLine }, items, growthBy(edits)));
  return { edits, set: [...set, ...leavesOf(added)] };
}

/** Where the value of an entry will stand if its object, now on one line, gets a line a property. */
function lineWithin({ module, ownLine }: Merging, object: ObjectValue, entry: Property): BracketedList['ownLine'] {
  const [start, end] = object.range;
  if (module.text.slice(start, end).includes('\n')) return undefined;
  const indent = (ownLine?.indent ?? indentationAt(module.text, start)) + layoutOf(module).indent;
  return { indent, column: indent.length + entry.value.range[0] - entry.range[0] };
}

/** Characters that edits add. */
function growthBy(edits: readonly TextEdit[]): number {
  return edits.reduce((sum, { range, text }) => sum + text.length - (range[1] - range[0]), 0);
}

const unchanged: OptionEdits = { edits: [], set: [] };

function changeEntry(merging: Merging, object: ObjectValue, entry: Property, property: PlannedProperty): OptionEdits | undefined {
  const { module } = merging;
  if (property.kind === 'group') return isSettled(object, entry) ? mergeGroup(merging, entry.value, property.properties) : undefined;
  if (property.kind === 'signal') {
    const edits = isSettled(object, entry) ? signalEdits(module, entry, property.text) : undefined;
    return edits === undefined ? undefined : { edits, set: [property] };
  }
  if (entry.form !== 'plain' || !isOff(entry.value)) return unchanged;
  return isSettled(object, entry) ? { edits: [{ range: entry.value.range, text: property.text }], set: [property] } : undefined;
}

function mergeGroup(merging: Merging, value: Value, planned: readonly PlannedProperty[]): OptionEdits | undefined {
  const { module, holders, ownLine } = merging;
  if (value.kind === 'object') return mergeInto(merging, value, planned);
  const holder = value.kind === 'call' && value.isNew ? holders.find((candidate) => isMadeBy(value, candidate)) : undefined;
  if (value.kind !== 'call' || holder === undefined || value.args.some(({ kind }) => kind === 'spread')) return undefined;
  const options = value.args[holder.argument];
  if (options !== undefined) return options.kind === 'object' ? mergeInto(merging, options, planned) : undefined;
  const item = objectItem(module, planned.map((property) => propertyItem(module, property)));
  const placed = ownLine === undefined ? item : itemText(item, ownLine.indent, ownLine.column + value.range[1] - value.range[0]);
  const edits = insertArgument(module, value, holder.argument, placed);
  return edits === undefined ? undefined : { edits, set: leavesOf(planned) };
}

/** `new NodeHttpHandler(…)`, by the import that its name comes from. */
function isMadeBy({ callee }: CallValue, { packages, path }: OptionHolder): boolean {
  if (callee.kind !== 'name') return false;
  const source = callee.scope.lookup(callee.name)?.source;
  return source?.from === 'import' && packages.includes(source.specifier) && compilePath(path)([source.imported]);
}

export function lastEntry(object: ObjectValue, name: string): Property | undefined {
  return object.entries.findLast((entry): entry is Property => entry.kind === 'property' && entry.name === name);
}

/** Nothing behind the entry may override it. */
function isSettled(object: ObjectValue, entry: Property): boolean {
  return object.entries.slice(object.entries.indexOf(entry) + 1).every((other) => other.kind === 'property' && other.name !== undefined);
}

/** Values by which libraries turn a limit off. */
export function isOff(value: Value): boolean {
  if (value.kind === 'literal') return value.value === 0 || value.value === false || value.value === null || value.value === -1;
  if (value.kind === 'operation') {
    const [operand, ...others] = value.operands;
    return value.operator === '-' && others.length === 0 && operand?.kind === 'literal' && operand.value === 1;
  }
  return (
    isUndefined(value) || (value.kind === 'name' && value.name === 'Infinity') || (value.kind === 'member' && value.property === 'POSITIVE_INFINITY')
  );
}
