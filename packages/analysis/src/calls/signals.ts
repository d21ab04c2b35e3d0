/** Whether an abort signal is armed by a timer. A caller's signal alone is cancellation, not a deadline. */
import type { ModuleModel } from '../module/model.js';
import type { CallValue, Value } from '../module/value.js';
import type { Origin } from '../resolve/origin.js';
import type { Resolver } from '../resolve/resolver.js';

export type SignalState =
  | { readonly state: 'armed'; readonly by: string }
  /** `AbortSignal.timeout` made once, when the module or object was made: it fires once, for all later calls. */
  | { readonly state: 'reused'; readonly call: CallValue; readonly module: ModuleModel }
  | { readonly state: 'unknown'; readonly why: string }
  | { readonly state: 'absent' };

export function signalState(resolver: Resolver, value: Value, module: ModuleModel): SignalState {
  if (value.kind === 'either') return ofParts(value.options.map((option) => signalState(resolver, option, module)));
  const states = resolver.origins(value, module).map((origin) => ofOrigin(resolver, origin, value));
  return states.length === 0 ? { state: 'unknown', why: 'its signal comes from elsewhere' } : ofParts(states);
}

/** Alternatives: armed only if each is; an `undefined` among them may leave it out. */
function ofParts(states: readonly SignalState[]): SignalState {
  const [first] = states;
  if (first === undefined) return { state: 'absent' };
  if (states.every(({ state }) => state === first.state)) return first;
  return states.find(({ state }) => state === 'unknown') ?? { state: 'unknown', why: 'its signal is armed on some paths only' };
}

function ofOrigin(resolver: Resolver, origin: Origin, use: Value): SignalState {
  if (origin.kind === 'literal') return { state: 'absent' };
  if (origin.kind !== 'result') return { state: 'unknown', why: 'its signal comes from elsewhere: a cancellation, not known to be a deadline' };
  if (origin.of.kind === 'global') {
    const path = origin.of.path.join('.');
    if (path === 'AbortSignal.timeout') return isMadeOnce(origin.call, use) ? { state: 'reused', call: origin.call, module: origin.module } : { state: 'armed', by: 'AbortSignal.timeout' };
    if (path === 'AbortSignal.any') return ofAny(resolver, origin.call, origin.module);
    if (path === 'AbortController') return ofController(resolver, origin.call, origin.module);
  }
  if (origin.of.kind === 'export' && /timeout|deadline/i.test(`${origin.of.package} ${origin.of.path.join('.')}`)) return { state: 'armed', by: origin.of.package };
  return { state: 'unknown', why: 'its signal comes from elsewhere: a cancellation, not known to be a deadline' };
}

/** Made while the module (or a field) is initialised, and used in a function that runs later. */
function isMadeOnce(made: CallValue, use: Value): boolean {
  return made.site.body.kind !== 'function' && made !== use && !isWithin(made, use) && bodyOf(use)?.kind === 'function';
}

function isWithin(inner: Value, outer: Value): boolean {
  return inner.range[0] >= outer.range[0] && inner.range[1] <= outer.range[1];
}

function bodyOf(value: Value): CallValue['site']['body'] | undefined {
  for (let at: Value | undefined = value; at !== undefined; at = at.parent) if (at.kind === 'call') return at.site.body;
  return undefined;
}

function ofAny(resolver: Resolver, call: CallValue, module: ModuleModel): SignalState {
  const [list] = call.args;
  if (list === undefined) return { state: 'unknown', why: 'its signals are built elsewhere' };
  const lists = list.kind === 'array' ? [list] : [];
  const states = lists.flatMap(({ elements }) => elements.map((element) => signalState(resolver, element, module)));
  return states.find(({ state }) => state === 'armed') ?? { state: 'unknown', why: 'none of its signals is known to be a deadline' };
}

/** A controller that a timer aborts. */
function ofController(resolver: Resolver, made: CallValue, module: ModuleModel): SignalState {
  const isArmed = module.calls.some(({ callee }) => callee.kind === 'name' && callee.name === 'setTimeout')
    ? module.calls.some((call) => abortsAfterTimer(resolver, call, made, module))
    : false;
  return isArmed ? { state: 'armed', by: 'setTimeout and AbortController' } : { state: 'unknown', why: 'no timer is seen that aborts its controller' };
}

function abortsAfterTimer(resolver: Resolver, timer: CallValue, made: CallValue, module: ModuleModel): boolean {
  if (timer.callee.kind !== 'name' || timer.callee.name !== 'setTimeout') return false;
  const [handler] = timer.args;
  if (handler === undefined) return false;
  const aborts = (value: Value): boolean =>
    value.kind === 'member' && value.property === 'abort' && resolver.origins(value.object, module).some((origin) => origin.kind === 'result' && origin.call === made);
  if (handler.kind === 'call') return handler.callee.kind === 'member' && aborts(handler.callee.object);
  const functions = resolver.origins(handler, module);
  return aborts(handler) || functions.some((origin) => origin.kind === 'function' && origin.fn.calls.some(({ callee }) => aborts(callee)));
}
