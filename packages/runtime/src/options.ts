/**
 * Checks of what a caller handed over. A wrong argument is a `TypeError`, a wrong option a `RangeError`; both name
 * it and what was received. `action` starts the sentence: "Cannot set a timeout".
 */
import { hasMethods, isMethod, isObject } from './shapes.js';

/** What an option may be. */
export interface Kind {
  readonly fits: (value: unknown) => boolean;
  /** Ends the sentence "must be". */
  readonly expected: string;
}

type Kinds = Readonly<Record<string, Kind>>;

export const duration: Kind = {
  fits: (value) => typeof value === 'number' && value > 0 && value < Infinity,
  expected: 'a positive finite number of milliseconds',
};
export const positiveInteger: Kind = /* @__PURE__ */ integer(1, 'a positive integer');
export const naturalNumber: Kind = /* @__PURE__ */ integer(0, 'an integer that is not negative');
export const rate: Kind = { fits: (value) => typeof value === 'number' && value > 0 && value <= 1, expected: 'a number above 0 and up to 1' };
export const text: Kind = { fits: (value) => typeof value === 'string' && value !== '', expected: 'a string that is not empty' };
export const callback: Kind = { fits: isMethod, expected: 'a function' };
export const plainObject: Kind = { fits: isObject, expected: 'an object' };
export const clockKind: Kind = /* @__PURE__ */ withMethods('a Clock with `now` and `schedule`', 'now', 'schedule');
export const abortSignal: Kind = /* @__PURE__ */ withMethods('an AbortSignal', 'addEventListener', 'removeEventListener');

/** An object with these methods. */
export function withMethods(expected: string, ...methods: readonly string[]): Kind {
  return { fits: (value) => hasMethods(value, ...methods), expected };
}

/** A safe integer in a range. */
export function integer(min: number, expected: string, max = Infinity): Kind {
  return { fits: (value) => Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max, expected };
}

/** Throws unless `fits`. */
export function requireArgument(action: string, argument: string, value: unknown, fits: boolean, expected: string): void {
  if (!fits) throw new TypeError(message(action, argument, value, expected));
}

/** Throws unless `fn` can be called. */
export function requireFunction(action: string, fn: unknown): void {
  requireArgument(action, 'fn', fn, isMethod(fn), 'a function');
}

/** Throws unless `options` is an object with all of `required`, and with what it has of `optional`, as documented. */
export function requireOptions(action: string, options: object, required: Kinds, optional: Kinds, argument = 'options'): void {
  requireArgument(action, argument, options, isObject(options), 'an object');
  for (const [option, { fits, expected }] of Object.entries({ ...required, ...optional })) {
    const value: unknown = Reflect.get(options, option);
    const isLeftOut = value === undefined && option in optional;
    if (!isLeftOut && !fits(value)) throw new RangeError(message(action, option, value, expected));
  }
}

function message(action: string, name: string, value: unknown, expected: string): string {
  return `${action}: \`${name}\` must be ${expected}, received ${describe(value)}`;
}

/** Never the content of an object: it may hold secrets. */
function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  return isObject(value) || typeof value === 'bigint' ? Object.prototype.toString.call(value) : String(value);
}
