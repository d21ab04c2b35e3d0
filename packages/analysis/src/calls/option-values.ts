/** What a value means for an option: a number, off, not there, or not to be known. */
import type { ModuleModel } from '../module/model.js';
import type { CallValue, MemberValue, Range, Value } from '../module/value.js';
import { lastNameOf } from '../resolve/occurrences.js';
import { isUseful } from '../resolve/origins.js';
import type { Resolver } from '../resolve/resolver.js';

/** The value of an option, as far as it can be known. */
export type Setting =
  | { readonly state: 'set'; readonly value: Value; readonly range: Range; readonly module: ModuleModel; readonly number: number | undefined }
  | { readonly state: 'off'; readonly range: Range; readonly module: ModuleModel; readonly text: string; readonly value: number | boolean | null }
  | { readonly state: 'absent' }
  | { readonly state: 'unknown'; readonly why: string };

/** Values that turn an option off. */
type Off = readonly (number | boolean | null)[];

export const absent: Setting = { state: 'absent' };
export const unsure = (why: string): Setting => ({ state: 'unknown', why });

/** Alternatives, all of which must say the same. */
export function agreed(settings: readonly Setting[]): Setting {
  const [first = absent] = settings;
  if (settings.every(({ state }) => state === first.state)) return first;
  return settings.find(({ state }) => state === 'unknown') ?? unsure('it is set on some paths only');
}

export function settingOfValue(resolver: Resolver, value: Value, module: ModuleModel, off: Off): Setting {
  if (value.kind === 'either') return settingOfEither(resolver, value, module, off);
  const converted = convertedNumber(value);
  if (converted !== undefined) return ofConverted(settingOfValue(resolver, converted, module, off), value);
  const number = numberOf(resolver, value, module);
  if (number !== undefined) {
    // A default that turns it off is not what every caller gives.
    if (off.includes(number) && resolver.origins(value, module).some(({ kind }) => kind === 'parameter')) return unsure('callers may set it');
    return off.includes(number) || number === Infinity
      ? { state: 'off', range: value.range, module, text: textOf(value, module), value: number }
      : { state: 'set', value, range: value.range, module, number };
  }
  const origins = resolver.origins(value, module);
  const [origin] = origins;
  if (origins.length === 1 && origin?.kind === 'literal') {
    if (origin.value === undefined) return absent;
    if ((typeof origin.value === 'boolean' || origin.value === null) && off.includes(origin.value)) {
      return { state: 'off', range: value.range, module, text: textOf(value, module), value: origin.value };
    }
    if (origin.value === null) return absent;
  }
  if (mayBeUndefined(resolver, value, module)) return unsure('it may be undefined');
  return { state: 'set', value, range: value.range, module, number: undefined };
}

function settingOfEither(resolver: Resolver, value: Extract<Value, { kind: 'either' }>, module: ModuleModel, off: Off): Setting {
  const settings = value.options.map((option) => settingOfValue(resolver, option, module, off));
  if (value.operator === '??' || value.operator === '||') {
    const last = settings.at(-1) ?? absent;
    if (last.state === 'set') return last;
    return settings.some(({ state }) => state === 'set' || state === 'unknown') ? unsure('it may be left out') : last;
  }
  if (value.operator === '&&') return unsure('it is set under a condition');
  return agreed(settings);
}

const conversions = new Set(['Number', 'parseInt', 'parseFloat']);

/** `Number(x)`, `parseInt(x, 10)` and `+x` are what x is. */
export function convertedNumber(value: Value): Value | undefined {
  if (value.kind === 'operation') return value.operator === '+' && value.operands.length === 1 ? value.operands[0] : undefined;
  return value.kind === 'call' && !value.isNew && conversions.has(lastNameOf(value.callee) ?? '') ? value.args[0] : undefined;
}

function ofConverted(inner: Setting, value: Value): Setting {
  if (inner.state === 'set' || inner.state === 'off') return { ...inner, range: value.range };
  return inner.state === 'absent' ? unsure('it may be no number') : inner;
}

function mayBeUndefined(resolver: Resolver, value: Value, module: ModuleModel): boolean {
  if (value.kind === 'member' && (value.optional || isOptionalMember(resolver, value, module))) return true;
  return resolver.origins(value, module).some((origin) => {
    if (origin.kind === 'literal') return origin.value === undefined;
    if (origin.kind !== 'parameter') return false;
    const parameter = origin.fn.params[origin.index];
    return parameter?.name === undefined || (parameter.optional && parameter.fallback === undefined);
  });
}

/** `options.timeout` of `options: { timeout?: number }`. */
function isOptionalMember(resolver: Resolver, { object, property }: MemberValue, module: ModuleModel): boolean {
  if (property === undefined) return false;
  return resolver
    .origins(object, module)
    .some((origin) => origin.kind === 'shape' && origin.type.kind === 'object' && origin.type.members.get(property)?.optional === true);
}

/** The number that a value is, where it can be computed: `30 * 1000`, `TIMEOUT_MS`, `'5000'`. */
export function numberOf(resolver: Resolver, value: Value, module: ModuleModel): number | undefined {
  const known = resolver.origins(value, module).filter((origin) => isUseful(origin) || origin.kind === 'literal');
  const [origin] = known;
  if (known.length !== 1 || origin?.kind !== 'literal') return undefined;
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
