/** Whether the options in force bound a call against a silent peer, and which of them only look as if. */
import type { TimeoutFacts, TimeoutOption } from '../catalog/schema.js';
import { defaultBoundFor } from '../catalog/versions.js';
import type { ModuleModel } from '../module/model.js';
import type { CallValue, Range } from '../module/value.js';
import type { Resolver } from '../resolve/resolver.js';
import type { Evidence, IneffectiveTimeout } from './facts.js';
import { optionsAt, settingOf, stringOf, textOf, type OptionsSource, type Setting } from './options.js';
import { placeOfRange } from './place.js';
import { signalState } from './signals.js';

/** The longest delay that a Node timer keeps; longer ones fire at once. */
const maxDelay = 2 ** 31 - 1;

/** Where options of one use may stand: at the creation, at the call. */
export interface OptionSites {
  readonly creation: { readonly call: CallValue | undefined; readonly module: ModuleModel; readonly optionsAt: readonly number[]; readonly urlAt: number | undefined } | undefined;
  readonly call: { readonly call: CallValue; readonly module: ModuleModel } | undefined;
}

export interface Trap {
  readonly holder: CallValue;
  readonly module: ModuleModel;
  readonly range: Range;
  readonly option: string;
  readonly kind: IneffectiveTimeout['kind'];
  readonly why: string;
}

export interface Bound {
  readonly evidence: Evidence;
  readonly traps: readonly Trap[];
}

/** Evidence from options alone, and from the library's default where no option is set. */
export function boundBy(resolver: Resolver, facts: TimeoutFacts, sites: OptionSites, version: string | undefined, maxTimeout: number): Bound {
  const settings = new Map<string, Setting>();
  for (const [name, option] of Object.entries(facts.options)) settings.set(name, settingFor(resolver, option, sites));
  const traps = trapsIn(facts, settings, sites);
  const evidence = byAlternatives(facts, settings, traps);
  return { evidence: evidence ?? byDefault(facts, version, maxTimeout), traps };
}

function settingFor(resolver: Resolver, option: TimeoutOption, sites: OptionSites): Setting {
  const { place } = option;
  switch (place.at) {
    case 'client':
      return sites.creation === undefined ? { state: 'absent' } : settingAtCreation(resolver, option, place.path, sites.creation);
    case 'call': {
      if (sites.call === undefined) return { state: 'absent' };
      const { call, module } = sites.call;
      if (call.args.slice(0, place.argument + 1).some(({ kind }) => kind === 'spread')) return { state: 'unknown', why: 'its arguments are spread' };
      return settingIn(resolver, option, optionsAt(resolver, call.args[place.argument], module), place.path);
    }
    case 'url': {
      const { creation } = sites;
      if (creation?.call === undefined || creation.urlAt === undefined) return { state: 'absent' };
      const argument = creation.call.args[creation.urlAt];
      const text = stringOf(resolver, argument, creation.module);
      const range = argument?.range ?? creation.call.range;
      const number = text === undefined ? undefined : Number(new RegExp(`[?&]${place.parameter}=(\\d+)`).exec(text)?.[1]);
      if (number === undefined || Number.isNaN(number) || argument === undefined) return { state: 'absent' };
      if (option.disabled.includes(number)) return { state: 'off', range, module: creation.module, text: `${place.parameter}=${number}`, value: number };
      return { state: 'set', value: argument, range, module: creation.module, number };
    }
  }
}

function settingAtCreation(resolver: Resolver, option: TimeoutOption, path: string, creation: NonNullable<OptionSites['creation']>): Setting {
  if (creation.call === undefined) return { state: 'absent' };
  let doubt: Setting | undefined;
  for (const position of creation.optionsAt) {
    const setting = settingIn(resolver, option, optionsAt(resolver, creation.call.args[position], creation.module), path);
    if (setting.state === 'unknown') doubt ??= setting;
    else if (setting.state !== 'absent') return setting;
  }
  return doubt ?? { state: 'absent' };
}

function settingIn(resolver: Resolver, option: TimeoutOption, source: OptionsSource, path: string): Setting {
  const setting = settingOf(resolver, source, path, option.disabled);
  if (option.mustBe !== undefined && setting.state === 'set') return isLiteral(setting, option.mustBe) ? setting : { state: 'absent' };
  return setting;
}

function isLiteral(setting: Extract<Setting, { state: 'set' }>, expected: boolean): boolean {
  return setting.value.kind !== 'literal' || setting.value.value === expected;
}

