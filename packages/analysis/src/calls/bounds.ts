/** Whether the options in force bound a call against a silent peer, and which of them only look as if. */
import type { DependencyKind, Library, TimeoutFacts, TimeoutOption } from '../catalog/schema.js';
import { writtenOption } from '../catalog/option-name.js';
import { isTried } from '../catalog/verification.js';
import { holds } from '../catalog/versions.js';
import type { ModuleModel } from '../module/model.js';
import type { CallValue } from '../module/value.js';
import { isMadeWith } from '../resolve/conditions.js';
import type { Making } from '../resolve/made-options.js';
import type { Resolver } from '../resolve/resolver.js';
import { defaultBoundIn } from './default-bound.js';
import type { Evidence, Trap } from './facts.js';
import { absent, numberOf, unsure, type Setting } from './option-values.js';
import { placeOfRange } from './place.js';
import { settingFor } from './setting-in-force.js';
import { signalState, type Duration } from './signals.js';
import { maxDelay, misfires, reusedSignal, trapIn, trapInDuration, type Judged } from './traps.js';

/** Where a call stands, and by which members of its client or exports of its library. */
export interface CallingSite {
  readonly call: CallValue;
  readonly module: ModuleModel;
  readonly path: readonly string[];
}

/** What the facts are asked about: a creation, a call, or both. */
export interface BoundQuestion {
  readonly library: Library;
  readonly facts: TimeoutFacts;
  readonly version: string | undefined;
  /** Longest default that counts as bounded, in ms. */
  readonly maxTimeout: number;
  readonly making: Making | undefined;
  readonly calling: CallingSite | undefined;
}

export interface Bound {
  readonly evidence: Evidence;
  readonly traps: readonly Trap[];
  /** Options of the first sufficient alternative that are not set, by their names in the facts. */
  readonly lacks: readonly string[];
  /** The code turns the timeout off here, so that no default of the library or the process holds. */
  readonly isTurnedOff: boolean;
}

type SetSetting = Extract<Setting, { state: 'set' }>;

/** Evidence from options alone, and from the library's default where no option is set. */
export function boundBy(resolver: Resolver, question: BoundQuestion): Bound {
  const judged = Object.entries(question.facts.options).flatMap(([name, option]): readonly Judged[] => {
    if (option.versions !== undefined && !holds(option.versions, question.version)) return [];
    const isOurs = question.making === undefined || option.onlyWith === undefined ? 'yes' : isMadeWith(resolver, option.onlyWith, question.making);
    if (isOurs === 'no') return [];
    const setting = settingFor(resolver, option, question);
    return [
      {
        name,
        option,
        holder: holderOf(option, question),
        setting: isOurs === 'unknown' && setting.state === 'set' ? unsure('it depends on how its client is made') : setting,
      },
    ];
  });
  const { kind } = question.library;
  const signal = bySignal(resolver, judged, kind);
  const settings = new Map(judged.map(({ name, setting }) => [name, setting]));
  const turnedOff = byTurnedOff(question.facts, judged);
  const known =
    strongest(byAlternatives(question.facts, settings), signal?.evidence) ??
    byCustomCode(resolver, judged) ??
    byServer(judged) ??
    turnedOff ??
    byDefault(resolver, question);
  const evidence = known.verdict === 'missing' && !isTried(question.library) ? untried : known;
  const traps = isTried(question.library)
    ? [...judged.flatMap((each) => trapIn(each, kind)), ...(signal?.trap === undefined ? [] : [signal.trap])]
    : [];
  const preferred = question.facts.sufficient.find((names) => names.every((name) => settings.has(name))) ?? [];
  const lacks = preferred.filter((name) => settings.get(name)?.state !== 'set' && !isDoubtful(resolver, question, question.facts.options[name]));
  return {
    evidence,
    traps: evidence.verdict === 'present' ? traps.filter((trap) => misfires.has(trap.kind)) : traps,
    lacks,
    isTurnedOff: evidence === turnedOff,
  };
}

/** Whether it is the client's own only if it was made with what can't be read: `dialect: options.dialect`. */
function isDoubtful(resolver: Resolver, { making }: BoundQuestion, option: TimeoutOption | undefined): boolean {
  return making !== undefined && option?.onlyWith !== undefined && isMadeWith(resolver, option.onlyWith, making) === 'unknown';
}

/** No finding rests on what nobody has run. */
const untried: Evidence = { verdict: 'unknown', reason: 'what this library does about a silent peer is known from its manual only' };

function holderOf({ place }: TimeoutOption, { calling, making }: BoundQuestion): CallValue | undefined {
  if (place.at === 'call') return calling?.call;
  return place.at === 'chain' || place.at === 'ending' ? (calling?.call ?? making?.call) : making?.call;
}

/** Present wins over unknown. */
function strongest(a: Evidence | undefined, b: Evidence | undefined): Evidence | undefined {
  return a?.verdict === 'present' ? a : b?.verdict === 'present' ? b : (a ?? b);
}

