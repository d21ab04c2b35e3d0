/**
 * Checks of what a caller handed over. A wrong type is a `TypeError`, a wrong value a `RangeError`; both name the
 * option and what was received. `action` starts the sentence: "Cannot set a timeout".
 */

/** Throws unless `value` is a positive finite number of milliseconds. */
export function requirePositiveMs(action: string, option: string, value: unknown): void {
  if (typeof value === 'number' && value > 0 && value < Infinity) return;
  const text = message(action, option, 'a positive finite number of milliseconds', value);
  throw typeof value === 'number' ? new RangeError(text) : new TypeError(text);
}

/** Throws unless `value` can be called. */
export function requireFunction(action: string, option: string, value: unknown): void {
  if (typeof value !== 'function') throw new TypeError(message(action, option, 'a function', value));
}

/** Throws unless `value` is an object; one that has each of `methods`, where any are given. */
export function requireObject(
  action: string,
  option: string,
  value: unknown,
  expected = 'an object',
  ...methods: readonly string[]
): void {
  const fits =
    typeof value === 'object' &&
    value !== null &&
    methods.every((method) => typeof Reflect.get(value, method) === 'function');
  if (!fits) throw new TypeError(message(action, option, expected, value));
}

/** Throws unless `value` is left out or a string with something in it. */
export function requireName(action: string, value: unknown): void {
  if (value === undefined || (typeof value === 'string' && value !== '')) return;
  const text = message(action, 'name', 'a string that is not empty', value);
  throw typeof value === 'string' ? new RangeError(text) : new TypeError(text);
}

/** Throws unless `value` is left out or an AbortSignal (of any realm or polyfill). */
export function requireSignal(action: string, value: unknown): void {
  if (value !== undefined) {
    requireObject(action, 'signal', value, 'an AbortSignal', 'addEventListener', 'removeEventListener');
  }
}

/** Throws unless `value` is left out or a `Clock`. */
export function requireClock(action: string, value: unknown): void {
  if (value !== undefined) {
    requireObject(action, 'clock', value, 'a Clock with `now` and `schedule`', 'now', 'schedule');
  }
}

function message(action: string, option: string, expected: string, received: unknown): string {
  return `${action}: \`${option}\` must be ${expected}, received ${describe(received)}`;
}

function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'object' && value !== null) return Object.prototype.toString.call(value);
  return String(value);
}
