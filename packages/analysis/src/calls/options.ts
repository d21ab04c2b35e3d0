/** What an options object, wherever it was written, says about one option. */
import type { ModuleModel } from '../module/model.js';
import type { CallValue, ObjectEntry, ObjectValue, Range, Value } from '../module/value.js';
import { compilePath } from '../catalog/paths.js';
import type { OptionHolder } from '../catalog/schema.js';
import type { Origin } from '../resolve/origin.js';
import { isUseful, type Resolver } from '../resolve/resolver.js';

/** The value of an option, as far as it can be known. */
export type Setting =
  | { readonly state: 'set'; readonly value: Value; readonly range: Range; readonly module: ModuleModel; readonly number: number | undefined }
  | { readonly state: 'off'; readonly range: Range; readonly module: ModuleModel; readonly text: string; readonly value: number | boolean | null }
  | { readonly state: 'absent' }
  | { readonly state: 'unknown'; readonly why: string };

const absent: Setting = { state: 'absent' };
const unsure = (why: string): Setting => ({ state: 'unknown', why });

/** An argument that may hold options: the literals that it may be, or why they are not known. */
export type OptionsSource =
  | { readonly kind: 'objects'; readonly objects: readonly { readonly object: ObjectValue; readonly module: ModuleModel }[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly why: string };

const urlName = /(?:url|uri|dsn|host|hostname|port|string|endpoint|path|key|secret|token)s?$/i;

/** What stands at an argument position. Strings, numbers and URLs are no options. */
export function optionsAt(resolver: Resolver, argument: Value | undefined, module: ModuleModel, holders: readonly OptionHolder[] = []): OptionsSource {
  if (argument === undefined || argument.kind === 'function' || argument.kind === 'template' || argument.kind === 'array' || argument.kind === 'operation') return { kind: 'none' };
  if (argument.kind === 'spread') return { kind: 'unknown', why: 'its arguments are spread' };
  return joined(
    resolver.origins(argument, module).map((origin) => sourceOf(resolver, origin, holders)),
    argument,
  );
}

function sourceOf(resolver: Resolver, origin: Origin, holders: readonly OptionHolder[]): OptionsSource {
  switch (origin.kind) {
    case 'object':
      return { kind: 'objects', objects: [{ object: origin.object, module: origin.module }] };
    case 'result': {
      const holder = origin.members.length === 0 ? holderOf(origin.of, holders) : undefined;
      return holder === undefined ? elsewhere : optionsAt(resolver, origin.call.args[holder.argument], origin.module, holders);
    }
    case 'unknown':
    case 'parameter':
    case 'export':
    case 'shape':
    case 'namespace':
    case 'instance':
      return elsewhere;
    case 'client': {
      const { creation } = origin;
      const holder = creation?.call === undefined ? undefined : holderOf({ kind: 'export', package: origin.packageName, path: [origin.exportName] }, holders);
      return creation?.call === undefined || holder === undefined ? elsewhere : optionsAt(resolver, creation.call.args[holder.argument], creation.module, holders);
    }
    case 'literal':
    case 'global':
    case 'function':
    case 'class':
      return { kind: 'none' };
  }
}

const elsewhere: OptionsSource = { kind: 'unknown', why: 'its options are built elsewhere' };

/** Literals that are known decide; where there are none, a source that is not known leaves it open. */
function joined(sources: readonly OptionsSource[], argument: Value): OptionsSource {
  const objects = sources.flatMap((source) => (source.kind === 'objects' ? source.objects : []));
  if (objects.length > 0) return { kind: 'objects', objects };
  const doubt = sources.find(({ kind }) => kind === 'unknown');
  return doubt === undefined || namesText(argument) ? { kind: 'none' } : doubt;
}

function holderOf(origin: Origin, holders: readonly OptionHolder[]): OptionHolder | undefined {
  if (origin.kind !== 'export') return undefined;
  return holders.find((holder) => holder.packages.includes(origin.package) && compilePath(holder.path)(origin.path));
}

/** `env.REDIS_URL`, `config.databaseUrl`, `process.env.X`: text, not options. */
function namesText(value: Value): boolean {
  switch (value.kind) {
    case 'name':
      return urlName.test(value.name);
    case 'member':
      return urlName.test(value.property ?? '') || (value.object.kind === 'member' && value.object.property === 'env');
    case 'either':
      return value.options.some(namesText);
    case 'call':
      return value.callee.kind === 'name' ? value.callee.name === 'String' || value.callee.name === 'URL' : value.callee.kind === 'member' && /^(?:toString|href|trim|replace|join)$/.test(value.callee.property ?? '');
    default:
      return false;
  }
}

/** The setting of a dotted path; several possible objects must agree. */
export function settingOf(resolver: Resolver, source: OptionsSource, path: string, reading: Reading): Setting {
  if (source.kind === 'none') return absent;
  if (source.kind === 'unknown') return unsure(source.why);
  const names = path.split('.');
  return agreed(source.objects.map(({ object, module }) => inObject(resolver, object, names, module, reading)));
}

/** How an option is to be read. */
export interface Reading {
  /** Values that turn it off. */
  readonly off: readonly (number | boolean | null)[];
  /** Constructors that stand for the options given to them. */
  readonly holders: readonly OptionHolder[];
  /** Objects being read: `options = { ...options, agent }` spreads itself. */
  readonly within?: readonly ObjectValue[];
}

function agreed(settings: readonly Setting[]): Setting {
  const [first = absent] = settings;
  if (settings.every(({ state }) => state === first.state)) return first;
  return settings.find(({ state }) => state === 'unknown') ?? unsure('it is set on some paths only');
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
      return rest.length > 0 ? settingOf(resolver, optionsAt(resolver, entry.value, module, reading.holders), rest.join('.'), reading) : settingOfValue(resolver, entry.value, module, reading);
    }
  }
  return doubt ?? (isAssignedLater(resolver, object, name, module) ? unsure('it may be set later') : absent);
}

