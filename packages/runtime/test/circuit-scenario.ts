import { circuitBreaker, type CircuitBreaker, type CircuitBreakerOptions, type CircuitStateChangedMessage } from '../src/index.js';
import { DeferredCall } from './deferred.js';
import { ManualClock, promisesSettled } from './manual-clock.js';

export type Result = 'ok' | 'fail' | 'skip';

/** A circuit breaker on a clock that the test turns, whose calls the test settles. */
export class CircuitScenario {
  readonly clock = new ManualClock();
  readonly changes: CircuitStateChangedMessage[] = [];
  readonly breaker: CircuitBreaker;
  readonly #calls = new Map<string, DeferredCall<string>>();

  constructor(options: Partial<CircuitBreakerOptions>) {
    this.breaker = circuitBreaker({
      name: 'stock',
      clock: this.clock,
      recoveryMs: 1_000,
      onStateChange: (change) => void this.changes.push(change),
      isFailure: ({ error }) => (error instanceof RangeError ? 'ignored' : undefined),
      ...options,
    });
  }

  /** @returns Whether it was let through. */
  async start(name: string): Promise<boolean> {
    const call = new DeferredCall<string>((fn) => this.breaker.run(fn));
    await promisesSettled();
    if (call.isStarted) this.#calls.set(name, call);
    else if (call.errorName !== 'CircuitOpenError') throw new Error(`${name} was neither let through nor rejected`);
    return call.isStarted;
  }

  async settle(name: string, result: Result): Promise<void> {
    const call = this.#calls.get(name);
    if (call === undefined) throw new Error(`${name} was not let through`);
    if (result === 'ok') call.resolve(name);
    else call.reject(result === 'fail' ? new Error(name) : new RangeError(name));
    await promisesSettled();
  }

  /**
   * Does one step: `ok`, `fail`, `skip` (a call that is ignored) and `rejected` are whole calls; `+a` starts a call, and
   * `a:fail` settles it; a number is a time in milliseconds; `=open` is what the state must be.
   */
  async step(step: string): Promise<void> {
    const [, started, settled, result = ''] = /^(?:\+(\w+)|(\w*):?(ok|fail|skip))$/.exec(step) ?? [];
    if (/^\d/.test(step)) await this.clock.advance(Number(step));
    else if (step.startsWith('=')) assertEqual(this.breaker.state, step.slice(1));
    else if (step === 'rejected') assertEqual(await this.start('rejected'), false);
    else if (started !== undefined) assertEqual(await this.start(started), true);
    else if (isResult(result)) {
      if (settled === '') assertEqual(await this.start(step), true);
      await this.settle(settled || step, result);
    } else throw new Error(`No such step: ${step}`);
  }
}

function isResult(text: string): text is Result {
  return text === 'ok' || text === 'fail' || text === 'skip';
}

function assertEqual(seen: unknown, expected: unknown): void {
  if (seen !== expected) throw new Error(`Expected ${String(expected)}, saw ${String(seen)}`);
}
