/** Calls that attach a listener for 'error', and what they attach it to. */
import type { ClassModel, FunctionModel, ModuleModel } from '../module/model.js';
import type { CallValue, Value } from '../module/value.js';
import { constructorOf } from '../resolve/members.js';
import type { Resolver } from '../resolve/resolver.js';

const attaches = new Set(['on', 'once', 'addListener', 'prependListener', 'prependOnceListener', 'addEventListener']);

/** Helpers that hand what they were given to helpers. */
const maxHelpers = 2;

/** A call of `on` and the like. */
export interface Listening {
  readonly call: CallValue;
  /** What is listened to: each of a list, where the call stands in a loop. */
  readonly receivers: readonly Value[];
  /** 'perhaps': the event is not plain to see. */
  readonly hearsErrors: 'yes' | 'perhaps';
}

export function listening(call: CallValue): Listening | undefined {
  const { callee, args } = call;
  if (callee.kind !== 'member' || !attaches.has(callee.property ?? '') || call.isNew) return undefined;
  const hearsErrors = hearing(args[0]);
  return hearsErrors === 'no' ? undefined : { call, receivers: each(withoutListeners(callee.object)), hearsErrors };
}

function hearing(event: Value | undefined): 'yes' | 'no' | 'perhaps' {
  switch (event?.kind) {
    case undefined:
      return 'no';
    case 'literal':
      return event.value === 'error' ? 'yes' : 'no';
    case 'member':
      return /error/i.test(event.property ?? '') ? 'yes' : 'no';
    case 'name': {
      const events = each(event).map((value) => (value === event ? 'perhaps' : hearing(value)));
      return events.find((heard) => heard === 'yes') ?? events.find((heard) => heard === 'perhaps') ?? 'no';
    }
    default:
      return 'perhaps';
  }
}

/** `client.on('connect', …).on('error', …)` listens to the client. */
function withoutListeners(value: Value): Value {
  return value.kind === 'call' && value.callee.kind === 'member' && attaches.has(value.callee.property ?? '')
    ? withoutListeners(value.callee.object)
    : value;
}

/** What a name stands for: each element, where it is the variable of a loop; else what it is a constant for. */
function each(value: Value): readonly Value[] {
  if (value.kind !== 'name') return [value];
  const binding = value.scope.lookup(value.name);
  const source = binding?.source;
  if (source?.from === 'loop') return elementsOf(source.value, source.path) ?? [value];
  if (source?.from === 'parameter' && source.index === 0) {
    const visit = source.fn.value?.parent;
    const callee = visit?.kind === 'call' ? visit.callee : undefined;
    const list = callee?.kind === 'member' && /^(?:forEach|map)$/.test(callee.property ?? '') ? callee.object : undefined;
    return (list === undefined ? undefined : elementsOf(list, source.path)) ?? [value];
  }
  return binding?.keyword === 'const' && source?.from === 'value' && source.path.length === 0 && source.value.kind === 'literal'
    ? [source.value]
    : [value];
}

/** `[a, b]`, a constant for one, `Object.values({ a, b })`, `Object.entries({ a, b })` taken apart. */
function elementsOf(list: Value, path: readonly string[], seen = new Set<Value>()): readonly Value[] | undefined {
  if (list.kind === 'array') return path.length === 0 ? list.elements : undefined;
  if (list.kind === 'name') {
    // Names may stand for each other.
    if (seen.has(list)) return undefined;
    const source = list.scope.lookup(list.name)?.source;
    return source?.from === 'value' && source.path.length === 0 ? elementsOf(source.value, path, seen.add(list)) : undefined;
  }
  if (list.kind !== 'call' || list.callee.kind !== 'member' || list.callee.object.kind !== 'name' || list.callee.object.name !== 'Object') {
    return undefined;
  }
  const isWhole = (list.callee.property === 'values' && path.length === 0) || (list.callee.property === 'entries' && path.join('.') === '1');
  const [object] = list.args;
  return isWhole && object?.kind === 'object' ? object.entries.map((entry) => entry.value) : undefined;
}

/** What a function or constructor is given: an argument, or a property of one. */
export interface Gift {
  readonly index: number;
  readonly path: readonly string[];
}

/** Whether a function listens to what it is given, or hands it to one that does. */
export function listensToGift(resolver: Resolver, fn: FunctionModel, module: ModuleModel, gift: Gift, depth = 0): boolean {
  return module.calls.some((call) => {
    if (call.range[0] < fn.range[0] || call.range[1] > fn.range[1]) return false;
    const heard = listening(call);
    if (heard?.receivers.some((receiver) => isGift(receiver, fn, gift)) === true) return true;
    const index = depth < maxHelpers ? call.args.findIndex((arg) => isGift(arg, fn, gift)) : -1;
    if (index < 0) return false;
    return resolver
      .origins(call.callee, module)
      .some((origin) => origin.kind === 'function' && listensToGift(resolver, origin.fn, origin.module, { index, path: [] }, depth + 1));
  });
}

function isGift(value: Value, fn: FunctionModel, { index, path }: Gift): boolean {
  if (value.kind === 'name') {
    const source = value.scope.lookup(value.name)?.source;
    return source?.from === 'parameter' && source.fn === fn && source.index === index && source.path.join('.') === path.join('.');
  }
  const last = path.at(-1);
  return value.kind === 'member' && last !== undefined && value.property === last && isGift(value.object, fn, { index, path: path.slice(0, -1) });
}

/** Whether a class listens to what its constructor is given, there or through the field that keeps it. */
export function classListens(resolver: Resolver, cls: ClassModel, module: ModuleModel, gift: Gift): boolean {
  const constructor = constructorOf(cls);
  if (constructor === undefined) return false;
  if (listensToGift(resolver, constructor, module, gift)) return true;
  const parameter = constructor.params[gift.index];
  const fields = module.assignments.flatMap(({ target, value }) =>
    target.kind === 'member' && target.object.kind === 'this' && target.object.owner === cls && isGift(value, constructor, gift)
      ? [target.property]
      : [],
  );
  if (parameter?.isProperty === true && gift.path.length === 0) fields.push(parameter.name);
  return module.calls.some((call) =>
    listening(call)?.receivers.some(
      (receiver) =>
        receiver.kind === 'member' && receiver.object.kind === 'this' && receiver.object.owner === cls && fields.includes(receiver.property),
    ),
  );
}
