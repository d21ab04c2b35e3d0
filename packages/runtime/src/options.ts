/**
 * Checks of what a caller handed over. A wrong argument is a `TypeError`, a wrong option a `RangeError`; both name
 * it and what was received. `action` starts the sentence: "Cannot set a timeout".
 */
import { hasMethods, isObject } from './shapes.js';

/** Throws unless `fits`. */
export function requireArgument(action: string, argument: string, value: unknown, fits: boolean, expected: string): void {
  if (!fits) throw new TypeError(message(action, argument, value, expected));
}

/** Throws unless `fits`. */
export function requireOption(action: string, option: string, value: unknown, fits: boolean, expected: string): void {
  if (!fits) throw new RangeError(message(action, option, value, expected));
}

/** Throws unless `options` is an object whose limits, which policies have in common, are as documented. */
export function requireLimits(action: string, options: { timeoutMs: unknown; name?: unknown; clock?: unknown }): void {
  requireArgument(action, 'options', options, isObject(options), 'an object');
  const { timeoutMs, name, clock } = options;
  const isDuration = typeof timeoutMs === 'number' && timeoutMs > 0 && timeoutMs < Infinity;
  requireOption(action, 'timeoutMs', timeoutMs, isDuration, 'a positive finite number of milliseconds');
  const isName = name === undefined || (typeof name === 'string' && name !== '');
  requireOption(action, 'name', name, isName, 'a string that is not empty');
  const isClock = clock === undefined || hasMethods(clock, 'now', 'schedule');
  requireOption(action, 'clock', clock, isClock, 'a Clock with `now` and `schedule`');
}

function message(action: string, name: string, value: unknown, expected: string): string {
  return `${action}: \`${name}\` must be ${expected}, received ${describe(value)}`;
}

/** Never the content of an object: it may hold secrets. */
function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  return isObject(value) || typeof value === 'bigint' ? Object.prototype.toString.call(value) : String(value);
}