/** Any whole conjunction bounds the call; one that may be whole leaves it unknown. */
function byAlternatives(facts: TimeoutFacts, settings: ReadonlyMap<string, Setting>, traps: readonly Trap[]): Evidence | undefined {
  let doubt: Evidence | undefined;
  for (const names of facts.sufficient) {
    const found = names.map((name) => settings.get(name) ?? ({ state: 'absent' } satisfies Setting));
    if (found.every(({ state }) => state === 'set')) {
      const [first] = found;
      const signal = names.length === 1 && facts.options[names[0] ?? '']?.isSignal === true;
      if (first?.state !== 'set') continue;
      if (signal) {
        if (traps.some(({ kind, range }) => kind === 'reused-signal' && range === first.range)) continue;
        doubt ??= { verdict: 'unknown', reason: 'its signal may be a deadline' };
        continue;
      }
      return { verdict: 'present', reason: `${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'} set`, where: placeOfRange(first.range, first.module) };
    }
    const unsure = found.find((setting) => setting.state === 'unknown');
    if (unsure?.state === 'unknown' && found.every(({ state }) => state === 'set' || state === 'unknown')) doubt ??= { verdict: 'unknown', reason: unsure.why };
  }
  if (doubt !== undefined) return doubt;
  const serverSide = Object.entries(facts.options).find(([name, option]) => option.weakness?.kind === 'server-only' && settings.get(name)?.state === 'set');
  return serverSide === undefined ? undefined : { verdict: 'unknown', reason: `${serverSide[0]} bounds it while the server is alive only` };
}

function byDefault(facts: TimeoutFacts, version: string | undefined, maxTimeout: number): Evidence {
  const bound = defaultBoundFor(facts, version);
  if (bound.ms !== null && bound.ms <= maxTimeout) return { verdict: 'present', reason: bound.phrase, where: undefined };
  return { verdict: 'missing', reason: bound.phrase };
}

/** A signal decides by what arms it. */
export function signalEvidence(resolver: Resolver, facts: TimeoutFacts, sites: OptionSites): { readonly evidence: Evidence; readonly trap: Trap | undefined } | undefined {
  for (const [name, option] of Object.entries(facts.options)) {
    if (option.isSignal !== true) continue;
    const setting = settingFor(resolver, option, sites);
    const holder = option.place.at === 'call' ? sites.call?.call : sites.creation?.call;
    if (setting.state !== 'set' || holder === undefined) continue;
    const signal = signalState(resolver, setting.value, setting.module);
    switch (signal.state) {
      case 'armed':
        return { evidence: { verdict: 'present', reason: `its signal is a deadline (${signal.by})`, where: placeOfRange(setting.range, setting.module) }, trap: undefined };
      case 'reused': {
        const why = 'AbortSignal.timeout is made once here and reused: its time runs from then, so every call after it has passed fails at once';
        return {
          evidence: { verdict: 'present', reason: 'its signal is a deadline, although a reused one', where: placeOfRange(setting.range, setting.module) },
          trap: { holder, module: setting.module, range: setting.range, option: name, kind: 'reused-signal', why },
        };
      }
      case 'unknown':
        return { evidence: { verdict: 'unknown', reason: signal.why }, trap: undefined };
      case 'absent':
        break;
    }
  }
  return undefined;
}

/** Options that look like a timeout and bound nothing. */
function trapsIn(facts: TimeoutFacts, settings: ReadonlyMap<string, Setting>, sites: OptionSites): readonly Trap[] {
  const traps: Trap[] = [];
  for (const [name, option] of Object.entries(facts.options)) {
    const setting = settings.get(name);
    const holder = option.place.at === 'call' ? sites.call?.call : sites.creation?.call;
    if (setting === undefined || holder === undefined || option.isSignal === true) continue;
    if (setting.state === 'off') {
      const kind = 'disabled';
      traps.push({ holder, module: setting.module, range: setting.range, option: `${lastName(option, name)}: ${setting.text}`, kind, why: 'it turns the timeout off' });
    } else if (setting.state === 'set') {
      const text = textOf(setting.value, setting.module);
      if (option.weakness !== undefined) traps.push({ holder, module: setting.module, range: setting.range, option: lastName(option, name), kind: option.weakness.kind, why: option.weakness.why });
      else if (option.mustBe === undefined && setting.number !== undefined && setting.number > maxDelay && option.unit === 'ms') {
        traps.push({ holder, module: setting.module, range: setting.range, option: `${lastName(option, name)}: ${text}`, kind: 'overflow', why: 'Node timers hold at most 2,147,483,647 ms and fire at once above it' });
      }
    }
  }
  return traps;
}

function lastName(option: TimeoutOption, name: string): string {
  const { place } = option;
  return place.at === 'url' ? place.parameter : (place.path.split('.').at(-1) ?? name);
}
