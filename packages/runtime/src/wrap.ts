import { requireFunction } from './options.js';

/** Makes a function that is called through a policy, with the same parameters and `this`; `Other` may answer in its place. */
export interface Wrap<Other = never> {
  /** One that answers with a promise keeps its type, with its overloads and type parameters. */
  <Fn extends (this: never, ...args: never) => Promise<unknown>>(fn: Fn & Wrappable<Fn, Other>): Fn;
  <This, Args extends unknown[], Value>(
    fn: (this: This, ...args: Args) => Value | PromiseLike<Value>,
  ): (this: This, ...args: Args) => Promise<Value | Other>;
}

/** Not one that has properties, nor one that answers with more than a promise: what comes out has none of that. */
type Wrappable<Fn extends (this: never, ...args: never) => unknown, Other> =
  [keyof Fn, Other, Promise<Awaited<ReturnType<Fn>>>] extends [never, never, ReturnType<Fn>] ? Fn : never;

export function wrapWith<Other = never>(run: <Value>(call: () => Value | PromiseLike<Value>) => Promise<Value | Other>): Wrap<Other> {
  return <This, Args extends unknown[], Value>(fn: (this: This, ...args: Args) => Value | PromiseLike<Value>) => {
    requireFunction('Cannot wrap a function', fn);
    return function (this: This, ...args: Args): Promise<Value | Other> {
      return run(() => fn.apply(this, args));
    };
  };
}
