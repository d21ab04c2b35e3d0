import { abortSignal, callback, requireFunction, requireOptions } from './options.js';

/** Throws unless a policy can run this: a mistake of the caller's is no failure of the dependency. Options are seldom given. */
export function requireRunArguments(fn: unknown, options: object | undefined): void {
  const action = 'Cannot run a call';
  requireFunction(action, fn);
  if (options !== undefined) requireOptions(action, options, {}, optional);
}

const optional = { signal: abortSignal, fallback: callback };
