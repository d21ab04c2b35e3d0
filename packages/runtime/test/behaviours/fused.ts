/** The same tables, played on the one policy of a dependency. */
import { CircuitOpenError, dependency, TimeoutError, type Dependency } from '../../src/index.js';
import type { BreakerRules, BreakerSubject, BreakerUnderTest } from './breaker-subject.js';
import type { BulkheadSubject } from './bulkhead.js';
import type { TestTime } from './contract.js';
import type { FallbackSubject } from './fallback.js';
import { breakerOptions, budgetExhaustions, errorsOf, nameOf, retryAfterMs, retryOptions, snapshotOf } from './ours.js';
import type { RetrySubject } from './retry.js';
import type { TimeoutSubject } from './timeout.js';

/** Longer than any scenario. */
const longMs = 2 ** 40;

function breakerOf(rules: BreakerRules, time: TestTime): Dependency {
  const { name, clock, ...breaker } = breakerOptions(rules, time);
  return dependency({ name, timeoutMs: longMs, breaker, clock });
}

function runThrough(stock: Dependency): BreakerUnderTest {
  return { run: (fn, signal) => stock.run(fn, { signal }), save: () => JSON.stringify(stock.breaker) };
}

export const breakerOfDependency: BreakerSubject = {
  make: (rules, time) => runThrough(breakerOf(rules, time)),
  restore(saved, rules, time) {
    const stock = breakerOf(rules, time);
    stock.breaker?.hydrate(snapshotOf(saved));
    return runThrough(stock);
  },
  retryAfterMs,
};

export const bulkheadOfDependency: BulkheadSubject = {
  make({ timeoutMs = longMs, ...rules }, { clock }) {
    const reports = dependency({ name: 'reports', timeoutMs, bulkhead: { maxQueue: 100, ...rules }, clock });
    return { run: (fn, signal) => reports.run(fn, { signal }) };
  },
};

export const timeoutOfDependency: TimeoutSubject = {
  run: (fn, { timeoutMs, signal }, { clock }) => dependency({ name: 'rates', timeoutMs, clock }).run((call) => fn(call.signal), { signal }),
  isTimeout: (error) => error instanceof TimeoutError,
};

/** The time of one attempt, where the call as a whole has all the time it wants. */
export const attemptTimeoutOfDependency: TimeoutSubject = {
  run(fn, { timeoutMs, signal }, time) {
    const guards = { retry: { attempts: 1 }, breaker: {}, bulkhead: { maxConcurrent: 5 } };
    const rates = dependency({ name: nameOf(time), timeoutMs: longMs, attemptTimeoutMs: timeoutMs, ...guards, clock: time.clock });
    return rates.run((call) => fn(call.signal), { signal });
  },
  isTimeout: (error) => error instanceof TimeoutError,
};

/** With a circuit that never opens and slots for all, which must change nothing. */
export const retryOfDependency: RetrySubject = {
  run(fn, rules, time) {
    const { name, clock, signal, timeoutMs = longMs, ...retry } = retryOptions(rules, time);
    const rates = dependency({ name, timeoutMs, retry, breaker: { failureThreshold: 1_000_000 }, bulkhead: { maxConcurrent: 1_000 }, clock });
    return rates.run(fn, { signal });
  },
  openCircuit: () => new CircuitOpenError('stock', 1_000),
  errorsOf,
  exhaustions: budgetExhaustions,
};

/** Its log is the console's. */
export const fallbackOfDependency: FallbackSubject = {
  async run(first, second, time, warn) {
    const rates = dependency({ name: nameOf(time), timeoutMs: longMs, fallback: second, clock: time.clock });
    const { warn: warnBefore } = console;
    console.warn = warn;
    try {
      return await rates.run(first);
    } finally {
      console.warn = warnBefore;
    }
  },
};
