/** What an options object, wherever it was written, says about one option. */
import type { FunctionModel, ModuleModel } from '../module/model.js';
import type { ArrayValue, CallValue, ObjectEntry, ObjectValue, Value } from '../module/value.js';
import { compilePath } from '../catalog/paths.js';
import type { OptionHolder } from '../catalog/schema.js';
import { optionsGiven, type Making } from '../resolve/made-options.js';
import { assignmentsTo } from '../resolve/occurrences.js';
import type { CreationSite, Origin } from '../resolve/origin.js';
import type { Resolver } from '../resolve/resolver.js';
import { isExported } from '../resolve/visibility.js';
import { absent, agreed, settingOfValue, unsure, type Setting } from './option-values.js';
import { allCallsOf } from './outside-calls.js';
import { isText } from './text-values.js';

/** An argument that may hold options: the literals that it may be, or why they are not known. */
export type OptionsSource =
  /** `others`: why it may also be something that is not known; `mayBeNone`: some callers give nothing. */
  | {
      readonly kind: 'objects';
      readonly objects: readonly { readonly object: ObjectValue; readonly module: ModuleModel }[];
      readonly others: string | undefined;
      readonly mayBeNone: boolean;
    }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly why: string };

const callbackName = /^(?:cb|callback|done|next|fn)$|Callback$/;

/** What stands at an argument position. Strings, numbers and URLs are no options. */
export function optionsAt(
  resolver: Resolver,
  argument: Value | undefined,
  module: ModuleModel,
  holders: readonly OptionHolder[] = [],
): OptionsSource {
  if (argument === undefined || argument.kind === 'function' || argument.kind === 'template' || argument.kind === 'operation') return none;
  if (argument.kind === 'array') return holders.length === 0 ? none : ofList(resolver, argument, module, holders);
  if (argument.kind === 'spread') return { kind: 'unknown', why: 'its arguments are spread' };
  return joined(
    fromAllCallers(resolver, argument, module, holders) ?? resolver.origins(argument, module).map((origin) => sourceOf(resolver, origin, holders)),
    argument,
    module,
  );
}

/** `links: [loggerLink(), httpLink({ fetch })]`: a list of what stands for options. */
function ofList(resolver: Resolver, list: ArrayValue, module: ModuleModel, holders: readonly OptionHolder[]): OptionsSource {
  return joined(list.elements.map((element) => optionsAt(resolver, element, module, holders)), list, module);
}

/** What a client is made with, at one of the positions of its maker. */
export function optionsOfMaking(resolver: Resolver, making: Making, position: number, holders: readonly OptionHolder[]): OptionsSource {
  const argument = making.call.args[position];
  if (making.maker.factory === undefined || argument === undefined) return optionsAt(resolver, argument, making.module, holders);
  return joined(optionsGiven(resolver, making, position).map((origin) => sourceOf(resolver, origin, holders)), argument, making.module);
}

const beingAsked = new Set<FunctionModel>();

/** What the callers of an exported function give its parameter, its default where they leave it out; undefined where they aren't all seen. */
function fromAllCallers(resolver: Resolver, argument: Value, module: ModuleModel, holders: readonly OptionHolder[]): readonly OptionsSource[] | undefined {
  const binding = argument.kind === 'name' ? argument.scope.lookup(argument.name) : undefined;
  if (binding?.source.from !== 'parameter' || binding.source.path.length > 0 || binding.assigned.length > 0) return undefined;
  const { fn, index } = binding.source;
  const parameter = fn.params[index];
  if (parameter === undefined || parameter.isRest || beingAsked.has(fn) || !isExported(fn, module)) return undefined;
  const calls = allCallsOf(resolver, fn, module) ?? [];
  if (calls.length === 0 || calls.some(({ call }) => call.args.slice(0, index + 1).some(({ kind }) => kind === 'spread'))) return undefined;
  // Functions may hand their options to each other.
  beingAsked.add(fn);
  try {
    return calls.map(({ call, module: calling }) => {
      const given = call.args[index];
      return given === undefined ? optionsAt(resolver, parameter.fallback, module, holders) : optionsAt(resolver, given, calling, holders);
    });
  } finally {
    beingAsked.delete(fn);
  }
}

function sourceOf(resolver: Resolver, origin: Origin, holders: readonly OptionHolder[]): OptionsSource {
  switch (origin.kind) {
    case 'object':
      return { kind: 'objects', objects: [{ object: origin.object, module: origin.module }], others: undefined, mayBeNone: false };
    case 'result': {
      const holder = origin.members.length === 0 ? holderOf(origin.of, holders) : undefined;
      return holder === undefined ? elsewhere : optionsAt(resolver, origin.call.args[holder.argument], origin.module, holders);
    }
    case 'unknown':
    case 'parameter':
    case 'export':
    case 'shape':
    case 'type':
    case 'namespace':
    case 'instance':
      return elsewhere;
    case 'client':
      return origin.creation === undefined || origin.members.length > 0 ? elsewhere : optionsOfClient(resolver, origin.creation, holders);
    case 'literal':
    case 'global':
    case 'function':
    case 'class':
      return { kind: 'none' };
  }
}

const none: OptionsSource = { kind: 'none' };
const elsewhere: OptionsSource = { kind: 'unknown', why: 'its options are built elsewhere' };

const beingMade = new Set<CallValue>();

