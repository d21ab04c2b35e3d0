/** Which protections dominate a call: policies that it is handed to, races with a timer, local wrappers. */
import type { BodySite, FunctionModel, ModuleModel } from '../module/model.js';
import type { CallValue, Value } from '../module/value.js';
import { protections, type Given, type Protects } from '../protections/index.js';
import type { Origin } from '../resolve/origin.js';
import type { Resolver } from '../resolve/resolver.js';
import { compilePath } from '../catalog/paths.js';
import { enclosuresOf, isPassedInline, privateCallers, type Enclosure } from './enclosing.js';
import type { Evidence } from './facts.js';
import { optionsAt, settingOf } from './options.js';
import { placeOf } from './place.js';

/** Wrappers that call wrappers: callees two modules deep, as far as summaries go. */
const maxWrappers = 3;

const suspicious = /timeout|deadline|withtimelimit|abortafter|breaker|policy|resilien/i;

/** The innermost evidence of a protection around a value; undefined where nothing around it protects. */
export function protectionAround(resolver: Resolver, protects: Protects, value: Value, body: BodySite, module: ModuleModel, depth = 0): Evidence | undefined {
  let doubt: Evidence | undefined;
  for (const enclosure of enclosuresOf(value, body, module)) {
    const evidence = byEnclosure(resolver, protects, enclosure, module, depth);
    if (evidence?.verdict === 'present') return evidence;
    doubt ??= evidence;
  }
  return doubt;
}

function byEnclosure(resolver: Resolver, protects: Protects, enclosure: Enclosure, module: ModuleModel, depth: number): Evidence | undefined {
  switch (enclosure.kind) {
    case 'promise':
    case 'function':
      return byWrapper(resolver, protects, enclosure, module, depth);
    case 'chain':
      return byOperators(resolver, protects, enclosure.method, enclosure.call, module);
    case 'body':
      return enclosure.fn === undefined || isPassedInline(enclosure.fn)
        ? undefined
        : (byDecorators(protects, enclosure.fn, module) ?? byCallers(resolver, protects, enclosure.fn, module, depth));
    case 'await':
      return undefined;
  }
}

/** `.pipe(timeout(5000))`: operators of a library, in a chain or a `pipe(…)`. */
function byOperators(resolver: Resolver, protects: Protects, method: string, piped: CallValue, module: ModuleModel): Evidence | undefined {
  if (method !== 'pipe') return undefined;
  for (const operator of piped.args) {
    if (operator.kind !== 'call') continue;
    for (const origin of resolver.origins(operator.callee, module)) {
      if (origin.kind === 'export' && isOperator(origin.package, origin.path, protects)) return { verdict: 'present', reason: `${origin.path.join('.')} of ${origin.package} guards it`, where: placeOf(operator, module) };
    }
  }
  return undefined;
}

