import type { Clock } from '../clock.js';

/** The policies in which a fault may take hold, by the option that gives a dependency its name there. */
export type FaultPolicy = 'timeout' | 'circuit-breaker' | 'bulkhead';

/** Which calls a fault meets. */
export interface FaultOptions {
  /**
   * In calls through which policy of that name the dependency is replaced: the innermost of yours, so that those around
   * it behave as with the real dependency. `dependency()` is all of them.
   *
   * @default 'timeout'
   */
  readonly policy?: FaultPolicy | undefined;
  /**
   * The share of the calls that the fault meets.
   *
   * @default 1
   */
  readonly rate?: number | undefined;
  /**
   * How many calls it meets at most; the dependency works again after that.
   *
   * @default Infinity
   */
  readonly times?: number | undefined;
}

/** What a call of a dependency that hangs does when it is given up. */
export interface HangOptions extends FaultOptions {
  /**
   * `'reject'` as `fetch` does, `'hang'` as a library does that takes no signal: it never settles, and holds its slot.
   *
   * @default 'reject'
   */
  readonly onAbort?: 'reject' | 'hang' | undefined;
}

export interface FailOptions extends FaultOptions {
  /**
   * What is thrown; a function makes one anew for each call.
   *
   * @default an Error with code 'ECONNREFUSED'
   */
  readonly error?: unknown;
}

export interface SlowOptions extends FaultOptions {
  /** How much longer it takes. */
  readonly delayMs: number;
  /**
   * The time to live by.
   *
   * @default the host's clock
   */
  readonly clock?: Clock | undefined;
}

/** A fault that is on, until it is ended. */
export interface Fault {
  /** How many calls it has met. A test that never met its fault has shown nothing. */
  readonly calls: number;
  /** The dependency works again; what hangs goes on doing so. Calling it twice does nothing. */
  end(): void;
}