/** `options.signal = …` on an object that was made before. */
function isAssignedLater(resolver: Resolver, object: ObjectValue, name: string | undefined, module: ModuleModel): boolean {
  return module.assignments.some(
    ({ target }) =>
      target.kind === 'member' && target.property === name && resolver.origins(target.object, module).some((origin) => origin.kind === 'object' && origin.object === object),
  );
}

function inSpread(resolver: Resolver, entry: Extract<ObjectEntry, { kind: 'spread' }>, names: readonly string[], module: ModuleModel, reading: Reading): Setting {
  const isConditional = entry.value.kind === 'either';
  const spread = resolver.origins(entry.value, module).filter((origin) => origin.kind === 'object');
  const objects = spread.filter(({ object }) => reading.within?.includes(object) !== true);
  if (spread.length > 0 && objects.length === 0) return absent;
  if (objects.length === 0) return isConditional && conditionalParts(entry.value).every((part) => part.kind === 'object') ? absent : unsure('a spread may set it');
  const setting = agreed(objects.map((origin) => inObject(resolver, origin.object, names, origin.module, reading)));
  return isConditional && setting.state === 'set' && objects.length < 2 ? unsure('it is set under a condition') : setting;
}

function conditionalParts(value: Value): readonly Value[] {
  return value.kind === 'either' ? value.options : [value];
}

