import assert from 'node:assert/strict';
import { DeferredCall } from '../deferred.js';
import type { Scenario, TestTime } from './contract.js';
import { rejectionOf } from './outcomes.js';

/** What a scenario asks of a circuit breaker. */
export interface BreakerRules {
  /** How many failures open it, one after the other or within the window. */
  readonly failureThreshold: number;
  readonly recoveryMs: number;
  /** Whether the failures must follow one another. */
  readonly inARow?: boolean;
  /** Whether each failing probe doubles the wait; else it stays the same. */
  readonly doubles?: boolean;
  readonly halfOpenMax?: number;
  readonly probeTimeoutMs?: number;
  /** Opens at half of the calls in it. */
  readonly window?: { readonly ms: number; readonly minimumThroughput: number };
  readonly isIgnored?: (error: unknown) => boolean;
  /** Called at each change of the state, with the new one. */
  readonly onStateChange?: (to: string) => void;
}

export interface BreakerUnderTest {
  run(fn: () => Promise<unknown>, signal?: AbortSignal): Promise<unknown>;
  /** The state as JSON text. */
  save(): string;
}

/** Something that makes circuit breakers. */
export interface BreakerSubject {
  make(rules: BreakerRules, time: TestTime): BreakerUnderTest;
  /** One that goes on from what another has saved. */
  restore(saved: string, rules: BreakerRules, time: TestTime): BreakerUnderTest;
  /** What the error of a rejected call says about when to come back; `undefined` if nothing. */
  retryAfterMs(error: unknown): number | undefined;
}

/** The dependency behind a breaker, as the scenarios call it. */
export class Dependency {
  readonly #breaker: BreakerUnderTest;
  readonly #time: TestTime;

  constructor(breaker: BreakerUnderTest, time: TestTime) {
    this.#breaker = breaker;
    this.#time = time;
  }

  async start(signal?: AbortSignal): Promise<DeferredCall<unknown>> {
    const call = new DeferredCall<unknown>((fn) => this.#breaker.run(fn, signal));
    await this.#time.settled();
    return call;
  }

  async fail(times = 1): Promise<void> {
    for (let call = 0; call < times; call++) await this.settle(await this.admitted(), new Error('down'));
  }

  async settle(call: DeferredCall<unknown>, error?: unknown): Promise<void> {
    if (error === undefined) call.resolve('answer');
    else call.reject(error);
    await this.#time.settled();
  }

  /** A call that must be let through. */
  async admitted(signal?: AbortSignal): Promise<DeferredCall<unknown>> {
    const call = await this.start(signal);
    assert(call.isStarted, 'the call was not let through');
    return call;
  }

  /** A call that must not be made, be it rejected or kept waiting. */
  async held(): Promise<void> {
    const { isStarted } = await this.start();
    assert(!isStarted, 'the call was let through');
  }

  /** A call that must be rejected at once. */
  async rejected(): Promise<unknown> {
    const call = await this.start();
    assert(!call.isStarted, 'the call was let through');
    return rejectionOf(call);
  }
}

interface Given {
  readonly subject: BreakerSubject;
  readonly time: TestTime;
  readonly breaker: BreakerUnderTest;
  readonly dependency: Dependency;
  /** Every state that it has told of. */
  readonly states: readonly string[];
}

/** Opens at the first failure and recovers in a second, if `rules` don't say otherwise. */
export function scenario(
  behaviour: Scenario<BreakerSubject>['behaviour'],
  title: string,
  rules: Partial<BreakerRules>,
  play: (given: Given) => Promise<void>,
): Scenario<BreakerSubject> {
  return {
    behaviour,
    title,
    async play(subject, time) {
      const states: string[] = [];
      const onStateChange = (to: string): void => void states.push(to);
      const breaker = subject.make({ failureThreshold: 1, recoveryMs: 1_000, onStateChange, ...rules }, time);
      await play({ subject, time, breaker, dependency: new Dependency(breaker, time), states });
    },
  };
}
