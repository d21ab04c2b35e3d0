import {
  bulkhead, BrokenCircuitError, circuitBreaker, CircuitState, ConsecutiveBreaker, ConstantBackoff, handleAll, handleWhen, retry,
  SamplingBreaker, TaskCancelledError, timeout, TimeoutStrategy, wrap, ExponentialBackoff, noJitterGenerator, type CircuitBreakerPolicy, type IPolicy,
} from 'cockatiel';
import { NotOffered } from '../../../packages/runtime/test/behaviours/contract.js';
import { heldBy } from '../../../packages/runtime/test/behaviours/outcomes.js';
import type { BreakerRules, BreakerUnderTest } from '../../../packages/runtime/test/behaviours/breaker-subject.js';
import type { Library } from './library.js';

const stateNames: Record<CircuitState, string> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'half-open',
  [CircuitState.Isolated]: 'isolated',
};

function breakerOf(rules: BreakerRules, initialState?: unknown): BreakerUnderTest {
  const { failureThreshold, recoveryMs, doubles, halfOpenMax = 1, probeTimeoutMs, window, isIgnored, onStateChange } = rules;
  if (halfOpenMax > 1) throw new NotOffered('one probe at a time');
  const isAbort = (error: Error): boolean => error.name === 'AbortError';
  const policy: CircuitBreakerPolicy = circuitBreaker(
    handleWhen((error) => !isAbort(error) && !(isIgnored?.(error) ?? false)),
    {
      halfOpenAfter: doubles ? new ExponentialBackoff({ generator: noJitterGenerator, initialDelay: recoveryMs, maxDelay: recoveryMs * 8, exponent: 2 }) : recoveryMs,
      breaker: window
        ? new SamplingBreaker({ threshold: 0.499, duration: window.ms, minimumRps: (window.minimumThroughput / window.ms) * 1_000 })
        : new ConsecutiveBreaker(failureThreshold),
      ...(initialState === undefined ? {} : { initialState }),
    },
  );
  policy.onStateChange((state) => onStateChange?.(stateNames[state]));
  const whole: IPolicy = probeTimeoutMs === undefined ? policy : wrap(policy, timeout(probeTimeoutMs, TimeoutStrategy.Aggressive));
  return { run: (fn, signal) => whole.execute(fn, signal), save: () => JSON.stringify(policy) };
}

export const cockatiel: Library = {
  name: 'cockatiel',
  breaker: {
    make: (rules) => breakerOf(rules),
    restore: (saved, rules) => breakerOf(rules, JSON.parse(saved)),
    retryAfterMs: () => undefined,
  },
  bulkhead: {
    make({ maxConcurrent, maxQueue = 100, queueTimeoutMs, timeoutMs }) {
      if (queueTimeoutMs !== undefined) throw new NotOffered('a wait without a limit');
      const slots = bulkhead(maxConcurrent, maxQueue);
      const policy: IPolicy = timeoutMs === undefined ? slots : wrap(timeout(timeoutMs, TimeoutStrategy.Aggressive), slots);
      return { run: (fn, signal) => policy.execute(fn, signal) };
    },
  },
  timeout: {
    run: (fn, { timeoutMs, signal }) => timeout(timeoutMs, TimeoutStrategy.Aggressive).execute(({ signal: inner }) => fn(inner), signal),
    isTimeout: (error) => error instanceof TaskCancelledError,
  },
  retry: {
    run(fn, { attempts, delayMs, deadlineMs, signal }) {
      const policy = retry(handleAll, { maxAttempts: attempts - 1, backoff: new ConstantBackoff(delayMs) });
      const whole: IPolicy = deadlineMs === undefined ? policy : wrap(timeout(deadlineMs, TimeoutStrategy.Aggressive), policy);
      return whole.execute(fn, signal);
    },
    openCircuit: () => new BrokenCircuitError(),
    errorsOf: (error) => heldBy(error),
    exhaustions: () => Promise.reject(new NotOffered('no budget')),
  },
  process: {
    answered: `import { timeout } from 'cockatiel'; give(timeout(3_600_000, 'aggressive').execute(async () => 1));`,
    givenUp: `import { timeout } from 'cockatiel'; give(timeout(150, 'aggressive').execute(() => new Promise(() => {})));`,
  },
};
