/**
 * Makes dependencies hang, fail or slow down, for tests of your own. Not for production.
 *
 * @module
 */
import { begin, effectOn, endAll } from './active-faults.js';
import { systemClock } from '../clock.js';
import type { FailOptions, Fault, FaultOptions, HangOptions, SlowOptions } from './fault.js';
import { guardedCall } from '../guarded-call.js';
import { clockKind, duration, positiveInteger, rate, requireArgument, requireFunction, requireOptions, text, type Kind } from '../options.js';
import { hasMethods, isMethod, read } from '../shapes.js';

export type { FailOptions, Fault, FaultOptions, FaultPolicy, HangOptions, SlowOptions } from './fault.js';

/**
 * Faults by the name of a dependency, as it is given to `withTimeout`, `dependency`, `circuitBreaker` or `bulkhead`. The
 * dependency itself is not called, and everything around it is as in production.
 *
 * @example What becomes of a page when payments is silent
 * ```ts
 * import { withTimeout } from '@failsoft/runtime';
 * import { chaos } from '@failsoft/runtime/chaos';
 * import assert from 'node:assert/strict';
 *
 * const pay = () => withTimeout(async () => 'paid', { timeoutMs: 20, name: 'payments' });
 *
 * const silence = chaos.hang('payments');
 * await assert.rejects(pay(), { name: 'TimeoutError' });
 * assert.equal(silence.calls, 1);
 *
 * chaos.endAll(); // in afterEach
 * assert.equal(await pay(), 'paid');
 * ```
 */
export const chaos = {
  /** Calls are not answered. */
  hang(name: string, options: HangOptions = {}): Fault {
    check(name, options, {}, { onAbort: oneOf('reject', 'hang') });
    const { onAbort: whenGivenUp = 'reject' } = options;
    return begin(name, options, (_call, { signal }) => (whenGivenUp === 'hang' ? new Promise(() => undefined) : untilAborted(signal)));
  },

  /** Calls fail at once. */
  fail(name: string, options: FailOptions = {}): Fault {
    check(name, options, {}, {});
    const { error = () => refusal(name) } = options;
    return begin(name, options, () => {
      throw isMethod(error) ? error() : error;
    });
  },

  /** Calls are made, but late: not before the delay, unless they are given up sooner. */
  slow(name: string, options: SlowOptions): Fault {
    check(name, options, { delayMs: duration }, { clock: clockKind });
    const { delayMs, clock = systemClock } = options;
    return begin(name, options, async (call, { signal }) => {
      let stop: (() => void) | undefined;
      const delay = new Promise<void>((resolve) => (stop = clock.schedule(resolve, delayMs)));
      await Promise.race([delay, untilAborted(signal)]).finally(() => stop?.());
      return call();
    });
  },

  /**
   * Makes a function that the faults of `name` meet too, whatever their `policy`: for what goes through no policy of
   * this package, such as a client that a test hands to the program.
   */
  wrap<This, Args extends unknown[], Value>(
    name: string,
    fn: (this: This, ...args: Args) => Value | PromiseLike<Value>,
  ): (this: This, ...args: Args) => Promise<Value> {
    requireArgument('Cannot wrap a function', 'name', name, text(name));
    requireFunction('Cannot wrap a function', fn);
    return async function (...args) {
      const call = () => fn.apply(this, args);
      const effect = effectOn((fault) => fault.name === name);
      return effect === undefined ? call() : effect(call, { signal: signalIn(args) ?? new AbortController().signal });
    };
  },

  /** Ends all faults. */
  endAll,
};

function check(name: string, options: FaultOptions, required: Readonly<Record<string, Kind>>, optional: Readonly<Record<string, Kind>>): void {
  const action = 'Cannot inject a fault';
  requireArgument(action, 'name', name, text(name));
  requireOptions(action, options, required, { policy: oneOf('timeout', 'circuit-breaker', 'bulkhead'), rate, times: positiveInteger, ...optional });
}

function oneOf(...values: readonly string[]): Kind {
  return (value) => values.some((one) => one === value) || `one of ${values.join(', ')}`;
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return guardedCall(() => new Promise(() => undefined), {}, signal);
}

/** As Node's own, when nobody listens on the port. */
function refusal(name: string): Error {
  return Object.assign(new Error(`connect ECONNREFUSED (${name}, by chaos)`), { code: 'ECONNREFUSED' });
}

/** A signal among the arguments of a call, or in their options. */
function signalIn(args: readonly unknown[]): AbortSignal | undefined {
  return args.flatMap((argument) => [argument, read(argument, 'signal')]).find(isSignal);
}

function isSignal(value: unknown): value is AbortSignal {
  return hasMethods(value, 'throwIfAborted', 'addEventListener');
}
