/**
 * Checks of what a caller handed over. A wrong argument is a `TypeError`, a wrong option a `RangeError`; both name
 * it and what was received. `action` starts the sentence: "Cannot set a timeout".
 */
import { hasMethods, isMethod, isObject } from './shapes.js';

/** `true` for a value that is as it should be; else what it should be, which ends the sentence "must be". */
export type Fit = true | string;

/** What an option may be. */
export type Kind = (value: unknown) => Fit;

type Kinds = Readonly<Record<string, Kind>>;

export const duration: Kind = (value) => isPositive(value) || 'a positive finite number of milliseconds';
export const positiveInteger: Kind = (value) => isInteger(value, 1) || 'a positive integer';
export const naturalNumber: Kind = (value) => isInteger(value, 0) || 'an integer that is not negative';
export const rate: Kind = (value) => (isPositive(value) && value <= 1) || 'a number above 0 and up to 1';
export const text: Kind = (value) => (typeof value === 'string' && value !== '') || 'a string that is not empty';
export const callback: Kind = (value) => isMethod(value) || 'a function';
export const plainObject: Kind = (value) => isObject(value) || 'an object';
export const clockKind: Kind = (value) => hasMethods(value, 'now', 'schedule') || 'a Clock with `now` and `schedule`';
export const loggerKind: Kind = (value) => hasMethods(value, 'warn') || 'a Logger with `warn`';
export const abortSignal: Kind = (value) => hasMethods(value, 'addEventListener', 'removeEventListener') || 'an AbortSignal';

/** An array of things that fit. */
export function listOf(items: string, fits: (item: unknown) => boolean): Kind {
  return (value) => (Array.isArray(value) && value.every(fits)) || `a list of ${items}`;
}

/** Whether `value` is a number above 0, and below infinity. */
export function isPositive(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value < Infinity;
}

/** Whether `value` is a safe integer in a range. */
export function isInteger(value: unknown, min: number, max = Infinity): boolean {
  return Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max;
}

/** Throws unless `value` fits. */
export function requireArgument(action: string, name: string, value: unknown, fit: Fit | undefined, Wrong: ErrorConstructor = TypeError): void {
  if (typeof fit === 'string') throw new Wrong(`${action}: \`${name}\` must be ${fit}, received ${describe(value)}`);
}

/** Throws unless `fn` can be called. */
export function requireFunction(action: string, fn: unknown): void {
  requireArgument(action, 'fn', fn, callback(fn));
}

/** Throws unless `options` is an object with all of `required`, and with what it has of `optional`, as documented. */
export function requireOptions(action: string, options: object, required: Kinds, optional: Kinds, argument = 'options'): void {
  requireArgument(action, argument, options, plainObject(options));
  // Loops without a list, since some options are checked at each call.
  for (const option in required) requireOption(action, option, Reflect.get(options, option), required[option]);
  for (const option in optional) {
    const value: unknown = Reflect.get(options, option);
    if (value !== undefined) requireOption(action, option, value, optional[option]);
  }
}

function requireOption(action: string, option: string, value: unknown, kind: Kind | undefined): void {
  requireArgument(action, option, value, kind?.(value), RangeError);
}

/** Never the content of an object: it may hold secrets. */
function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  return isObject(value) || typeof value === 'bigint' ? Object.prototype.toString.call(value) : String(value);
}
