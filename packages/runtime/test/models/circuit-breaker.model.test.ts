import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { circuitBreaker, countWindow, dependency, timeWindow, type CircuitBreakerOptions } from '../../src/index.js';
import { CircuitReference, type ReferenceRules } from '../circuit-reference.js';
import type { Result } from '../circuit-scenario.js';
import { DeferredCall } from '../deferred.js';
import { ManualClock, promisesSettled } from '../manual-clock.js';
import { pick, playInterleavings, type Step } from './interleaving.js';

type Call = NonNullable<ReturnType<CircuitReference['start']>>;
type Run = (fn: () => Promise<unknown>, signal: AbortSignal) => Promise<unknown>;

interface Played {
  readonly clock: ManualClock;
  readonly run: Run;
  readonly states: string[];
  readonly reference: CircuitReference;
  readonly pending: { readonly work: DeferredCall<unknown>; readonly caller: AbortController; readonly expected: Call }[];
}

const rules: fc.Arbitrary<ReferenceRules> = fc.record({
  failureThreshold: fc.integer({ min: 1, max: 3 }),
  recoveryMs: fc.integer({ min: 5, max: 20 }),
  halfOpenMax: fc.integer({ min: 1, max: 3 }),
  probeTimeoutMs: fc.integer({ min: 1, max: 30 }),
  slowCallMs: fc.constantFrom(10, Infinity),
  window: fc.oneof(
    fc.constant({ kind: 'none' as const }),
    fc.record({
      kind: fc.constantFrom('calls' as const, 'ms' as const),
      size: fc.integer({ min: 3, max: 30 }),
      failureRate: fc.constantFrom(0.25, 0.5, 1),
      minimumThroughput: fc.integer({ min: 1, max: 3 }),
    }),
  ),
});

const skipped = new RangeError('not found');

function optionsOf(rule: ReferenceRules, clock: ManualClock, states: string[]): CircuitBreakerOptions {
  const { window, slowCallMs, ...same } = rule;
  return {
    ...same,
    name: 'stock',
    slowCallMs: slowCallMs < Infinity ? slowCallMs : undefined,
    window: window.kind === 'none' ? undefined : window.kind === 'calls' ? countWindow({ ...window, calls: window.size }) : timeWindow({ ...window, windowMs: window.size }),
    isFailure: ({ error }) => (error === skipped ? 'ignored' : undefined),
    onStateChange: ({ to }) => void states.push(to),
    clock,
  };
}

const results: readonly Result[] = ['ok', 'fail', 'fail', 'skip'];

async function play({ clock, run, states, reference, pending }: Played, [name, number]: Step<'start' | 'settle' | 'abort' | 'tick'>): Promise<void> {
  if (name === 'tick') await clock.advance(number);
  if (name === 'start') {
    const caller = new AbortController();
    const work = new DeferredCall<unknown>((fn) => run(fn, caller.signal));
    const expected = reference.start(clock.now());
    await promisesSettled();
    expect(work.isStarted).toBe(expected !== undefined);
    if (expected === undefined) expect(work.errorName).toBe('CircuitOpenError');
    else pending.push({ work, caller, expected });
  }
  const call = pick(pending, number);
  if ((name === 'settle' || name === 'abort') && call !== undefined) {
    pending.splice(pending.indexOf(call), 1);
    const result = name === 'abort' ? 'skip' : (pick(results, number) ?? 'ok');
    if (name === 'abort') {
      call.caller.abort(new Error('The page was closed'));
      call.work.reject(call.caller.signal.reason);
    } else if (result === 'ok') call.work.resolve('answer');
    else call.work.reject(result === 'fail' ? new Error('down') : skipped);
    reference.settle(call.expected, result, clock.now());
    await promisesSettled();
    expect(call.work.outcome).toBeDefined();
  }
  expect({ state: states.at(-1) ?? 'closed', changes: states.length }).toEqual({ state: reference.state, changes: reference.changes });
}

const subjects: Readonly<Record<string, (options: CircuitBreakerOptions) => Run>> = {
  circuitBreaker(options) {
    const breaker = circuitBreaker(options);
    return (fn, signal) => breaker.run(fn, { signal });
  },
  dependency({ name, clock, ...breaker }) {
    const stock = dependency({ name, timeoutMs: 2 ** 40, breaker, bulkhead: { maxConcurrent: 1_000 }, clock });
    return (fn, signal) => stock.run(fn, { signal });
  },
};

describe.each(Object.entries(subjects))('the circuit of %s, whatever is admitted, settled, aborted and waited for in whatever order', (_name, subject) => {
  it('does what the reference does', async () => {
    const seen = new Map<string, number>();
    await playInterleavings({
      rules,
      weights: { start: 4, settle: 4, abort: 1, tick: 3 },
      below: { tick: 24 },
      numRuns: 2_000,
      start(rule): Played {
        const clock = new ManualClock();
        const states: string[] = [];
        return { clock, states, run: subject(optionsOf(rule, clock, states)), reference: new CircuitReference(rule, clock.now()), pending: [] };
      },
      async play(run, step) {
        await play(run, step);
        seen.set(run.reference.state, (seen.get(run.reference.state) ?? 0) + 1);
      },
    });
    expect([...seen.keys()].sort()).toEqual(['closed', 'half-open', 'open']);
    expect(Math.min(...seen.values())).toBeGreaterThan(1_000);
  });
});
