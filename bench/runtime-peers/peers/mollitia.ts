import { Bulkhead, Circuit, Retry, SlidingCountBreaker, SlidingTimeBreaker, Timeout, TimeoutError, BreakerError, type Module } from 'mollitia';
import { NotOffered } from '../../../packages/runtime/test/behaviours/contract.js';
import { heldBy } from '../../../packages/runtime/test/behaviours/outcomes.js';
import type { Library } from './library.js';

type Fn = () => Promise<unknown>;
const circuitOf = (...modules: Module[]): Circuit => new Circuit({ options: { modules } });
const through = (circuit: Circuit, fn: Fn): Promise<unknown> => circuit.fn(fn).execute();

function noSignal(signal: AbortSignal | undefined): void {
  if (signal !== undefined) throw new NotOffered('no signal of the caller');
}

export const mollitia: Library = {
  name: 'mollitia',
  breaker: {
    make({ failureThreshold, recoveryMs, doubles, halfOpenMax = 1, probeTimeoutMs, window, inARow, isIgnored, onStateChange }) {
      if (doubles === true) throw new NotOffered('the wait is always the same');
      if (inARow === true) throw new NotOffered('counts in a window only');
      const Breaker = window ? SlidingTimeBreaker : SlidingCountBreaker;
      const breaker = new Breaker({
        slidingWindowSize: window?.ms ?? Math.max(2, failureThreshold),
        minimumNumberOfCalls: window?.minimumThroughput ?? failureThreshold,
        failureRateThreshold: window ? 50 : 1,
        openStateDelay: recoveryMs,
        permittedNumberOfCallsInHalfOpenState: halfOpenMax,
        ...(probeTimeoutMs === undefined ? {} : { halfOpenStateMaxDelay: probeTimeoutMs }),
        onError: (error) => !(isIgnored?.(error) === true || (error instanceof Error && error.name === 'AbortError')),
      });
      breaker.on('state-changed', (state: unknown) => onStateChange?.(state === 'opened' ? 'open' : String(state)));
      const circuit = circuitOf(breaker);
      return { run: (fn) => through(circuit, fn), save: () => { throw new NotOffered('an adapter of a store only'); } };
    },
    restore: () => { throw new NotOffered('an adapter of a store only'); },
    retryAfterMs: () => undefined,
  },
  bulkhead: {
    make({ maxConcurrent, maxQueue = 100, queueTimeoutMs = 3_600_000, timeoutMs }) {
      const slots = new Bulkhead({ concurrentSize: maxConcurrent, queueSize: maxQueue, maxQueueWait: queueTimeoutMs });
      const circuit = timeoutMs === undefined ? circuitOf(slots) : circuitOf(new Timeout({ delay: timeoutMs }), slots);
      return {
        run(fn, signal) {
          noSignal(signal);
          return through(circuit, fn);
        },
      };
    },
  },
  timeout: {
    run(fn, { timeoutMs, signal }) {
      noSignal(signal);
      return through(circuitOf(new Timeout({ delay: timeoutMs })), () => fn(undefined));
    },
    isTimeout: (error) => error instanceof TimeoutError,
  },
  retry: {
    run(fn, { attempts, delayMs, deadlineMs, signal }) {
      noSignal(signal);
      const retry = new Retry({ attempts: attempts - 1, interval: delayMs });
      return through(deadlineMs === undefined ? circuitOf(retry) : circuitOf(new Timeout({ delay: deadlineMs }), retry), fn);
    },
    openCircuit: () => new BreakerError(),
    errorsOf: (error) => heldBy(error),
    exhaustions: () => Promise.reject(new NotOffered('no budget')),
  },
  process: {
    answered: `import { Circuit, Timeout } from 'mollitia';
      give(new Circuit({ options: { modules: [new Timeout({ delay: 3_600_000 })] } }).fn(async () => 1).execute());`,
    givenUp: `import { Circuit, Timeout } from 'mollitia';
      give(new Circuit({ options: { modules: [new Timeout({ delay: 150 })] } }).fn(() => new Promise(() => {})).execute());`,
  },
};
