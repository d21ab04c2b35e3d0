import CircuitBreaker from 'opossum';
import { NotOffered } from '../../../packages/runtime/test/behaviours/contract.js';
import type { BreakerRules, BreakerUnderTest } from '../../../packages/runtime/test/behaviours/breaker-subject.js';
import type { Library } from './library.js';

type Fn = () => Promise<unknown>;
const call = (fn: Fn): Promise<unknown> => fn();

function breakerOf(rules: BreakerRules, saved: object = {}): BreakerUnderTest {
  const { failureThreshold, recoveryMs, doubles, halfOpenMax = 1, probeTimeoutMs, window, inARow, isIgnored, onStateChange } = rules;
  if (halfOpenMax > 1) throw new NotOffered('one probe at a time');
  if (doubles === true) throw new NotOffered('the wait is always the same');
  if (inARow === true) throw new NotOffered('counts in a window only');
  const breaker = new CircuitBreaker(call, {
    timeout: probeTimeoutMs ?? false,
    resetTimeout: recoveryMs,
    rollingCountTimeout: window?.ms ?? 3_600_000,
    volumeThreshold: window?.minimumThroughput ?? failureThreshold,
    errorThresholdPercentage: window ? 49 : 1,
    errorFilter: (error: unknown) => isIgnored?.(error) === true || (error instanceof Error && error.name === 'AbortError'),
    ...saved,
  });
  breaker.on('open', () => onStateChange?.('open'));
  breaker.on('halfOpen', () => onStateChange?.('half-open'));
  breaker.on('close', () => onStateChange?.('closed'));
  return { run: (fn) => breaker.fire(fn), save: () => JSON.stringify(breaker) };
}

export const opossum: Library = {
  name: 'opossum',
  breaker: {
    make: (rules) => breakerOf(rules),
    restore: (saved, rules) => breakerOf(rules, JSON.parse(saved)),
    retryAfterMs: () => undefined,
  },
  bulkhead: {
    make({ maxConcurrent, timeoutMs }) {
      if (timeoutMs === undefined) throw new NotOffered('no queue');
      const breaker = new CircuitBreaker(call, { capacity: maxConcurrent, timeout: timeoutMs, volumeThreshold: 1_000_000 });
      return { run: (fn) => breaker.fire(fn) };
    },
  },
  timeout: {
    run(fn, { timeoutMs, signal }) {
      if (signal !== undefined) throw new NotOffered('no signal of the caller');
      const abortController = new AbortController();
      // Its statistics would tick for as long as the longest time of a scenario.
      const breaker = new CircuitBreaker(() => fn(abortController.signal), { timeout: timeoutMs, abortController, rollingCountTimeout: 1e9, rollingCountBuckets: 1 });
      return breaker.fire().finally(() => breaker.shutdown());
    },
    isTimeout: (error) => error instanceof Error && Reflect.get(error, 'code') === 'ETIMEDOUT',
  },
  process: {
    answered: `import CircuitBreaker from 'opossum'; give(new CircuitBreaker(async () => 1, { timeout: 3_600_000 }).fire());`,
    givenUp: `import CircuitBreaker from 'opossum'; give(new CircuitBreaker(() => new Promise(() => {}), { timeout: 150 }).fire());`,
  },
};
