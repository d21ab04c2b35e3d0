import { describe, expect, it } from 'vitest';
import { CircuitScenario } from '../../test/circuit-scenario.js';
import { countWindow, timeWindow, type CircuitBreakerOptions, type CircuitSnapshot } from '../index.js';

const openSnapshot: CircuitSnapshot = { state: 'open', calls: 0, failures: 0, openings: 1, retryAfterMs: 1_000 };

describe('the snapshot of a circuit breaker', () => {
  it.each([
    ['closed', 'fail fail', { state: 'closed', calls: 2, failures: 2, openings: 0, retryAfterMs: 0 }],
    ['open', 'fail fail fail 400', { state: 'open', calls: 0, failures: 0, openings: 1, retryAfterMs: 600 }],
    ['open for long', 'fail fail fail 5000', { state: 'open', calls: 0, failures: 0, openings: 1, retryAfterMs: 0 }],
    ['half-open', 'fail fail fail 1000 +a', { state: 'open', calls: 0, failures: 0, openings: 1, retryAfterMs: 0 }],
  ])('of one that is %s says so', async (_state, steps, snapshot) => {
    const scenario = new CircuitScenario({ failureThreshold: 3 });
    for (const step of steps.split(' ')) await scenario.step(step);

    expect(JSON.parse(JSON.stringify(scenario.breaker))).toEqual(snapshot);
  });

  it.each<readonly [string, Partial<CircuitBreakerOptions>, CircuitSnapshot, string]>([
    ['failures go on', { failureThreshold: 3 }, { state: 'closed', calls: 2, failures: 2, openings: 0, retryAfterMs: 0 }, 'fail =open'],
    ['an open circuit opens lazily', {}, openSnapshot, '=open 999 rejected 1 =open +a =half-open'],
    ['a back-off goes on', {}, openSnapshot, '1000 fail 1999 rejected 1 ok =closed'],
    [
      'a count window goes on',
      { failureThreshold: 1, window: countWindow({ calls: 9, failureRate: 0.5 }) },
      { state: 'closed', calls: 4, failures: 1, openings: 0, retryAfterMs: 0 },
      'fail =closed fail =open',
    ],
    [
      'a time window goes on',
      { failureThreshold: 1, window: timeWindow({ windowMs: 100, failureRate: 0.5 }) },
      { state: 'closed', calls: 4, failures: 1, openings: 0, retryAfterMs: 0 },
      'fail =closed fail =open',
    ],
  ])('can be gone on from: %s', async (_title, options, snapshot, steps) => {
    const scenario = new CircuitScenario(options);
    scenario.breaker.hydrate(snapshot);
    for (const step of steps.split(' ')) await scenario.step(step);
  });

  it('makes what came before of no account', async () => {
    const scenario = new CircuitScenario({ failureThreshold: 1 });
    await scenario.step('+a');
    scenario.breaker.hydrate({ state: 'closed', calls: 0, failures: 0, openings: 0, retryAfterMs: 0 });
    for (const step of ['a:fail', '=closed']) await scenario.step(step);
  });

  it.each([
    undefined,
    'open',
    { ...openSnapshot, state: 'half-open' },
    { ...openSnapshot, calls: -1 },
    { ...openSnapshot, failures: 1 },
    { ...openSnapshot, openings: 0.5 },
    { ...openSnapshot, retryAfterMs: NaN },
  ])('is refused if it is none: %j', (snapshot) => {
    const { breaker } = new CircuitScenario({});

    expect((): unknown => Reflect.apply(breaker.hydrate, breaker, [snapshot])).toThrow(
      new TypeError(`Cannot hydrate a circuit breaker: \`snapshot\` must be what toJSON made, received ${describeValue(snapshot)}`),
    );
  });
});

function describeValue(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : value === undefined ? 'undefined' : '[object Object]';
}
