/** Whether an abort signal is armed by a timer. A caller's signal alone is cancellation, not a deadline. */
import type { BodySite, ModuleModel } from '../module/model.js';
import type { CallValue, Value } from '../module/value.js';
import { callsOf } from '../resolve/occurrences.js';
import type { Origin } from '../resolve/origin.js';
import type { Resolver } from '../resolve/resolver.js';
import { abortsOnlyOnEvents } from './controllers.js';
import { isRunAtOnce } from './enclosing.js';

/** What a timer is given. */
export interface Duration {
  readonly value: Value;
  readonly module: ModuleModel;
}

export type SignalState =
  | { readonly state: 'armed'; readonly by: string; readonly duration: Duration | undefined }
  /** `AbortSignal.timeout` made once, when the module or object was made: it fires once, for all later calls. */
  | { readonly state: 'reused'; readonly call: CallValue; readonly module: ModuleModel }
  /** Aborted by events that this code shows, none of which is a timer's. */
  | { readonly state: 'cancellation' }
  | { readonly state: 'unknown'; readonly why: string }
  | { readonly state: 'absent' };

/** Calls and functions being read: signals may be made of each other. */
type Pending = readonly object[];

const circular: SignalState = { state: 'unknown', why: 'its signal is made of itself' };

/** `holder`: the call that the signal is for, or the making of the client that keeps it. */
export function signalState(
  resolver: Resolver,
  value: Value,
  module: ModuleModel,
  holder: CallValue,
  isKept = false,
  pending: Pending = [],
): SignalState {
  if (value.kind === 'either') return ofParts(value.options.map((option) => signalState(resolver, option, module, holder, isKept, pending)));
  const states = resolver.origins(value, module).map((origin) => ofOrigin(resolver, origin, holder, isKept, pending));
  return states.length === 0 ? { state: 'unknown', why: 'its signal comes from elsewhere' } : ofParts(states);
}

/** Alternatives: armed only if each is; an `undefined` among them may leave it out. */
function ofParts(states: readonly SignalState[]): SignalState {
  const [first] = states;
  if (first === undefined) return { state: 'absent' };
  if (states.every(({ state }) => state === first.state)) return first;
  return states.find(({ state }) => state === 'unknown') ?? { state: 'unknown', why: 'its signal is armed on some paths only' };
}

function ofOrigin(resolver: Resolver, origin: Origin, holder: CallValue, isKept: boolean, pending: Pending): SignalState {
  if (origin.kind === 'literal') return { state: 'absent' };
  // `signal: () => AbortSignal.timeout(5000)`: asked for each call, where a library takes such a function.
  if (origin.kind === 'function') {
    if (pending.includes(origin.fn)) return circular;
    return ofParts(resolver.returned(origin.fn, origin.module).map((answer) => ofOrigin(resolver, answer, holder, isKept, [...pending, origin.fn])));
  }
  if (origin.kind !== 'result') return { state: 'unknown', why: 'its signal comes from elsewhere: a cancellation, not known to be a deadline' };
  const { of, call, module } = origin;
  if (of.kind === 'global') {
    const path = of.path.join('.');
    if (path === 'AbortSignal.timeout') return ofTimeout(call, module, holder, isKept);
    if (path === 'AbortSignal.any') return ofAny(resolver, call, module, holder, isKept, pending);
    if (path === 'AbortController') return ofController(resolver, call, module);
  }
  if (of.kind === 'export' && /timeout|deadline/i.test(`${of.package} ${of.path.join('.')}`)) {
    return { state: 'armed', by: of.package, duration: undefined };
  }
  return { state: 'unknown', why: 'its signal comes from elsewhere: a cancellation, not known to be a deadline' };
}

function ofTimeout(call: CallValue, module: ModuleModel, holder: CallValue, isKept: boolean): SignalState {
  if (isMadeOnce(call, holder, isKept)) return { state: 'reused', call, module };
  const [value] = call.args;
  return { state: 'armed', by: 'AbortSignal.timeout', duration: value === undefined ? undefined : { value, module } };
}

/** Made while a module or an object is initialised, for a call in a function that runs later. */
function isMadeOnce({ site }: CallValue, holder: CallValue, isKept: boolean): boolean {
  return isInitialisation(site.body) && (isKept || !isInitialisation(runningBody(holder.site.body)));
}

function isInitialisation(body: BodySite): boolean {
  return body.kind !== 'function' || (body.fn.form === 'constructor' && body.fn.cls !== undefined);
}

/** `urls.map((url) => fetch(url))` runs with what is around it. */
function runningBody(body: BodySite): BodySite {
  let at = body;
  while (at.kind === 'function' && isRunAtOnce(at.fn)) at = at.fn.parent;
  return at;
}

function ofAny(resolver: Resolver, call: CallValue, module: ModuleModel, holder: CallValue, isKept: boolean, pending: Pending): SignalState {
  if (pending.includes(call)) return circular;
  const [list] = call.args;
  if (list === undefined) return { state: 'unknown', why: 'its signals are built elsewhere' };
  const lists = list.kind === 'array' ? [list] : [];
  const states = lists.flatMap(({ elements }) =>
    elements.map((element) => signalState(resolver, element, module, holder, isKept, [...pending, call])),
  );
  return (
    states.find(({ state }) => state === 'armed') ??
    states.find(({ state }) => state === 'reused') ?? { state: 'unknown', why: 'none of its signals is known to be a deadline' }
  );
}

/** A controller that a timer aborts. */
function ofController(resolver: Resolver, made: CallValue, module: ModuleModel): SignalState {
  const timer = callsOf(module, 'setTimeout').find((call) => abortsAfterTimer(resolver, call, made, module));
  if (timer !== undefined) {
    const [, value] = timer.args;
    return { state: 'armed', by: 'setTimeout and AbortController', duration: value === undefined ? undefined : { value, module } };
  }
  return abortsOnlyOnEvents(made, module) ? { state: 'cancellation' } : { state: 'unknown', why: 'no timer is seen that aborts its controller' };
}

function abortsAfterTimer(resolver: Resolver, timer: CallValue, made: CallValue, module: ModuleModel): boolean {
  const [handler] = timer.args;
  if (handler === undefined) return false;
  const aborts = (value: Value): boolean =>
    value.kind === 'member' &&
    value.property === 'abort' &&
    resolver.origins(value.object, module).some((origin) => origin.kind === 'result' && origin.call === made);
  if (handler.kind === 'call') return handler.callee.kind === 'member' && aborts(handler.callee.object);
  const functions = resolver.origins(handler, module);
  return aborts(handler) || functions.some((origin) => origin.kind === 'function' && origin.fn.calls.some(({ callee }) => aborts(callee)));
}
