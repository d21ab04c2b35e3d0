/** What stands around a call: the promises and functions that it is handed to, from the inside out. */
import type { BodySite, FunctionModel, ModuleModel } from '../module/model.js';
import type { CallValue, Value } from '../module/value.js';
import { argumentsNamed, callsOf } from '../resolve/occurrences.js';
import { isExported } from '../resolve/visibility.js';

const maxSteps = 200;

export type Enclosure =
  /** `wrapper(call)`, `Promise.race([call, …])`: `holder` is the argument that holds it. */
  | { readonly kind: 'promise'; readonly wrapper: CallValue; readonly argument: number; readonly within: Value }
  /** `wrapper(() => call)`, or `wrapper(fn)` where the call stands in fn. */
  | { readonly kind: 'function'; readonly wrapper: CallValue; readonly argument: number; readonly fn: FunctionModel }
  /** `call.catch(handler)`, `call.then(a, b)`, `call.finally()`. */
  | { readonly kind: 'chain'; readonly call: CallValue; readonly method: string }
  /** `await`, seen on the way out. */
  | { readonly kind: 'await'; readonly value: Value }
  /** The boundary of a body, reached by climbing. */
  | { readonly kind: 'body'; readonly fn: FunctionModel | undefined; readonly root: Value };

/** Everything around a value of a body, outwards, to the first function that is not written where it is handed on. */
export function* enclosuresOf(start: Value, body: BodySite): Generator<Enclosure> {
  let value = start;
  let site = body;
  for (let steps = 0; steps < maxSteps; steps++) {
    const { parent } = value;
    if (parent === undefined) {
      const fn = site.kind === 'function' ? site.fn : undefined;
      yield { kind: 'body', fn, root: value };
      if (fn === undefined) return;
      const handed = handedInline(fn);
      if (handed === undefined) return;
      yield handed;
      value = handed.wrapper;
      site = fn.parent;
    } else if (
      parent.kind === 'member' &&
      parent.object === value &&
      parent.parent?.kind === 'call' &&
      parent.parent.callee === parent &&
      parent.property !== undefined
    ) {
      yield { kind: 'chain', call: parent.parent, method: parent.property };
      value = parent.parent;
    } else {
      if (parent.kind === 'await' || parent.kind === 'yield') yield { kind: 'await', value: parent };
      else if (parent.kind === 'call' && parent.callee !== value)
        yield { kind: 'promise', wrapper: parent, argument: parent.args.indexOf(value), within: value };
      value = parent;
    }
  }
}

type Handed = Extract<Enclosure, { kind: 'function' }>;

/** `wrapper(() => …)`, `wrapper({ try: () => … })`. */
export function handedInline(fn: FunctionModel): Handed | undefined {
  const { value } = fn;
  const given = value?.parent?.kind === 'object' ? value.parent : value;
  const wrapper = given?.parent;
  const argument = wrapper?.kind === 'call' ? wrapper.args.findIndex((arg) => arg === given) : -1;
  return wrapper?.kind === 'call' && argument >= 0 ? { kind: 'function', wrapper, argument, fn } : undefined;
}

/** `new CircuitBreaker(charge)`, `limit(charge)`: the file hands the function on by its name. */
export function handedByName(fn: FunctionModel, module: ModuleModel): readonly Handed[] {
  if (fn.name === undefined) return [];
  return argumentsNamed(module, fn.name).flatMap(({ call, argument }): readonly Handed[] => {
    const given = call.args[argument];
    return given !== undefined && refersTo(given, fn) ? [{ kind: 'function', wrapper: call, argument, fn }] : [];
  });
}

/** Whether a value is the function itself, by name or as `this.method`. */
function refersTo(value: Value, fn: FunctionModel): boolean {
  if (value.kind === 'name') {
    const binding = value.name === fn.name ? value.scope.lookup(value.name) : undefined;
    if (binding?.source.from === 'function') return binding.source.fn === fn;
    return binding?.source.from === 'value' && binding.source.value === fn.value;
  }
  if (value.kind === 'call' && value.callee.kind === 'member' && value.callee.property === 'bind') return refersTo(value.callee.object, fn);
  return (
    value.kind === 'member' && value.object.kind === 'this' && value.property === fn.name && value.object.owner === fn.cls && fn.cls !== undefined
  );
}

/** A function written where it is handed on: `items.map(async (item) => …)`. */
export function isPassedInline({ value }: FunctionModel): boolean {
  return value?.parent?.kind === 'call' && value.parent.args.includes(value);
}

const runsAtOnce = new Set(['map', 'flatMap', 'forEach', 'filter', 'find', 'some', 'every', 'reduce', 'then', 'catch', 'finally', 'from']);

/** A callback that runs while, or right after, the code around it does: `urls.map((url) => …)`, `promise.then(…)`. */
export function isRunAtOnce(fn: FunctionModel): boolean {
  const holder = fn.value?.parent;
  return isPassedInline(fn) && holder?.kind === 'call' && holder.callee.kind === 'member' && runsAtOnce.has(holder.callee.property ?? '');
}

/** All calls of a function that nothing outside its file can call; none where that is not sure. */
export function privateCallers(fn: FunctionModel, module: ModuleModel): readonly CallValue[] {
  return isExported(fn, module) ? [] : callersOf(fn, module);
}

/** The file's own calls of a function. */
export function callersOf(fn: FunctionModel, module: ModuleModel): readonly CallValue[] {
  return fn.name === undefined ? [] : callsOf(module, fn.name).filter((call) => !call.isNew && refersTo(call.callee, fn));
}

/** Awaited, or returned to somebody who may await it. */
export function isWaitedFor(call: CallValue): boolean {
  return isAwaited(call) || rootOf(call).use === 'return';
}

/** Returned as the promise that it is, for somebody else to await. */
export function isReturned(call: CallValue): boolean {
  return !isAwaited(call) && rootOf(call).use === 'return';
}

function isAwaited({ parent }: Value): boolean {
  return parent !== undefined && (parent.kind === 'await' || isAwaited(parent));
}

/** The value of the statement that a value is part of. */
export function rootOf(value: Value): Value {
  return value.parent === undefined ? value : rootOf(value.parent);
}

/** The function that a body stands in, and no other around it. */
export function outermost(fn: FunctionModel): FunctionModel {
  return fn.parent.kind === 'function' ? outermost(fn.parent.fn) : fn;
}

/** A statement of its own, not awaited: whoever waits for its function does not wait for it. */
export function isLetGo(call: CallValue): boolean {
  let value: Value = call;
  for (; value.parent !== undefined; value = value.parent) {
    if (value.parent.kind === 'await' || value.parent.kind === 'yield') return false;
    if (value.parent.kind === 'call' && value.parent.callee !== value) return false;
  }
  return value.use === 'statement' && value.kind !== 'assign';
}
