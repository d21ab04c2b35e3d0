import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../test/manual-clock.js';
import { Pace } from './pace.js';

/** When the next `count` items may start, in milliseconds from now. */
function starts(pace: Pace, clock: ManualClock, count: number): number[] {
  const startMs = clock.now();
  const times: number[] = [];
  while (times.length < count) {
    if (pace.available >= 1) {
      pace.take();
      times.push(Math.round(clock.now() - startMs));
    } else {
      clock.step(pace.waitMs);
    }
  }
  return times;
}

describe('a pace', () => {
  it('lets so many start in a second, one after another', () => {
    const clock = new ManualClock();

    expect(starts(new Pace(10, clock), clock, 4)).toEqual([0, 100, 200, 300]);
  });

  it('is halved by a failure', () => {
    const clock = new ManualClock();
    const pace = new Pace(10, clock);
    pace.failed();

    expect(starts(pace, clock, 4)).toEqual([0, 200, 400, 600]);
  });

  it('comes down to one in 30 seconds while everything fails, however fast it may be', () => {
    const clock = new ManualClock();
    const pace = new Pace(1_000, clock);
    for (let failure = 0; failure < 100; failure++) pace.failed();

    expect(starts(pace, clock, 3)).toEqual([0, 30_000, 60_000]);
  });

  it('recovers by a tenth of its maximum a success, and no further', () => {
    const clock = new ManualClock();
    const pace = new Pace(10, clock);
    for (let failure = 0; failure < 100; failure++) pace.failed();
    pace.succeeded();
    expect(starts(pace, clock, 2)[1]).toBe(968); // 1.03 a second
    for (let success = 0; success < 100; success++) pace.succeeded();
    const [first = 0, second = 0, third = 0] = starts(pace, clock, 3);
    expect([second - first, third - second]).toEqual([100, 100]);
  });

  it('saves nothing up while it is idle', () => {
    const clock = new ManualClock();
    const pace = new Pace(10, clock);
    clock.step(3_600_000);

    expect(starts(pace, clock, 3)).toEqual([0, 100, 200]);
  });

  it('never lets more start than its maximum and a burst of a tenth of a second, whatever happens', () => {
    const event = fc.oneof(fc.constantFrom<'ok' | 'failed'>('ok', 'failed'), fc.integer({ min: 1, max: 400 }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.array(event, { maxLength: 60 }), (perSecond, events) => {
        const clock = new ManualClock();
        const pace = new Pace(perSecond, clock);
        const startMs = clock.now();
        let started = 0;
        for (const event of events) {
          if (event === 'ok') pace.succeeded();
          else if (event === 'failed') pace.failed();
          else clock.step(event);
          for (; pace.available >= 1; started++) pace.take();
        }
        expect(started).toBeLessThanOrEqual(((clock.now() - startMs) / 1_000) * perSecond + Math.max(1, perSecond / 10) + 1);
      }),
    );
  });
});
