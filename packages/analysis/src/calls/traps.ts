/** Options that look like a timeout and bound nothing, or not what they say. */
import { writtenOption } from '../catalog/option-name.js';
import type { DependencyKind, TimeoutOption } from '../catalog/schema.js';
import type { ModuleModel } from '../module/model.js';
import type { CallValue, Range, Value } from '../module/value.js';
import { lastNameOf } from '../resolve/occurrences.js';
import type { Resolver } from '../resolve/resolver.js';
import type { Trap } from './facts.js';
import { convertedNumber, numberOf, textOf, type Setting } from './option-values.js';
import type { Duration } from './signals.js';

/** Traps that do harm although a timeout is set. */
export const misfires: ReadonlySet<Trap['kind']> = new Set(['overflow', 'reused-signal', 'unit']);

/** The longest delay that a Node timer keeps; longer ones fire at once. */
export const maxDelay = 2 ** 31 - 1;

/** `AbortSignal.timeout` throws above it. */
const maxSignalDelay = 2 ** 32 - 1;
const refused = { kind: 'overflow', why: 'AbortSignal.timeout takes at most 4,294,967,295 ms and throws above it' } as const;

/** Milliseconds that end a request to another host before any answer. */
const tooFew = 10;

/** Seconds that nobody waits: they were meant as milliseconds. */
const tooManySeconds = 1000;

/** Peers that are other hosts, behind a handshake; a cache may stand next to the server. */
const farAway: ReadonlySet<DependencyKind> = new Set(['http', 'database', 'mail', 'rpc', 'sdk', 'ai', 'queue']);

/** One option in force, as the code sets it. */
export interface Judged {
  readonly name: string;
  readonly option: TimeoutOption;
  readonly holder: CallValue | undefined;
  readonly setting: Setting;
}

export function trapIn({ option, holder, setting }: Judged, kind: DependencyKind): readonly Trap[] {
  if (holder === undefined || option.isSignal === true) return [];
  const written = writtenName(option);
  if (setting.state === 'off') {
    return [
      {
        holder,
        module: setting.module,
        range: setting.range,
        option: `${written}: ${setting.text}`,
        kind: 'disabled',
        why: 'it turns the timeout off',
      },
    ];
  }
  if (setting.state !== 'set') return [];
  const at = { holder, module: setting.module, range: setting.range };
  if (option.weakness !== undefined) return [{ ...at, option: written, kind: option.weakness.kind, why: option.weakness.why }];
  if (option.mustBe !== undefined) return [];
  const wrong = wrongDuration(setting.value, setting.number, option.unit, kind);
  return wrong === undefined || isMeant(setting) ? [] : [{ ...at, ...wrong, option: `${written}: ${textOf(setting.value, setting.module)}` }];
}

/** `headersTimeout: 1, // 1 ms`: a number whose unit the line names is no slip. */
function isMeant({ module, range }: Extract<Setting, { state: 'set' }>): boolean {
  const end = module.text.indexOf('\n', range[1]);
  return /\/[/*].*\d\s*(?:ms|milliseconds?|s|sec(?:onds)?)\b/i.test(module.text.slice(range[1], end < 0 ? undefined : end));
}

/** Of the duration that a signal's timer is given. */
export function trapInDuration(resolver: Resolver, { value, module }: Duration, holder: CallValue, kind: DependencyKind): Trap | undefined {
  const number = numberOf(resolver, value, module);
  const wrong = number !== undefined && number > maxSignalDelay ? refused : wrongDuration(value, number, 'ms', kind);
  return wrong === undefined ? undefined : { ...wrong, holder, module, range: value.range, option: `AbortSignal.timeout(${textOf(value, module)})` };
}

export function reusedSignal(made: { readonly module: ModuleModel; readonly range: Range }, holder: CallValue, option: string): Trap {
  const why = 'AbortSignal.timeout is made once here and reused: its time runs from then, so every call after it has passed fails at once';
  return { holder, module: made.module, range: made.range, option, kind: 'reused-signal', why };
}

function wrongDuration(
  value: Value,
  number: number | undefined,
  unit: TimeoutOption['unit'],
  kind: DependencyKind,
): Pick<Trap, 'kind' | 'why'> | undefined {
  if (unit === 's') {
    return number !== undefined && number >= tooManySeconds
      ? { kind: 'unit', why: `it counts seconds: that is ${String(Math.round(number / 60))} minutes` }
      : undefined;
  }
  if (number !== undefined && number > maxDelay) {
    return { kind: 'overflow', why: 'Node timers hold at most 2,147,483,647 ms and fire at once above it' };
  }
  const seconds = nameOfSeconds(value);
  if (seconds !== undefined && (number === undefined || number < tooManySeconds)) {
    return { kind: 'unit', why: `it counts milliseconds, and ${seconds} speaks of ${/min/i.test(seconds) ? 'minutes' : 'seconds'}` };
  }
  if (number !== undefined && number > 0 && number < tooFew && farAway.has(kind)) {
    return { kind: 'unit', why: `it counts milliseconds, and ${String(number)} ms are over before another host can answer` };
  }
  return undefined;
}

/** `TIMEOUT_SECONDS`, `config.timeoutSecs`, as they stand: a product is in another unit. */
function nameOfSeconds(value: Value): string | undefined {
  if (value.kind === 'either') return value.options.map(nameOfSeconds).find((name) => name !== undefined);
  const converted = convertedNumber(value);
  if (converted !== undefined) return nameOfSeconds(converted);
  const name = lastNameOf(value);
  return name !== undefined && /(?:[a-z]S|_s|_S|\bs)ec(?:ond)?s?$|_SEC(?:OND)?S?$|(?:[a-z]M|_m|\bm)in(?:ute)?s$|_MIN(?:UTE)?S$/.test(name)
    ? name
    : undefined;
}

/** `commandTimeout` says enough, `connect` of `timeout.connect` and `timeout` of `connect.timeout` do not. */
function writtenName({ place }: TimeoutOption): string {
  if (place.at !== 'client' && place.at !== 'call') return writtenOption(place);
  const last = place.path.split('.').at(-1) ?? '';
  return /.timeout/i.test(last) ? last : place.path;
}
