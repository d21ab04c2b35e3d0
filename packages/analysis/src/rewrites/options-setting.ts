import type { Insertion, Library, OptionHolder } from '../catalog/schema.js';
import type { ModuleModel } from '../module/model.js';
import type { CallValue, Range, Value } from '../module/value.js';
import { insertArgument } from './argument-insertion.js';
import { itemText, type ListItem } from './list-insertion.js';
import { isOff, lastEntry, mergeProperties, type OptionEdits } from './object-merge.js';
import { objectItem, propertyItem } from './object-text.js';
import { wholeArgument, type OptionsPlace } from './options-place.js';
import { leavesOf, type PlannedProperty } from './planned-property.js';
import { columnOf, indentationAt } from './trivia.js';

/** What a library says of its options beside their names. */
export interface OptionsManner {
  /** A text argument becomes this property. */
  readonly stringBecomes: string | undefined;
  readonly holders: readonly OptionHolder[];
  /** Options beside which the edit is wrong. */
  readonly notWith: readonly string[];
}

export function mannerOf({ stringBecomes, notWith }: Insertion, { optionHolders }: Library): OptionsManner {
  return { stringBecomes, holders: optionHolders ?? [], notWith: notWith.map(({ path }) => path) };
}

/** Sets options where a call or creation takes them; undefined where the outcome would not be sure. */
export function setOptions(
  module: ModuleModel,
  call: CallValue,
  place: OptionsPlace,
  planned: readonly PlannedProperty[],
  manner: OptionsManner,
): OptionEdits | undefined {
  switch (place.kind) {
    case 'literal':
      return mergeProperties(module, place.object, planned, manner.holders);
    case 'further': {
      const edits = insertArgument(module, call, place.argument, objectOf(module, planned));
      return edits === undefined ? undefined : { edits, set: leavesOf(planned) };
    }
    case 'instead': {
      const [start] = place.argument.range;
      return { edits: [{ range: place.argument.range, text: textAt(module, start, objectOf(module, planned)) }], set: leavesOf(planned) };
    }
    case 'around-text':
      return manner.stringBecomes === undefined ? undefined : aroundText(module, call, place.argument, manner.stringBecomes, planned);
    case 'around-object':
      return aroundObject(module, call, place, planned, manner);
  }
}

function objectOf(module: ModuleModel, planned: readonly PlannedProperty[]): ListItem {
  return objectItem(module, planned.map((property) => propertyItem(module, property)));
}

function textAt(module: ModuleModel, at: number, item: ListItem): string {
  return itemText(item, indentationAt(module.text, at), columnOf(module.text, at));
}

/** `new Client(url)` -> `new Client({ connectionString: url, … })`. */
function aroundText(
  module: ModuleModel,
  call: CallValue,
  argument: Value,
  name: string,
  planned: readonly PlannedProperty[],
): OptionEdits | undefined {
  const whole = wholeArgument(module, call, argument);
  if (whole === undefined) return undefined;
  return wrapArgument(module, whole, module.text.slice(whole[0], whole[1]) === name ? '' : `${name}: `, planned);
}

/** `new Pool(config)` -> `new Pool({ ...config, … })`, where nothing that matters is written to config later. */
function aroundObject(
  module: ModuleModel,
  call: CallValue,
  { argument, object }: Extract<OptionsPlace, { kind: 'around-object' }>,
  planned: readonly PlannedProperty[],
  { notWith }: OptionsManner,
): OptionEdits | undefined {
  const whole = wholeArgument(module, call, argument);
  const decisive = [...planned.map(({ name }) => name), ...notWith.map((path) => path.split('.')[0])];
  if (whole === undefined || argument.kind !== 'name' || isChanged(module, argument.name, call, decisive)) return undefined;
  const missing = planned.filter((property) => {
    const entry = lastEntry(object, property.name);
    return entry === undefined || property.kind === 'group' || isOff(entry.value);
  });
  if (missing.some((property) => property.kind !== 'value' && lastEntry(object, property.name) !== undefined)) return undefined;
  const isKnown = object.entries.every((entry) => entry.kind === 'property' && entry.name !== undefined);
  if (!isKnown && missing.some(({ kind }) => kind !== 'value')) return undefined;
  return missing.length === 0 ? { edits: [], set: [] } : wrapArgument(module, whole, '...', missing);
}

/** What is written to the object before the call is spread with the rest of it; what comes later is not. */
function isChanged(module: ModuleModel, name: string, call: CallValue, decisive: readonly (string | undefined)[]): boolean {
  return module.assignments.some(({ target, value }) => {
    let root: Value = target;
    while (root.kind === 'member') root = root.object;
    if (root.kind !== 'name' || root.name !== name) return false;
    const isOwn = target.kind === 'member' && target.object === root && target.property !== undefined;
    return !isOwn || value.range[1] > call.range[0] || decisive.includes(target.property);
  });
}

/** Two insertions around an argument, so that its own text stays as it is. */
function wrapArgument(module: ModuleModel, [start, end]: Range, prefix: string, planned: readonly PlannedProperty[]): OptionEdits {
  const inner = module.text.slice(start, end);
  const first: ListItem = () => prefix + inner;
  const text = textAt(module, start, objectItem(module, [first, ...planned.map((property) => propertyItem(module, property))]));
  const before = /^\{\s*/.exec(text)?.[0] ?? '';
  const edits = [
    { range: [start, start], text: before + prefix },
    { range: [end, end], text: text.slice(before.length + prefix.length + inner.length) },
  ] as const;
  return { edits, set: leavesOf(planned) };
}