/** What a value means for an option: a number, off, not there, or not to be known. */
export function settingOfValue(resolver: Resolver, value: Value, module: ModuleModel, reading: Reading): Setting {
  if (value.kind === 'either') return settingOfEither(resolver, value, module, reading);
  const number = numberOf(resolver, value, module);
  if (number !== undefined) {
    return reading.off.includes(number) || number === Infinity
      ? { state: 'off', range: value.range, module, text: textOf(value, module), value: number }
      : { state: 'set', value, range: value.range, module, number };
  }
  const origins = resolver.origins(value, module);
  const [origin] = origins;
  if (origins.length === 1 && origin?.kind === 'literal') {
    if (origin.value === undefined) return absent;
    if ((typeof origin.value === 'boolean' || origin.value === null) && reading.off.includes(origin.value)) {
      return { state: 'off', range: value.range, module, text: textOf(value, module), value: origin.value };
    }
    if (origin.value === null) return absent;
  }
  if (mayBeUndefined(resolver, value, module)) return unsure('it may be undefined');
  return { state: 'set', value, range: value.range, module, number: undefined };
}

function settingOfEither(resolver: Resolver, value: Extract<Value, { kind: 'either' }>, module: ModuleModel, reading: Reading): Setting {
  const settings = value.options.map((option) => settingOfValue(resolver, option, module, reading));
  if (value.operator === '??' || value.operator === '||') {
    const last = settings.at(-1) ?? absent;
    if (last.state === 'set') return last;
    return settings.some(({ state }) => state === 'set' || state === 'unknown') ? unsure('it may be left out') : last;
  }
  if (value.operator === '&&') return unsure('it is set under a condition');
  return agreed(settings);
}

function mayBeUndefined(resolver: Resolver, value: Value, module: ModuleModel): boolean {
  if (value.kind === 'member' && value.optional) return true;
  return resolver.origins(value, module).some((origin) => {
    if (origin.kind === 'literal') return origin.value === undefined;
    if (origin.kind !== 'parameter') return false;
    const parameter = origin.fn.params[origin.index];
    return parameter === undefined || parameter.name === undefined || (parameter.optional && parameter.fallback === undefined);
  });
}

/** The number that a value is, where it can be computed: `30 * 1000`, `TIMEOUT_MS`, `'5000'`. */
export function numberOf(resolver: Resolver, value: Value, module: ModuleModel): number | undefined {
  if (value.kind === 'operation') {
    const numbers = value.operands.map((operand) => numberOf(resolver, operand, module));
    const [a, b] = numbers;
    if (a === undefined) return undefined;
    if (value.operands.length === 1) return value.operator === '-' ? -a : value.operator === '+' ? a : undefined;
    if (b === undefined) return undefined;
    return value.operator === '*' ? a * b : value.operator === '+' ? a + b : value.operator === '-' ? a - b : value.operator === '/' ? a / b : value.operator === '**' ? a ** b : undefined;
  }
  if (value.kind === 'name' && value.name === 'Infinity') return Infinity;
  if (value.kind === 'member' && value.object.kind === 'name' && value.object.name === 'Number') {
    return value.property === 'POSITIVE_INFINITY' ? Infinity : value.property === 'MAX_SAFE_INTEGER' ? Number.MAX_SAFE_INTEGER : undefined;
  }
  const useful = (value.kind === 'literal' ? [{ kind: 'literal' as const, value: value.value }] : resolver.origins(value, module)).filter((origin) => isUseful(origin) || origin.kind === 'literal');
  const [origin] = useful;
  if (useful.length !== 1 || origin?.kind !== 'literal') return undefined;
  if (typeof origin.value === 'number') return origin.value;
  return typeof origin.value === 'string' && /^\d+$/.test(origin.value) ? Number(origin.value) : undefined;
}

/** The text that a value is, where it can be known. */
export function stringOf(resolver: Resolver, value: Value | undefined, module: ModuleModel): string | undefined {
  if (value === undefined) return undefined;
  if (value.kind === 'template') return value.quasis.join('');
  const [origin] = resolver.origins(value, module);
  return origin?.kind === 'literal' && typeof origin.value === 'string' ? origin.value : undefined;
}

export function textOf(value: Value | CallValue, module: ModuleModel): string {
  return module.text.slice(value.range[0], value.range[1]);
}
