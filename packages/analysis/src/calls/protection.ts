/** Which protections dominate a call: policies that it is handed to, races with a timer, local wrappers. */
import type { BodySite, FunctionModel, ModuleModel } from '../module/model.js';
import type { CallValue, Value } from '../module/value.js';
import type { Protects } from '../protections/index.js';
import { argumentsNamed, callsOf, lastNameOf } from '../resolve/occurrences.js';
import type { Origin } from '../resolve/origin.js';
import type { Resolver } from '../resolve/resolver.js';
import { isExported } from '../resolve/visibility.js';
import { callersOf, enclosuresOf, handedByName, isPassedInline, type Enclosure } from './enclosing.js';
import type { Evidence } from './facts.js';
import { isHandMadeBreaker } from './hand-made-breakers.js';
import { isNamedElsewhere } from './named-elsewhere.js';
import { placeOf } from './place.js';
import { byConstruct, byOperators, byPolicy, type Guarded } from './policies.js';
import { isRaceWithTimer } from './timers.js';

/** Wrappers that call wrappers: callees two modules deep, as far as summaries go. */
const maxWrappers = 3;

const suspicious = /timeout|deadline|withtimelimit|abortafter|breaker|polic(?:y|ies)|resilien/i;
const limiting = /limit|throttl|semaphore|mutex|\bsema|bottleneck|queue|schedul|concurren|\bpool\b|exclusive|sequen|series|oneAtATime/i;

/** The innermost evidence of a protection around a value; undefined where nothing around it protects. */
export function protectionAround(
  resolver: Resolver,
  protects: Protects,
  value: Value,
  body: BodySite,
  module: ModuleModel,
  depth = 0,
): Evidence | undefined {
  let doubt: Evidence | undefined;
  for (const enclosure of enclosuresOf(value, body)) {
    const evidence = byEnclosure(resolver, protects, enclosure, module, depth);
    if (evidence?.verdict === 'present') return evidence;
    doubt ??= evidence;
  }
  return doubt;
}

function byEnclosure(resolver: Resolver, protects: Protects, enclosure: Enclosure, module: ModuleModel, depth: number): Evidence | undefined {
  switch (enclosure.kind) {
    case 'promise':
      // A promise has been started: too late to hold it back.
      return protects === 'concurrency'
        ? undefined
        : byWrapper(resolver, protects, { wrapper: enclosure.wrapper, argument: enclosure.argument, fn: undefined }, module, depth);
    case 'function':
      return byWrapper(resolver, protects, enclosure, module, depth);
    case 'chain':
      return enclosure.method === 'pipe' ? byOperators(resolver, protects, enclosure.call, module) : undefined;
    case 'body':
      return enclosure.fn === undefined || isPassedInline(enclosure.fn)
        ? undefined
        : (byDecorators(protects, enclosure.fn, module) ?? byUses(resolver, protects, enclosure.fn, module, depth));
    case 'await':
      return undefined;
  }
}

/** `@Timeout(5000)` on a method, `@UseInterceptors(TimeoutInterceptor)` on its class: seen, not understood. */
function byDecorators(protects: Protects, fn: FunctionModel, module: ModuleModel): Evidence | undefined {
  if (protects !== 'timeout') return undefined;
  for (const { value } of [...fn.decorators, ...(fn.cls?.decorators ?? [])]) {
    const text = module.text.slice(value.range[0], value.range[1]);
    if (suspicious.test(text)) return { verdict: 'unknown', reason: `the decorator ${text.split('(')[0] ?? text} may bound it` };
  }
  return undefined;
}

/** A function is as bounded as all of its uses: calls, if only this file can call it, and what it is handed to by its name. */
function byUses(resolver: Resolver, protects: Protects, fn: FunctionModel, module: ModuleModel, depth: number): Evidence | undefined {
  if (depth >= maxWrappers) return undefined;
  const handed = handedByName(fn, module).map((use) => byWrapper(resolver, protects, use, module, depth));
  if (handed.length === 0 && isExported(fn, module) && isNamedElsewhere(resolver, fn, module)) return undefined;
  const called = callersOf(fn, module).map((caller) => protectionAround(resolver, protects, caller, caller.site.body, module, depth + 1));
  const uses = [...handed, ...called];
  const [first] = uses;
  if (first === undefined || uses.some((use) => use === undefined)) return undefined;
  if (uses.some((use) => use?.verdict !== 'present')) return uses.find((use) => use?.verdict === 'unknown');
  return first.verdict === 'present' && handed.length === 0 ? { ...first, reason: `every caller is guarded: ${first.reason}` } : first;
}

function byWrapper(resolver: Resolver, protects: Protects, guarded: Guarded, module: ModuleModel, depth: number): Evidence | undefined {
  const { wrapper } = guarded;
  if (protects === 'timeout' && isRaceWithTimer(resolver, wrapper, module)) {
    return { verdict: 'present', reason: 'it is raced with a timer', where: placeOf(wrapper, module) };
  }
  if (wrapper.callee.kind === 'name' && wrapper.callee.name === 'pipe') {
    const piped = byOperators(resolver, protects, wrapper, module);
    if (piped !== undefined) return piped;
  }
  const origins = resolver.origins(wrapper.callee, module);
  for (const origin of origins) {
    const evidence = byOrigin(resolver, protects, origin, guarded, module, depth);
    if (evidence !== undefined) return evidence;
  }
  const name = namesIn(wrapper.callee);
  // A limiter of the project's own holds calls back by means that are not read.
  if (origins.length > 0 && origins.every((origin) => isUnderstood(resolver, origin) && (protects !== 'concurrency' || origin.kind !== 'function'))) {
    return undefined;
  }
  if (protects === 'concurrency') {
    return isLimiter(wrapper.callee, name) ? { verdict: 'unknown', reason: `${name} is not known: it may hold this call back` } : undefined;
  }
  return suspicious.test(name) ? { verdict: 'unknown', reason: `${name} is not known: it may protect this call` } : undefined;
}

