import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { fail } from '../../test/broken.js';
import { ManualClock } from '../../test/manual-clock.js';
import { circuitBreaker, serviceHealth, type CircuitBreaker, type HealthLevelChangedMessage, type ServiceHealthOptions } from '../index.js';

type Feature = 'recommendations' | 'reviews' | 'search' | 'checkout';
type Options = Partial<ServiceHealthOptions<Feature, 'degraded' | 'critical'>>;

const features = ['recommendations', 'reviews', 'search', 'checkout'] as const;

const look = ({ level }: { readonly level: string }): string => level;

/** A shop whose conditions a test sets. */
function shopOf(options: Options = {}) {
  const clock = new ManualClock();
  const condition = { slow: false, overloaded: false };
  const changes: HealthLevelChangedMessage[] = [];
  const health = serviceHealth({
    name: 'shop',
    features,
    levels: {
      degraded: { disable: ['recommendations'], when: () => condition.slow },
      critical: { only: ['search', 'checkout'], when: () => condition.overloaded },
    },
    clock,
    onChange: (change) => changes.push(change),
    ...options,
  });
  return { health, clock, condition, changes, moves: () => changes.map(({ from, to }) => `${from} > ${to}`) };
}

describe('the health of a service', () => {
  it('is normal and allows everything, as long as nothing calls for a level', () => {
    const { health } = shopOf();

    expect(health.level).toBe('normal');
    expect(features.every((feature) => health.allows(feature))).toBe(true);
    expect(health.disabled).toEqual([]);
  });

  it('is without what the level disables', () => {
    const { health, condition } = shopOf();
    condition.slow = true;

    expect(health.level).toBe('degraded');
    expect(health.disabled).toEqual(['recommendations']);
    expect([health.allows('recommendations'), health.allows('search')]).toEqual([false, true]);
  });

  it('has the most severe level that is called for', () => {
    const { health, condition } = shopOf();
    Object.assign(condition, { slow: true, overloaded: true });

    expect(health.level).toBe('critical');
    expect(health.disabled).toEqual(['recommendations', 'reviews']);
  });

  it('is at a severe level without what the milder ones take away', () => {
    const health = serviceHealth({ features, levels: { mild: { disable: ['search'] }, severe: { only: ['search', 'checkout'] } } });
    health.force('severe');

    expect(health.disabled).toEqual(['recommendations', 'reviews', 'search']);
  });

  it('knows no feature but those that it was made with, at any level', () => {
    const { health } = shopOf();

    expect((): unknown => Reflect.apply(health.allows, health, ['reviws'])).toThrow(
      'Cannot look up a feature: `feature` must be one of recommendations, reviews, search, checkout, received "reviws"',
    );
  });
});

describe('a level', () => {
  it('is entered at once and left after half a minute, where nothing else is said', () => {
    const { health, clock, condition } = shopOf();
    condition.slow = true;
    expect(health.level).toBe('degraded');
    condition.slow = false;
    expect(health.level).toBe('degraded');
    clock.step(29_999);
    expect(health.level).toBe('degraded');
    clock.step(1);
    expect(health.level).toBe('normal');
  });

  it('is entered only if it was called for without a break for long enough', () => {
    const { health, clock, condition } = shopOf({ enterAfterMs: 1_000 });
    for (const slow of [true, false, true]) {
      condition.slow = slow;
      expect(health.level).toBe('normal');
      clock.step(999);
      expect(health.level).toBe('normal');
    }
    clock.step(1);
    expect(health.level).toBe('degraded');
  });

  it('does not flap with its condition', () => {
    const { health, clock, condition, moves } = shopOf({ leaveAfterMs: 10_000 });
    for (let turn = 0; turn < 100; turn++) {
      condition.slow = turn % 2 === 0;
      look(health);
      clock.step(9_000);
    }

    expect(moves()).toEqual(['normal > degraded']);
  });

  it('gives way to a milder one that is still called for', () => {
    const { health, clock, condition } = shopOf();
    Object.assign(condition, { slow: true, overloaded: true });
    look(health);
    condition.overloaded = false;
    look(health);
    clock.step(30_000);

    expect(health.level).toBe('degraded');
  });

  it('stays as it is when its condition throws', () => {
    const clock = new ManualClock();
    const condition = vi.fn(() => true);
    const health = serviceHealth({ features, levels: { degraded: { disable: ['search'], when: condition } }, clock });
    expect(health.level).toBe('degraded');

    condition.mockImplementation(() => { throw new Error('broken'); });
    clock.step(60_000);
    expect(health.level).toBe('degraded');
  });

  it('has nothing to do with the wall clock', () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const { health, condition } = shopOf();
    condition.slow = true;
    look(health);
    condition.slow = false;
    look(health);
    vi.setSystemTime(Date.now() + 3_600_000);

    expect(health.level).toBe('degraded');
  });
});

