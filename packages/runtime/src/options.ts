/**
 * Checks of what a caller handed over. A wrong argument is a `TypeError`, a wrong option a `RangeError`; both name
 * it and what was received. `action` starts the sentence: "Cannot set a timeout".
 */

/** Throws unless `fits`. */
export function requireArgument(action: string, argument: string, value: unknown, fits: boolean, expected: string): void {
  if (!fits) throw new TypeError(message(action, argument, value, expected));
}

/** Throws unless `fits`. */
export function requireOption(action: string, option: string, value: unknown, fits: boolean, expected: string): void {
  if (!fits) throw new RangeError(message(action, option, value, expected));
}

/** Throws unless `value` is a positive finite number of milliseconds. */
export function requirePositiveMs(action: string, option: string, value: unknown): void {
  const fits = typeof value === 'number' && value > 0 && value < Infinity;
  requireOption(action, option, value, fits, 'a positive finite number of milliseconds');
}

/** Throws unless `value` is left out or a string with something in it. */
export function requireName(action: string, value: unknown): void {
  const fits = value === undefined || (typeof value === 'string' && value !== '');
  requireOption(action, 'name', value, fits, 'a string that is not empty');
}

/** Throws unless `value` is left out or a `Clock`. */
export function requireClock(action: string, value: unknown): void {
  const fits = value === undefined || hasMethods(value, 'now', 'schedule');
  requireOption(action, 'clock', value, fits, 'a Clock with `now` and `schedule`');
}

/** Whether `value` is an object or a function that has these methods. */
export function hasMethods(value: unknown, ...methods: readonly string[]): boolean {
  return isObject(value) && methods.every((method) => typeof Reflect.get(value, method) === 'function');
}

/** Whether `value` can have properties of its own. */
export function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

function message(action: string, name: string, value: unknown, expected: string): string {
  return `${action}: \`${name}\` must be ${expected}, received ${describe(value)}`;
}

/** Never the content of an object: it may hold secrets. */
function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (!isObject(value)) return String(value);
  return typeof value === 'function' ? 'a function' : 'an object';
}
