import { requireFunction } from './options.js';

/** Makes a function that calls `fn` through `run`, with the same parameters and `this`. */
export function wrapWith<This, Args extends unknown[], Value>(
  run: (call: () => Value | PromiseLike<Value>) => Promise<Value>,
  fn: (this: This, ...args: Args) => Value | PromiseLike<Value>,
): (this: This, ...args: Args) => Promise<Value> {
  requireFunction('Cannot wrap a function', fn);
  return function (...args) {
    return run(() => fn.apply(this, args));
  };
}
