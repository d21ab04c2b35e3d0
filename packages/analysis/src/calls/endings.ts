/** Timers and listeners that end what a call answers: no option, and yet its deadline. */
import type { OptionPlace } from '../catalog/schema.js';
import type { FunctionModel, ModuleModel } from '../module/model.js';
import type { CallValue, Value } from '../module/value.js';
import { callsOf, lastNameOf } from '../resolve/occurrences.js';
import type { Resolver } from '../resolve/resolver.js';
import { chainedCalls, isAnswerOf } from './chained.js';
import { absent, unsure, type Setting } from './option-values.js';

type EndingPlace = Extract<OptionPlace, { at: 'ending' }>;

interface Answering {
  readonly call: CallValue;
  readonly module: ModuleModel;
}

const attaching = ['on', 'once', 'addListener', 'prependListener', 'prependOnceListener'];

/** Calls that say what happened, and nothing more. */
const tells = /^(?:log|info|warn|error|debug|trace|verbose|fatal)$/;

/** The handler of the event, or of a timer of its own (`setTimeout(ms, handler)`), that ends it; or a timer of the code around it. */
export function endingOf(resolver: Resolver, { event, methods }: EndingPlace, { call, module }: Answering): Setting {
  const ends = new Set(methods.split('|'));
  const listeners = attaching
    .flatMap((method) => chainedCalls(resolver, call, method, module))
    .filter(({ args: [name] }) => name?.kind === 'literal' && name.value === event);
  const handlers = [...listeners, ...chainedCalls(resolver, call, 'setTimeout', module)].flatMap(({ args: [, handler] }) => handler ?? []);
  const settings = [...handlers.map((handler) => byHandler(resolver, handler, module, ends)), byTimer(resolver, { call, module }, ends)];
  return settings.find(({ state }) => state === 'set') ?? settings.find(({ state }) => state === 'unknown') ?? absent;
}

function byHandler(resolver: Resolver, handler: Value, module: ModuleModel, ends: ReadonlySet<string>): Setting {
  const set: Setting = { state: 'set', value: handler, range: handler.range, module, number: undefined };
  if (isMethod(handler, ends)) return set;
  const origins = resolver.origins(handler, module);
  const functions = origins.flatMap((origin) => (origin.kind === 'function' ? [origin] : []));
  if (functions.some(({ fn, module: home }) => callsIn(fn, home).some(({ callee }) => ends.has(lastNameOf(callee) ?? '')))) return set;
  if (functions.length < origins.length || origins.length === 0) return unsure('its listener is not seen');
  const does = functions.some(({ fn, module: home }) => callsIn(fn, home).some(({ callee }) => !tells.test(lastNameOf(callee) ?? '')));
  return does ? unsure('its listener may end it') : absent;
}

/** `request.destroy`, `request.destroy.bind(request)`. */
function isMethod(value: Value, ends: ReadonlySet<string>): boolean {
  if (value.kind === 'call') return value.callee.kind === 'member' && value.callee.property === 'bind' && isMethod(value.callee.object, ends);
  return value.kind === 'member' && ends.has(value.property ?? '');
}

/** `setTimeout(() => request.destroy(), ms)`; one that settles the promise around the call bounds whoever waits for that. */
function byTimer(resolver: Resolver, { call, module }: Answering, ends: ReadonlySet<string>): Setting {
  let doubt: Setting = absent;
  for (const timer of callsOf(module, 'setTimeout')) {
    const [handler] = timer.args;
    if (timer.callee.kind !== 'name' || handler === undefined) continue;
    const inside = resolver
      .origins(handler, module)
      .flatMap((origin) => (origin.kind === 'function' && origin.module === module ? callsIn(origin.fn, module) : []));
    const isEnded = inside.some(
      ({ callee }) => callee.kind === 'member' && ends.has(callee.property ?? '') && isAnswerOf(resolver, callee.object, module, call),
    );
    if (isEnded) return { state: 'set', value: handler, range: handler.range, module, number: undefined };
    const settles = [handler, ...inside.map(({ callee }) => callee)].some((value) => value.kind === 'name' && isParameterAround(value.name, call));
    if (settles && timer.site.body === call.site.body) doubt = unsure('a timer settles what waits for it');
  }
  return doubt;
}

/** `reject` of `new Promise((resolve, reject) => …)`, `done` of a callback. */
function isParameterAround(name: string, { site }: CallValue): boolean {
  return site.body.kind === 'function' && site.body.fn.params.some((parameter) => parameter.name === name);
}

function callsIn({ range }: FunctionModel, module: ModuleModel): readonly CallValue[] {
  return module.calls.filter((call) => call.range[0] >= range[0] && call.range[1] <= range[1]);
}