describe('a level that is driven by circuit breakers', () => {
  function shopWithBreaker(options: { readonly leaveAfterMs?: number } = {}) {
    const clock = new ManualClock();
    const recommender = circuitBreaker({ name: 'recommender', failureThreshold: 1, recoveryMs: 10_000, clock });
    const health = serviceHealth({
      features,
      levels: { degraded: { disable: ['recommendations'], when: [circuitBreaker({ name: 'other' }), recommender] } },
      leaveAfterMs: 1_000,
      clock,
      ...options,
    });
    return { clock, recommender, health };
  }
  const failOnce = (breaker: CircuitBreaker) => breaker.run(fail).catch(() => 'down');

  it('is entered when one of them opens, and left when it has closed for long enough', async () => {
    const { clock, recommender, health } = shopWithBreaker();
    await failOnce(recommender);
    expect(health.level).toBe('degraded');
    clock.step(10_000);
    await recommender.run(() => 'fine');
    expect(health.level).toBe('degraded');
    clock.step(1_000);
    expect(health.level).toBe('normal');
  });

  it('is left when the breaker would let a probe through, which nobody would make while the feature is off', async () => {
    const { clock, recommender, health } = shopWithBreaker();
    await failOnce(recommender);
    const ask = () => (health.allows('recommendations') ? failOnce(recommender) : Promise.resolve('switched off'));
    expect(await ask()).toBe('switched off');
    clock.step(10_000);
    expect(await ask()).toBe('switched off');
    clock.step(1_000);

    expect(await ask()).toBe('down');
    expect(health.level).toBe('degraded');
  });

  it('is entered for one that is isolated, and left after that', () => {
    const { clock, recommender, health } = shopWithBreaker();
    const undo = recommender.isolate();
    expect(health.level).toBe('degraded');
    clock.step(60_000);
    expect(health.level).toBe('degraded');
    undo();
    look(health);
    clock.step(1_000);
    expect(health.level).toBe('normal');
  });
});

describe('a level that is forced', () => {
  it('wins over what is called for, until that is undone', () => {
    const { health, condition } = shopOf();
    condition.overloaded = true;
    const undo = health.force('degraded');
    expect(health.level).toBe('degraded');
    undo();
    expect(health.level).toBe('critical');
  });

  it('switches degradation off with `normal`', () => {
    const { health, condition } = shopOf();
    health.force('normal');
    Object.assign(condition, { slow: true, overloaded: true });

    expect(health.disabled).toEqual([]);
  });

  it('gives way to the one that was forced before it, in whichever order they are undone', () => {
    const { health } = shopOf();
    const undoFirst = health.force('critical');
    const undoSecond = health.force('degraded');
    const undoThird = health.force('degraded');
    undoSecond();
    undoSecond();
    expect(health.level).toBe('degraded');
    undoThird();
    expect(health.level).toBe('critical');
    undoFirst();
    expect(health.level).toBe('normal');
  });

  it('does not stop the time of what is called for', () => {
    const { health, clock, condition } = shopOf({ enterAfterMs: 1_000 });
    const undo = health.force('normal');
    condition.slow = true;
    look(health);
    clock.step(1_000);
    undo();

    expect(health.level).toBe('degraded');
  });
});

describe('who looks after a service', () => {
  it('is told of each change once, also on a channel', () => {
    const messages: unknown[] = [];
    const listener = (message: unknown): void => void messages.push(message);
    subscribe('failsoft:health:level-changed', listener);
    onTestFinished(() => void unsubscribe('failsoft:health:level-changed', listener));
    const { health, condition, changes } = shopOf();
    condition.slow = true;
    look(health);
    expect(health.allows('search')).toBe(true);
    const undo = health.force('critical');
    undo();

    expect(changes).toEqual([
      { name: 'shop', from: 'normal', to: 'degraded', byHand: false },
      { name: 'shop', from: 'degraded', to: 'critical', byHand: true },
      { name: 'shop', from: 'critical', to: 'degraded', byHand: false },
    ]);
    expect(messages).toEqual(changes);
  });

  it('may look again, and may throw', () => {
    const seen: string[] = [];
    const health = serviceHealth({
      features,
      levels: { degraded: { disable: ['search'] } },
      onChange: () => {
        seen.push(health.level);
        throw new Error('broken');
      },
    });
    health.force('degraded');

    expect(health.level).toBe('degraded');
    expect(seen).toEqual(['degraded']);
  });
});

describe('the health of a service refuses', () => {
  const make = (options: object) => () => serviceHealth({ features, levels: {}, ...options });

  it.each([
    ['a feature that there is not', { levels: { degraded: { disable: ['reviws'] } } }, '`disable` must be a list of some of recommendations, reviews, search, checkout, received [object Array]'],
    ['features that are no names', { features: [5] }, '`features` must be a list of names, received [object Array]'],
    ['a level that takes nothing away', { levels: { degraded: {} } }, '`levels.degraded` must be one level other than `normal`, with either `disable` or `only`, received [object Object]'],
    ['a level of both kinds', { levels: { degraded: { only: [], disable: [] } } }, 'with either `disable` or `only`'],
    ['a level named normal', { levels: { normal: { only: [] } } }, '`levels.normal` must be one level other than `normal`'],
    ['a condition that is none', { levels: { degraded: { only: [], when: [5] } } }, '`when` must be a function or a list of circuit breakers, received [object Array]'],
    ['a time that is none', { leaveAfterMs: 0 }, '`leaveAfterMs` must be a positive finite number of milliseconds, received 0'],
  ])('%s', (_what, options, message) => {
    expect(make(options)).toThrow(`Cannot create service health: `);
    expect(make(options)).toThrow(message);
  });

  it('to be forced to a level that there is not', () => {
    const { health } = shopOf();

    expect((): unknown => Reflect.apply(health.force, health, ['panic'])).toThrow(
      'Cannot force a level: `level` must be one of normal, degraded, critical, received "panic"',
    );
  });
});