/** Any whole conjunction bounds the call; one that may be whole leaves it unknown. */
function byAlternatives(facts: TimeoutFacts, settings: ReadonlyMap<string, Setting>): Evidence | undefined {
  let doubt: Evidence | undefined;
  for (const names of facts.sufficient) {
    if (names.some((name) => facts.options[name]?.isSignal === true)) continue;
    const found = names.map((name) => settings.get(name) ?? absent);
    const [first] = found;
    if (first?.state === 'set' && found.every(({ state }) => state === 'set')) {
      return {
        verdict: 'present',
        reason: `${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'} set`,
        where: placeOfRange(first.range, first.module),
        ...limitOf(names.flatMap((name) => durationIn(facts.options[name], settings.get(name)))),
      };
    }
    const unsure = found.find((setting) => setting.state === 'unknown');
    if (unsure?.state === 'unknown' && found.every(({ state }) => state === 'set' || state === 'unknown')) {
      doubt ??= { verdict: 'unknown', reason: unsure.why };
    }
  }
  return doubt;
}

/** What an option's setting ends an attempt after, in ms; switches count nothing. */
function durationIn(option: TimeoutOption | undefined, setting: Setting | undefined): readonly (number | undefined)[] {
  if (option === undefined || option.mustBe !== undefined || setting?.state !== 'set') return [];
  return [setting.number === undefined ? undefined : setting.number * (option.unit === 's' ? 1_000 : 1)];
}

/** Several durations are of several phases: how long they are together is not known. */
function limitOf([ms, ...others]: readonly (number | undefined)[]): { readonly limitMs?: number } {
  return ms === undefined || others.length > 0 || ms > maxDelay ? {} : { limitMs: ms };
}

/** A `fetch` or an agent of the user's own may bound it, unless its text speaks of no deadline. */
function byCustomCode(resolver: Resolver, judged: readonly Judged[]): Evidence | undefined {
  for (const { name, option, setting } of judged) {
    if (option.isCustom !== true || setting.state === 'absent' || setting.state === 'off') continue;
    if (setting.state === 'unknown') return { verdict: 'unknown', reason: setting.why };
    const isUnderstood = resolver
      .origins(setting.value, setting.module)
      .every(
        (origin) =>
          origin.kind === 'global' ||
          (origin.kind === 'function' && !/timeout|signal|abort/i.test(origin.module.text.slice(origin.fn.range[0], origin.fn.range[1]))),
      );
    if (!isUnderstood) return { verdict: 'unknown', reason: `its own ${name} may bound it` };
  }
  return undefined;
}

/** A limit that the server enforces bounds the call while the server lives. */
function byServer(judged: readonly Judged[]): Evidence | undefined {
  const limit = judged.find(({ option, setting }) => option.weakness?.kind === 'server-only' && setting.state === 'set');
  return limit === undefined ? undefined : { verdict: 'unknown', reason: `${limit.name} bounds it only while the server is alive` };
}

/** A default does not hold where the code turns it off. */
function byTurnedOff(facts: TimeoutFacts, judged: readonly Judged[]): Evidence | undefined {
  for (const { name, setting } of judged) {
    if (setting.state === 'off' && facts.sufficient.some((names) => names.includes(name))) {
      return { verdict: 'missing', reason: `${setting.text} turns its timeout off` };
    }
  }
  return undefined;
}

function byDefault({ workspace, home }: Resolver, { library, facts, version, maxTimeout }: BoundQuestion): Evidence {
  const bound = defaultBoundIn(workspace, home, facts, version);
  if (bound.ms !== null && bound.ms <= maxTimeout) return { verdict: 'present', reason: bound.phrase, where: undefined, limitMs: bound.ms };
  return isTried(library, bound) ? { verdict: 'missing', reason: bound.phrase } : untried;
}

interface OfSignal {
  readonly evidence: Evidence;
  readonly trap: Trap | undefined;
}

/** A signal decides by what arms it. */
function bySignal(resolver: Resolver, judged: readonly Judged[], kind: DependencyKind): OfSignal | undefined {
  for (const { option, setting, holder } of judged) {
    if (option.isSignal !== true || holder === undefined) continue;
    if (setting.state === 'unknown') return { evidence: { verdict: 'unknown', reason: setting.why }, trap: undefined };
    if (setting.state === 'set') {
      const found = bySetSignal(resolver, option, setting, holder, kind);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function bySetSignal(resolver: Resolver, option: TimeoutOption, setting: SetSetting, holder: CallValue, kind: DependencyKind): OfSignal | undefined {
  // One that a client keeps serves all of its calls.
  const signal = signalState(resolver, setting.value, setting.module, holder, option.place.at === 'client');
  const where = placeOfRange(setting.range, setting.module);
  switch (signal.state) {
    case 'armed':
      return {
        evidence: { verdict: 'present', reason: `its signal is a deadline (${signal.by})`, where, ...limitOf(durationOf(resolver, signal.duration)) },
        trap: signal.duration === undefined ? undefined : trapInDuration(resolver, signal.duration, holder, kind),
      };
    case 'reused':
      return {
        evidence: { verdict: 'present', reason: 'its signal is a deadline, although a reused one', where },
        trap: reusedSignal(setting, holder, writtenOption(option.place)),
      };
    case 'unknown':
      return { evidence: { verdict: 'unknown', reason: signal.why }, trap: undefined };
    case 'cancellation':
    case 'absent':
      return undefined;
  }
}

function durationOf(resolver: Resolver, duration: Duration | undefined): readonly (number | undefined)[] {
  return duration === undefined ? [] : [numberOf(resolver, duration.value, duration.module)];
}
