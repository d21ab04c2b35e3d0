/** What a value can do: values of another realm, polyfills and fakes of tests are of no class that is known here. */

/** Whether `value` is an object or a function that has these methods. */
export function hasMethods<Name extends PropertyKey>(value: unknown, ...methods: readonly Name[]): value is Record<Name, Method> {
  return methods.every((method) => isMethod(read(value, method)));
}

/** Whether `value` can have properties of its own. */
export function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || isMethod(value);
}

/** A property of whatever may have one. */
export function read(value: unknown, property: PropertyKey): unknown {
  return isObject(value) ? Reflect.get(value, property) : undefined;
}

/** Whether `value` can be called. */
export function isMethod(value: unknown): value is Method {
  return typeof value === 'function';
}

export type Method = (...args: readonly unknown[]) => unknown;
