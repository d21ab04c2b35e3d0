/** How a library's protective construct is recognised: data, one file a library. */

/** What a construct gives the calls that it dominates. */
export type Protects = 'timeout' | 'circuitBreaker' | 'errorHandling' | 'concurrency';

export interface Protection {
  /** As reasons name it: 'withTimeout of @failsoft/runtime'. */
  readonly name: string;
  /** npm names. */
  readonly packages: readonly string[];
  /** Stands in one of the first two comments of a file that is a copy of the package: what it exports is the package's. */
  readonly copyMark?: RegExp;
  readonly constructs: readonly Construct[];
}

export type Construct =
  /** `withTimeout(fn, { timeoutMs })`, `pTimeout(promise, { milliseconds })`: guards its argument. */
  | { readonly form: 'function'; readonly path: string; readonly argument: number; readonly gives: readonly Given[] }
  /** `new CircuitBreaker(fn, options)`: guards a function named once, at construction. */
  | { readonly form: 'constructor'; readonly path: string; readonly argument: number; readonly gives: readonly Given[] }
  /** `softCache(client, options)`: answers the client with all of its calls guarded. */
  | { readonly form: 'client'; readonly path: string; readonly argument: number; readonly gives: readonly Given[] }
  /** `new Ratelimit({ redis })`: guards the calls that it makes of the client under a property of an argument, those of its methods `unguarded` aside. */
  | {
      readonly form: 'holder';
      readonly path: string;
      readonly argument: number;
      readonly property: string;
      readonly unguarded: readonly string[];
      readonly gives: readonly Given[];
    }
  /** `policy.execute(fn)` of a policy made by `maker(…)`: guards the method's argument. The method '' is the policy itself, called; 'for().run' a chain. */
  | {
      readonly form: 'policy';
      readonly maker: string;
      readonly by: 'call' | 'new';
      readonly method: string;
      readonly argument: number;
      readonly gives: readonly Given[];
      /** Where the maker's argument is this member, it only aborts a signal: a function that takes none is not guarded. */
      readonly signalOnly?: { readonly argument: number; readonly member: string };
    }
  /** `.pipe(timeout(5000))`, `pipe(effect, Effect.timeout('5 seconds'))`: guards what is piped through it. */
  | { readonly form: 'operator'; readonly path: string; readonly gives: readonly Given[] }
  /** Code that imports it reaches others through what it runs for that code, each within a deadline of its own: the workflows of Temporal. */
  | { readonly form: 'sandbox'; readonly gives: readonly Given[] }
  /** `wrap(a, b)`: a policy that gives what the policies in its arguments give. */
  | { readonly form: 'combination'; readonly maker: string };

export interface Given {
  readonly protects: Protects;
  /** The option that turns it on or off: `timeout: false` of opossum; of a policy, the option of its maker. Not set: always given. */
  readonly option?: { readonly argument: number; readonly path: string; readonly off: readonly (number | boolean | null)[]; readonly default: 'on' | 'off' };
  /** Where the milliseconds of a timeout stand that no option turns on or off: of the construct, of a policy those of its maker. */
  readonly duration?: DurationPlace;
  readonly runLimit?: RunLimit;
}

export interface DurationPlace {
  readonly argument: number;
  /** Of the options that stand there; left out: the argument itself. */
  readonly path?: string;
}

/** What ends a whole run: it bounds a call in it that would wait for longer. */
export interface RunLimit {
  /** Of the construct's options: `task({ maxDuration: 300, run })`. */
  readonly argument: number;
  readonly path: string;
  readonly unit: 'ms' | 's';
  /** Files of the package whose default export says it for all runs that say nothing: 'trigger.config.ts'. */
  readonly files: readonly string[];
}