function isOperator(packageName: string, path: readonly string[], protects: Protects): boolean {
  return protections.some(
    ({ packages, constructs }) =>
      packages.includes(packageName) && constructs.some((construct) => construct.form === 'operator' && construct.gives.some((given) => given.protects === protects) && compilePath(construct.path)(path)),
  );
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

/** A function that only this file can call is as bounded as all of its callers. */
function byCallers(resolver: Resolver, protects: Protects, fn: FunctionModel, module: ModuleModel, depth: number): Evidence | undefined {
  if (depth >= maxWrappers) return undefined;
  const evidence = privateCallers(fn, module).map((caller) => protectionAround(resolver, protects, caller, caller.site.body, module, depth + 1));
  const [first] = evidence;
  return first?.verdict === 'present' && evidence.every((each) => each?.verdict === 'present') ? { ...first, reason: `every caller is guarded: ${first.reason}` } : undefined;
}

type Handed = Extract<Enclosure, { kind: 'promise' | 'function' }>;

function byWrapper(resolver: Resolver, protects: Protects, enclosure: Handed, module: ModuleModel, depth: number): Evidence | undefined {
  const { wrapper } = enclosure;
  if (protects === 'timeout' && isRaceWithTimer(resolver, enclosure, module)) {
    return { verdict: 'present', reason: 'it is raced with a timer', where: placeOf(wrapper, module) };
  }
  const origins = resolver.origins(wrapper.callee, module);
  const piped = wrapper.callee.kind === 'name' ? byOperators(resolver, protects, wrapper.callee.name, wrapper, module) : undefined;
  if (piped !== undefined) return piped;
  for (const origin of origins) {
    const evidence = byOrigin(resolver, protects, origin, enclosure, module, depth);
    if (evidence !== undefined) return evidence;
  }
  const name = wrapper.callee.kind === 'member' ? wrapper.callee.property : wrapper.callee.kind === 'name' ? wrapper.callee.name : undefined;
  const isKnown = origins.length > 0 && origins.every(({ kind }) => kind === 'function' || kind === 'global' || kind === 'client');
  if (!isKnown && name !== undefined && suspicious.test(name)) return { verdict: 'unknown', reason: `${name} is not known: it may protect this call` };
  return undefined;
}

function byOrigin(resolver: Resolver, protects: Protects, origin: Origin, enclosure: Handed, module: ModuleModel, depth: number): Evidence | undefined {
  if (origin.kind === 'export') return byConstruct(resolver, protects, origin, enclosure, module);
  if (origin.kind === 'result') return byPolicy(resolver, protects, origin, enclosure, module);
  return origin.kind === 'function' && depth < maxWrappers ? byLocalWrapper(resolver, protects, origin.fn, enclosure.argument, origin.module, depth) : undefined;
}

function byConstruct(resolver: Resolver, protects: Protects, origin: Extract<Origin, { kind: 'export' }>, { wrapper, argument }: Handed, module: ModuleModel): Evidence | undefined {
  for (const protection of protections) {
    if (!protection.packages.includes(origin.package)) continue;
    for (const construct of protection.constructs) {
      if ((construct.form !== 'function' && construct.form !== 'constructor') || construct.argument !== argument) continue;
      if (!compilePath(construct.path)(origin.path) || wrapper.isNew !== (construct.form === 'constructor')) continue;
      const evidence = byGiven(resolver, protects, construct.gives, wrapper, module, protection.name);
      if (evidence !== undefined) return evidence;
    }
  }
  return undefined;
}

/** `policy.execute(fn)`: the policy's maker says what it gives; `wrap(a, b)` gives what its parts do. */
function byPolicy(resolver: Resolver, protects: Protects, origin: Extract<Origin, { kind: 'result' }>, { wrapper }: Handed, module: ModuleModel): Evidence | undefined {
  const [method, ...rest] = origin.members;
  if (method === undefined || rest.length > 0 || origin.of.kind !== 'export') return undefined;
  const gives = givenByPolicy(resolver, origin, method);
  return gives.some((given) => given.protects === protects)
    ? { verdict: 'present', reason: `it runs in a policy of ${origin.of.package}`, where: placeOf(wrapper, module) }
    : undefined;
}

function givenByPolicy(resolver: Resolver, origin: Extract<Origin, { kind: 'result' }>, method: string): readonly Given[] {
  const { of, call, module } = origin;
  if (of.kind !== 'export') return [];
  return protections
    .filter((protection) => protection.packages.includes(of.package))
    .flatMap(({ constructs }) => constructs)
    .flatMap((construct): readonly Given[] => {
      if (construct.form === 'policy') return compilePath(construct.maker)(of.path) && construct.method === method ? construct.gives : [];
      if (construct.form !== 'combination' || !compilePath(construct.maker)(of.path)) return [];
      return call.args.flatMap((part) => resolver.origins(part, module).flatMap((inner) => (inner.kind === 'result' && inner.call !== call ? givenByPolicy(resolver, inner, method) : [])));
    });
}

function byGiven(resolver: Resolver, protects: Protects, gives: readonly Given[], wrapper: CallValue, module: ModuleModel, name: string): Evidence | undefined {
  const given = gives.find((candidate) => candidate.protects === protects);
  if (given === undefined) return undefined;
  const present: Evidence = { verdict: 'present', reason: `${name} guards it`, where: placeOf(wrapper, module) };
  if (given.option === undefined) return present;
  const setting = settingOf(resolver, optionsAt(resolver, wrapper.args[given.option.argument], module), given.option.path, { off: given.option.off, holders: [] });
  switch (setting.state) {
    case 'set':
      return present;
    case 'absent':
      return given.option.default === 'on' ? present : undefined;
    case 'off':
      return undefined;
    case 'unknown':
      return { verdict: 'unknown', reason: `${name} may guard it: ${setting.why}` };
  }
}

/** What a function of the project does with the function or promise in its parameter. */
function byLocalWrapper(resolver: Resolver, protects: Protects, fn: FunctionModel, index: number, module: ModuleModel, depth: number): Evidence | undefined {
  const parameter = fn.params[index];
  if (parameter?.name === undefined) return undefined;
  const { name } = parameter;
  const isParameter = (value: Value): boolean => {
    if (value.kind !== 'name' || value.name !== name) return false;
    const source = value.scope.lookup(name)?.source;
    return source?.from === 'parameter' && source.fn === fn && source.index === index;
  };
  for (const call of module.calls) {
    if (call.range[0] < fn.range[0] || call.range[1] > fn.range[1]) continue;
    // The call of the parameter, or its being handed on, stands inside a protection.
    const use = isParameter(call.callee) ? call : call.args.find(isParameter) ?? elementOf(call, isParameter);
    if (use === undefined) continue;
    const evidence = protectionAround(resolver, protects, use, call.site.body, module, depth + 1);
    if (evidence?.verdict === 'present') return { ...evidence, reason: `${fn.name ?? 'a wrapper'} bounds it: ${evidence.reason}` };
    if (protects === 'timeout' && isParameter(call.callee) && passesArmedSignal(call, module)) {
      return { verdict: 'present', reason: `${fn.name ?? 'a wrapper'} gives it a signal with a deadline`, where: placeOf(call, module) };
    }
  }
  return undefined;
}

function elementOf(call: CallValue, matches: (value: Value) => boolean): Value | undefined {
  const [list] = call.args;
  return list?.kind === 'array' ? list.elements.find(matches) : undefined;
}

/** `fn(controller.signal)` or `fn({ signal })` in a function that arms a timer. */
function passesArmedSignal(call: CallValue, module: ModuleModel): boolean {
  const mentionsSignal = call.args.some(
    (arg) => (arg.kind === 'member' && arg.property === 'signal') || (arg.kind === 'name' && /signal/i.test(arg.name)) || (arg.kind === 'object' && arg.entries.some((entry) => entry.kind === 'property' && entry.name === 'signal')),
  );
  return mentionsSignal && module.calls.some(({ callee }) => (callee.kind === 'name' && callee.name === 'setTimeout') || (callee.kind === 'member' && callee.property === 'timeout'));
}

function isRaceWithTimer(resolver: Resolver, enclosure: Handed, module: ModuleModel): boolean {
  const { wrapper } = enclosure;
  if (wrapper.callee.kind !== 'member' || (wrapper.callee.property !== 'race' && wrapper.callee.property !== 'any')) return false;
  if (wrapper.callee.object.kind !== 'name' || wrapper.callee.object.name !== 'Promise') return false;
  const [list] = wrapper.args;
  return list?.kind === 'array' && list.elements.some((element) => isTimer(resolver, element, module, 0));
}

/** A promise that a timer settles: `new Promise((_, reject) => setTimeout(reject, ms))`, or a function that answers one. */
function isTimer(resolver: Resolver, value: Value, module: ModuleModel, depth: number): boolean {
  if (depth > 3) return false;
  if (value.kind === 'name') {
    const source = value.scope.lookup(value.name)?.source;
    return source?.from === 'value' && isTimer(resolver, source.value, module, depth + 1);
  }
  if (value.kind === 'await') return isTimer(resolver, value.value, module, depth + 1);
  if (value.kind !== 'call') return false;
  if (value.isNew && value.callee.kind === 'name' && value.callee.name === 'Promise') {
    const [executor] = value.args;
    return executor?.kind === 'function' && startsTimer(executor.fn, module);
  }
  if (value.callee.kind === 'member' && (value.callee.property === 'then' || value.callee.property === 'catch')) return isTimer(resolver, value.callee.object, module, depth + 1);
  const name = value.callee.kind === 'name' ? value.callee.name : value.callee.kind === 'member' ? value.callee.property : undefined;
  for (const origin of resolver.origins(value.callee, module)) {
    if (origin.kind === 'function' && (startsTimer(origin.fn, origin.module) || origin.fn.returns.some((returned) => isTimer(resolver, returned, origin.module, depth + 1)))) return true;
    if (origin.kind === 'export' && /^node:timers/.test(origin.package)) return true;
  }
  return name !== undefined && /timeout|delay|sleep|rejectAfter/i.test(name);
}

function startsTimer(fn: FunctionModel, module: ModuleModel): boolean {
  return module.calls.some(
    (call) => call.range[0] >= fn.range[0] && call.range[1] <= fn.range[1] && call.callee.kind === 'name' && call.callee.name === 'setTimeout',
  );
}
