/** What of the runtime each table is played on. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import {
  attemptErrors, bulkhead, circuitBreaker, CircuitOpenError, fallbackChain, retry, TimeoutError, timeWindow, withTimeout, type CircuitBreakerOptions, type CircuitSnapshot,
} from '../../src/index.js';
import type { BreakerRules, BreakerSubject, BreakerUnderTest } from './breaker-subject.js';
import type { BulkheadSubject } from './bulkhead.js';
import type { TestTime } from './contract.js';
import type { FallbackSubject } from './fallback.js';
import { heldBy } from './outcomes.js';
import type { RetryRules, RetrySubject } from './retry.js';
import type { TimeoutSubject } from './timeout.js';

export function breakerOptions(rules: BreakerRules, { clock }: TestTime): CircuitBreakerOptions {
  const { failureThreshold, recoveryMs, doubles = false, halfOpenMax, probeTimeoutMs, window, isIgnored, onStateChange } = rules;
  return {
    name: 'stock',
    failureThreshold,
    recoveryMs,
    maxRecoveryMs: doubles ? undefined : recoveryMs,
    halfOpenMax,
    probeTimeoutMs,
    window: window && timeWindow({ windowMs: window.ms, minimumThroughput: window.minimumThroughput }),
    isFailure: isIgnored && (({ error }) => (isIgnored(error) ? 'ignored' : undefined)),
    onStateChange: onStateChange && (({ to }) => onStateChange(to)),
    clock,
  };
}

export const retryAfterMs = (error: unknown): number | undefined => (error instanceof CircuitOpenError ? error.retryAfterMs : undefined);

function breakerOf(rules: BreakerRules, time: TestTime, saved?: string): BreakerUnderTest {
  const breaker = circuitBreaker(breakerOptions(rules, time));
  if (saved !== undefined) breaker.hydrate(snapshotOf(saved));
  return { run: (fn, signal) => breaker.run(fn, { signal }), save: () => JSON.stringify(breaker) };
}

export function snapshotOf(saved: string): CircuitSnapshot {
  const snapshot: unknown = JSON.parse(saved);
  if (!isSnapshot(snapshot)) throw new TypeError(`No snapshot: ${saved}`);
  return snapshot;
}

function isSnapshot(value: unknown): value is CircuitSnapshot {
  return typeof value === 'object' && value !== null && 'retryAfterMs' in value;
}

export const breakerOfItsOwn: BreakerSubject = {
  make: (rules, time) => breakerOf(rules, time),
  restore: (saved, rules, time) => breakerOf(rules, time, saved),
  retryAfterMs,
};

export const bulkheadOfItsOwn: BulkheadSubject = {
  make({ timeoutMs, ...rules }, { clock }) {
    const reports = bulkhead({ name: 'reports', maxQueue: 100, ...rules, clock });
    if (timeoutMs === undefined) return { run: (fn, signal) => reports.run(fn, { signal }) };
    return { run: (fn, signal) => withTimeout(() => reports.run(fn, { signal }), { timeoutMs, signal, clock }) };
  },
};

export const timeoutOfItsOwn: TimeoutSubject = {
  run: (fn, rules, { clock }) => withTimeout(({ signal }) => fn(signal), { ...rules, clock }),
  isTimeout: (error) => error instanceof TimeoutError,
};

/** A name for each scenario, since all calls of one name share a budget. */
const names = new WeakMap<TestTime, string>();
let scenarios = 0;

export function nameOf(time: TestTime): string {
  const name = names.get(time) ?? `scenario ${++scenarios}`;
  names.set(time, name);
  return name;
}

export function errorsOf(error: unknown): ReadonlySet<unknown> {
  return new Set([...heldBy(error), ...(attemptErrors(error) ?? [])]);
}

export async function budgetExhaustions(play: () => Promise<void>): Promise<number> {
  let count = 0;
  const note = (): number => count++;
  subscribe('failsoft:retry:budget-exhausted', note);
  try {
    await play();
  } finally {
    unsubscribe('failsoft:retry:budget-exhausted', note);
  }
  return count;
}

export function retryOptions({ attempts, delayMs, deadlineMs, signal }: RetryRules, time: TestTime) {
  return { attempts, baseDelayMs: delayMs, maxDelayMs: delayMs * 4, timeoutMs: deadlineMs, signal, name: nameOf(time), clock: time.clock };
}

export const retryOfItsOwn: RetrySubject = {
  run: (fn, rules, time) => retry(fn, retryOptions(rules, time)),
  openCircuit: () => new CircuitOpenError('stock', 1_000),
  errorsOf,
  exhaustions: budgetExhaustions,
};

export const fallbackOfItsOwn: FallbackSubject = {
  async run(first, second, time, warn) {
    const { value } = await fallbackChain([{ name: 'live', run: first }, { name: 'last known', run: second }], { name: nameOf(time), logger: { warn } });
    return value;
  },
};
