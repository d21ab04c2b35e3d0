import { describe, expect, it } from 'vitest';
import { fail, hang } from '../../test/broken.js';
import { ManualClock } from '../../test/manual-clock.js';
import { bulkhead, circuitBreaker, healthSnapshot, serviceHealth } from '../index.js';

describe('a health snapshot', () => {
  it('is plain JSON of states and numbers', async () => {
    const clock = new ManualClock();
    const stock = circuitBreaker({ name: 'stock', failureThreshold: 1, recoveryMs: 30_000, clock });
    const reports = bulkhead({ name: 'reports', maxConcurrent: 1, maxQueue: 1 });
    const shop = serviceHealth({ name: 'shop', features: ['reviews', 'checkout'], levels: { degraded: { disable: ['reviews'], when: [stock] } }, clock });
    await stock.run(fail).catch(() => 'down');
    void reports.run(hang);
    void reports.run(hang);
    clock.step(10_000.5);

    const snapshot = healthSnapshot({ breakers: [stock], bulkheads: [reports], services: [shop] });

    expect(snapshot).toEqual({
      degraded: true,
      breakers: [{ name: 'stock', state: 'open', retryAfterMs: 20_000 }],
      bulkheads: [{ name: 'reports', running: 1, queued: 1 }],
      services: [{ name: 'shop', level: 'degraded', disabled: ['reviews'] }],
    });
    expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot);
    expect(JSON.stringify(snapshot)).not.toContain('down');
  });

  it('is not degraded while all circuits are closed and all levels normal', () => {
    const shop = serviceHealth({ features: ['checkout'], levels: {} });

    expect(healthSnapshot({ breakers: [circuitBreaker({ name: 'stock' })], services: [shop] }).degraded).toBe(false);
    expect(healthSnapshot({})).toEqual({ degraded: false, breakers: [], bulkheads: [], services: [] });
  });

  it('is degraded while a level is forced', () => {
    const shop = serviceHealth({ features: ['checkout'], levels: { critical: { only: [] } } });
    shop.force('critical');

    expect(healthSnapshot({ services: [shop] }).degraded).toBe(true);
  });

  it.each([
    [[null], 'Cannot take a health snapshot: `sources` must be an object, received null'],
    [[{ breakers: [5] }], 'Cannot take a health snapshot: `breakers` must be a list of circuit breakers, received [object Array]'],
    [[{ services: 'shop' }], 'Cannot take a health snapshot: `services` must be a list of services, received "shop"'],
  ])('refuses %j', (args, message) => {
    expect((): unknown => Reflect.apply(healthSnapshot, undefined, args)).toThrow(message);
  });
});
