/** Objects as origins: literals, and what is put together from them. */
import type { CallValue, ObjectValue } from '../module/value.js';
import type { Origin } from './origin.js';
import type { Resolver } from './resolver.js';

export type ObjectOrigin = Extract<Origin, { kind: 'object' }>;

export const isObject = (origin: Origin): origin is ObjectOrigin => origin.kind === 'object';

/** Whether an object names a property itself, or by a spread that is known. `seen`: objects may spread each other, or one many times over. */
export function holdsProperty(resolver: Resolver, { object, module }: ObjectOrigin, name: string, seen = new Set<ObjectValue>()): boolean {
  if (seen.has(object)) return false;
  seen.add(object);
  return object.entries.some((entry) => {
    if (entry.kind === 'property') return entry.name === name;
    return resolver
      .origins(entry.value, module)
      .filter(isObject)
      .some((spread) => holdsProperty(resolver, spread, name, seen));
  });
}

const objects = new WeakMap<CallValue, ObjectValue>();

/** `Object.assign(a, b)` reads as `{ ...a, ...b }`. */
export function assembled(call: CallValue): ObjectValue {
  let object = objects.get(call);
  if (object === undefined) {
    const { range, parent, use, asserted, args } = call;
    object = { kind: 'object', range, parent, use, asserted, entries: args.map((value) => ({ kind: 'spread', value, range: value.range })) };
    objects.set(call, object);
  }
  return object;
}