/** A client that is handed over as options stands for those that it was made with: `got.extend(base, …)`, `from(dynamo)`. */
function optionsOfClient(resolver: Resolver, { call, module, maker, base }: CreationSite, holders: readonly OptionHolder[]): OptionsSource {
  // `client = knex(client)` is made with itself.
  if (call === undefined || beingMade.has(call)) return elsewhere;
  beingMade.add(call);
  try {
    const own = maker.optionsAt.map((position) => optionsAt(resolver, call.args[position], module, holders)).filter(({ kind }) => kind !== 'none');
    const [only = none, ...others] = base === undefined ? own : [...own, optionsOfClient(resolver, base, holders)];
    return others.length === 0 ? only : elsewhere;
  } finally {
    beingMade.delete(call);
  }
}

/** A source that is not known leaves open what the known ones do not set. */
function joined(sources: readonly OptionsSource[], argument: Value, module: ModuleModel): OptionsSource {
  const objects = sources.flatMap((source) => (source.kind === 'objects' ? source.objects : []));
  const doubt =
    sources.find((source) => source.kind === 'unknown') ?? sources.find((source) => source.kind === 'objects' && source.others !== undefined);
  const why = doubt?.kind === 'unknown' ? doubt.why : doubt?.kind === 'objects' ? doubt.others : undefined;
  if (objects.length > 0) {
    const mayBeNone = sources.some((source) => source.kind === 'none' || (source.kind === 'objects' && source.mayBeNone));
    return { kind: 'objects', objects, others: why, mayBeNone };
  }
  return why === undefined || isText(argument, module) || isCallback(argument) ? none : { kind: 'unknown', why };
}

function holderOf(origin: Origin, holders: readonly OptionHolder[]): OptionHolder | undefined {
  if (origin.kind !== 'export') return undefined;
  return holders.find((holder) => holder.packages.includes(origin.package) && compilePath(holder.path)(origin.path));
}

/** `get(url, callback)`: where options may be left out. */
export function isCallback(value: Value): boolean {
  if (value.kind !== 'name') return false;
  return callbackName.test(value.name) || value.scope.lookup(value.name)?.type?.kind === 'function';
}

/** The setting of a dotted path; several possible objects must agree. */
export function settingOf(resolver: Resolver, source: OptionsSource, path: string, reading: Reading): Setting {
  if (source.kind === 'none') return absent;
  if (source.kind === 'unknown') return unsure(source.why);
  return amongObjects(resolver, source, path.split('.'), reading);
}

function amongObjects(
  resolver: Resolver,
  { objects, others, mayBeNone }: Extract<OptionsSource, { kind: 'objects' }>,
  names: readonly string[],
  reading: Reading,
): Setting {
  const settings = objects.map(({ object, module }) => inObject(resolver, object, names, module, reading));
  const setting = agreed(mayBeNone ? [...settings, absent] : settings);
  return others === undefined ? setting : unsure(others);
}

/** Spreads within spreads that are followed: each may hold several. */
const maxSpreads = 4;

/** How an option is to be read. */
export interface Reading {
  /** Values that turn it off. */
  readonly off: readonly (number | boolean | null)[];
  /** Constructors that stand for the options given to them. */
  readonly holders: readonly OptionHolder[];
  /** Objects being read: `options = { ...options, agent }` spreads itself. */
  readonly within?: readonly ObjectValue[];
}

function inObject(resolver: Resolver, object: ObjectValue, names: readonly string[], module: ModuleModel, reading: Reading): Setting {
  const [name, ...rest] = names;
  let doubt: Setting | undefined;
  for (let index = object.entries.length - 1; index >= 0; index--) {
    const entry = object.entries[index];
    if (entry === undefined) continue;
    if (entry.kind === 'spread') {
      const setting = inSpread(resolver, entry, names, module, { ...reading, within: [...(reading.within ?? []), object] });
      if (setting.state === 'unknown') doubt ??= setting;
      else if (setting.state !== 'absent') return setting;
    } else if (entry.name === undefined) doubt ??= unsure('a computed key may be it');
    else if (entry.name === name) {
      return rest.length > 0
        ? settingOf(resolver, optionsAt(resolver, entry.value, module, reading.holders), rest.join('.'), reading)
        : settingOfValue(resolver, entry.value, module, reading.off);
    }
  }
  return doubt ?? (isAssignedLater(resolver, object, name, module) ? unsure('it may be set later') : absent);
}

/** `options.signal = …` on an object that was made before. */
function isAssignedLater(resolver: Resolver, object: ObjectValue, name: string | undefined, module: ModuleModel): boolean {
  if (name === undefined) return false;
  return assignmentsTo(module, name).some(
    ({ target }) =>
      target.kind === 'member' && resolver.origins(target.object, module).some((origin) => origin.kind === 'object' && origin.object === object),
  );
}

/** `...(isProduction && undefined)` spreads nothing. */
function isLiteral(resolver: Resolver, value: Value, module: ModuleModel): boolean {
  const origins = resolver.origins(value, module);
  return origins.length > 0 && origins.every(({ kind }) => kind === 'literal');
}

function inSpread(
  resolver: Resolver,
  entry: Extract<ObjectEntry, { kind: 'spread' }>,
  names: readonly string[],
  module: ModuleModel,
  reading: Reading,
): Setting {
  const source = optionsAt(resolver, entry.value, module, reading.holders);
  if (source.kind === 'unknown' || (source.kind === 'none' && !isLiteral(resolver, entry.value, module))) return unsure('a spread may set it');
  if (source.kind === 'none') return absent;
  if ((reading.within?.length ?? 0) > maxSpreads) return unsure('it is put together from too many objects');
  const objects = source.objects.filter(({ object }) => reading.within?.includes(object) !== true);
  const setting = amongObjects(resolver, { ...source, objects }, names, reading);
  return entry.value.kind === 'either' && setting.state === 'set' && objects.length < 2 ? unsure('it is set under a condition') : setting;
}