function byOrigin(
  resolver: Resolver,
  protects: Protects,
  origin: Origin,
  guarded: Guarded,
  module: ModuleModel,
  depth: number,
): Evidence | undefined {
  if (origin.kind === 'export') return byConstruct(resolver, protects, origin, guarded, module);
  if (origin.kind === 'result') return byPolicy(resolver, protects, origin, guarded, module);
  if (origin.kind === 'function' && protects === 'circuitBreaker' && isHandMadeBreaker(origin.fn, origin.module)) {
    return { verdict: 'present', reason: 'a circuit breaker of the project guards it', where: placeOf(guarded.wrapper, module) };
  }
  return origin.kind === 'function' && depth < maxWrappers ? byLocalWrapper(resolver, protects, origin.fn, guarded, origin.module, depth) : undefined;
}

/** `limit(fn)`, `queue.add(fn)`; not `limits.map(fn)`. */
function isLimiter(callee: Value, name: string): boolean {
  return (
    limiting.test(name) &&
    !(callee.kind === 'member' && /^(?:map|flatMap|forEach|filter|reduce|then|catch|finally|from)$/.test(callee.property ?? ''))
  );
}

/** What can be read, or is described, protects only if it says so. */
function isUnderstood(resolver: Resolver, origin: Origin): boolean {
  switch (origin.kind) {
    case 'function':
    case 'global':
    case 'client':
      return true;
    case 'export':
      return resolver.protections.knows(origin.package);
    case 'result':
      return isUnderstood(resolver, origin.of);
    default:
      return false;
  }
}

/** `policies.payments.execute`: the names that a callee is reached by. */
function namesIn(callee: Value): string {
  if (callee.kind === 'call') return namesIn(callee.callee);
  const last = lastNameOf(callee) ?? '';
  const before = callee.kind === 'member' ? namesIn(callee.object) : '';
  return before === '' ? last : `${before}.${last}`;
}

/** What a function of the project does with the function or promise in its parameter. */
function byLocalWrapper(
  resolver: Resolver,
  protects: Protects,
  fn: FunctionModel,
  guarded: Guarded,
  module: ModuleModel,
  depth: number,
): Evidence | undefined {
  const index = guarded.argument;
  const name = fn.params[index]?.name;
  if (name === undefined) return undefined;
  const isParameter = (value: Value): boolean => {
    if (value.kind !== 'name' || value.name !== name) return false;
    const source = value.scope.lookup(name)?.source;
    return source?.from === 'parameter' && source.fn === fn && source.index === index;
  };
  const wrapperName = fn.name ?? 'a wrapper';
  for (const call of usesOf(name, fn, module)) {
    // The call of the parameter, or its being handed on, stands inside a protection.
    const use = isParameter(call.callee) ? call : (call.args.find(isParameter) ?? elementOf(call, isParameter));
    if (use === undefined) continue;
    const evidence = protectionAround(resolver, protects, use, call.site.body, module, depth + 1);
    if (evidence?.verdict === 'present') return { ...evidence, reason: `${wrapperName} bounds it: ${evidence.reason}` };
    // A function without a parameter takes no signal.
    if (protects === 'timeout' && isParameter(call.callee) && guarded.fn?.params.length !== 0 && passesArmedSignal(call, module)) {
      return { verdict: 'present', reason: `${wrapperName} gives it a signal with a deadline`, where: placeOf(call, module) };
    }
  }
  return undefined;
}

/** Calls within a function that may call a name or hand it on: `name()`, `f(name)`, `Promise.race([name, …])`. */
function usesOf(name: string, { range }: FunctionModel, module: ModuleModel): readonly CallValue[] {
  const lists = ['race', 'any', 'all', 'allSettled'].flatMap((method) => callsOf(module, method));
  const calls = [...callsOf(module, name), ...argumentsNamed(module, name).map(({ call }) => call), ...lists];
  return calls.filter((call) => call.range[0] >= range[0] && call.range[1] <= range[1]);
}

function elementOf(call: CallValue, matches: (value: Value) => boolean): Value | undefined {
  const [list] = call.args;
  return list?.kind === 'array' ? list.elements.find(matches) : undefined;
}

/** `fn(controller.signal)` or `fn({ signal })` in a file that arms a timer. */
function passesArmedSignal({ args }: CallValue, module: ModuleModel): boolean {
  const mentionsSignal = args.some(
    (arg) =>
      (arg.kind === 'member' && arg.property === 'signal') ||
      (arg.kind === 'name' && /signal/i.test(arg.name)) ||
      (arg.kind === 'object' && arg.entries.some((entry) => entry.kind === 'property' && entry.name === 'signal')),
  );
  return mentionsSignal && (callsOf(module, 'setTimeout').length > 0 || callsOf(module, 'timeout').length > 0);
}
