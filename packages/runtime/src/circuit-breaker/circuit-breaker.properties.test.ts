import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CircuitReference, type ReferenceRules } from '../../test/circuit-reference.js';
import { ManualClock } from '../../test/manual-clock.js';
import { Circuit, type Admission } from './circuit.js';
import { countWindow, timeWindow, type FailureWindow } from '../index.js';

const rules: fc.Arbitrary<ReferenceRules> = fc.record({
  failureThreshold: fc.integer({ min: 1, max: 4 }),
  recoveryMs: fc.integer({ min: 1, max: 20 }),
  halfOpenMax: fc.integer({ min: 1, max: 3 }),
  probeTimeoutMs: fc.integer({ min: 1, max: 30 }),
  slowCallMs: fc.constantFrom(5, 15, Infinity),
  window: fc.oneof(
    fc.constant({ kind: 'none' as const }),
    fc.record({
      kind: fc.constantFrom('calls' as const, 'ms' as const),
      size: fc.integer({ min: 3, max: 20 }),
      failureRate: fc.constantFrom(0.25, 0.5, 1),
      minimumThroughput: fc.integer({ min: 1, max: 3 }),
    }),
  ),
});

const steps = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ does: fc.constant('start' as const) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        does: fc.constant('settle' as const),
        which: fc.nat(),
        result: fc.constantFrom('ok' as const, 'fail' as const, 'fail' as const, 'skip' as const),
      }),
    },
    { weight: 2, arbitrary: fc.record({ does: fc.constant('tick' as const), ms: fc.oneof(fc.nat(3), fc.nat(40)) }) },
  ),
  { minLength: 20, maxLength: 80, size: 'max' },
);

function windowOf({ window }: ReferenceRules): FailureWindow | undefined {
  if (window.kind === 'none') return undefined;
  return window.kind === 'calls' ? countWindow({ ...window, calls: window.size }) : timeWindow({ ...window, windowMs: window.size });
}

describe('a circuit, whatever happens in whatever order', () => {
  it('does what the reference does', () => {
    const seen = { closed: 0, open: 0, 'half-open': 0 };
    fc.assert(
      fc.property(rules, steps, (rule, script) => {
        const clock = new ManualClock();
        let changes = 0;
        const circuit = new Circuit({
          ...rule,
          name: 'stock',
          slowCallMs: rule.slowCallMs < Infinity ? rule.slowCallMs : undefined,
          window: windowOf(rule),
          clock,
          onStateChange: () => {
            changes++;
          },
        });
        const reference = new CircuitReference(rule, clock.now());
        const calls: { admitted: Admission; expected: NonNullable<ReturnType<CircuitReference['start']>> }[] = [];

        for (const step of script) {
          if (step.does === 'tick') clock.step(step.ms);
          else if (step.does === 'start') {
            const expected = reference.start(clock.now());
            const admitted = admissionOf(circuit);
            expect(admitted !== undefined).toBe(expected !== undefined);
            if (admitted !== undefined && expected !== undefined) calls.push({ admitted, expected });
          } else {
            const [call] = calls.splice(step.which % Math.max(1, calls.length), 1);
            if (call === undefined) continue;
            circuit.settle(call.admitted, outcomes[step.result]);
            reference.settle(call.expected, step.result, clock.now());
          }
          expect({ state: circuit.state, changes }).toEqual({ state: reference.state, changes: reference.changes });
          seen[reference.state]++;
        }
      }),
      { numRuns: 1_000 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(1_000);
  });
});

const outcomes = { ok: { value: 'answer' }, fail: { error: new Error('down') }, skip: undefined };

function admissionOf(circuit: Circuit): Admission | undefined {
  const call = { era: 0, startMs: 0 };
  return circuit.admit(call) === undefined ? call : undefined;
}
