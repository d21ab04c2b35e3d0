import { systemClock, type Clock } from '../clock.js';
import { breakerList, levelRule, type LevelCondition } from './level-rule.js';
import { callback, clockKind, duration, listOf, plainObject, requireArgument, requireOptions, text, type Kind } from '../options.js';
import { isMethod } from '../shapes.js';
import { publish, type HealthLevelChangedMessage } from '../telemetry/channels.js';

/** What a level takes away, and when. */
export type HealthLevel<Feature extends string> = (
  | {
      /** Features that are off. */
      readonly disable: readonly Feature[];
      readonly only?: undefined;
    }
  | {
      /** Features that are on: all others are off. */
      readonly only: readonly Feature[];
      readonly disable?: undefined;
    }
) & {
  /**
   * Circuit breakers, one of which is open; or a function that says whether the level is called for.
   *
   * @default undefined, by hand only
   */
  readonly when?: LevelCondition | undefined;
};

/** What a service can do without, and when. */
export interface ServiceHealthOptions<Feature extends string, Level extends string> {
  /**
   * The service, for the telemetry.
   *
   * @default 'service'
   */
  readonly name?: string | undefined;
  /** Everything that can be asked for with `allows`. */
  readonly features: readonly Feature[];
  /** By name, from the mildest to the most severe. Each also takes away what those before it do. */
  readonly levels: Readonly<Record<Level, HealthLevel<NoInfer<Feature>>>>;
  /**
   * For how long a level must be called for, without a break, before it is entered. Less than the `recoveryMs` of the
   * breakers that call for it.
   *
   * @default undefined, it is entered at once
   */
  readonly enterAfterMs?: number | undefined;
  /**
   * For how long a level must not have been called for, without a break, before it is left.
   *
   * @default 30_000
   */
  readonly leaveAfterMs?: number | undefined;
  /**
   * Told of each change of the level. What it throws is dropped.
   *
   * @default undefined
   */
  readonly onChange?: ((change: HealthLevelChangedMessage) => void) | undefined;
  /**
   * The time to live by.
   *
   * @default the host's clock
   */
  readonly clock?: Clock | undefined;
}

/** How well a service is, and what it does without. It looks when it is asked, and has no timers. */
export interface ServiceHealth<Feature extends string = string, Level extends string = string> {
  readonly name: string;
  /** What holds now: `normal`, or one of the levels. */
  readonly level: Level | 'normal';
  /** What is off at this level. */
  readonly disabled: readonly Feature[];
  /**
   * Whether a feature is on.
   *
   * @throws {TypeError} If there is no feature of this name, at every level.
   */
  allows(feature: Feature): boolean;
  /**
   * Sets the level by hand, whatever the conditions say; `normal` switches degradation off. The last to force wins.
   *
   * @returns A function that ends it; calling it twice does nothing.
   * @throws {TypeError} If there is no level of this name.
   */
  force(level: Level | 'normal'): () => void;
}

/**
 * Makes the degradation levels of a service: what it stops doing while a dependency is down or the service is
 * overloaded, so that what matters most goes on.
 *
 * A way of working that is seldom used is seldom tested: have few levels, force each now and then, and be told of each
 * change. A breaker calls for its level until it would let a call through to see whether the dependency is back.
 *
 * @throws {TypeError} If `options` or a level is no object.
 * @throws {RangeError} If an option is not as documented; names it and the value received.
 *
 * @example Recommendations go first
 * ```ts
 * import { circuitBreaker, serviceHealth } from '@failsoft/runtime';
 * import assert from 'node:assert/strict';
 *
 * const recommender = circuitBreaker({ name: 'recommender', failureThreshold: 1 });
 * const health = serviceHealth({
 *   name: 'shop',
 *   features: ['recommendations', 'reviews', 'search', 'checkout'],
 *   levels: {
 *     degraded: { disable: ['recommendations'], when: [recommender] },
 *     critical: { only: ['checkout'] },
 *   },
 * });
 * assert.equal(health.level, 'normal');
 *
 * await recommender.run(() => Promise.reject(new Error('down'))).catch(() => []);
 * assert.equal(health.level, 'degraded');
 * assert.equal(health.allows('recommendations'), false);
 * assert.equal(health.allows('search'), true);
 *
 * const undo = health.force('critical');
 * assert.deepEqual(health.disabled, ['recommendations', 'reviews', 'search']);
 * undo();
 * assert.equal(health.level, 'degraded');
 * ```
 */
export function serviceHealth<const Feature extends string, Level extends string>(
  options: ServiceHealthOptions<Feature, Level>,
): ServiceHealth<Feature, Level> {
  checkOptions(options);
  return createHealth(options);
}

function createHealth<const Feature extends string, Level extends string>(
  options: ServiceHealthOptions<Feature, Level>,
): ServiceHealth<Feature, Level> {
  const { name = 'service', features, levels, enterAfterMs = 0, leaveAfterMs = 30_000, onChange, clock = systemClock } = options;
  const disabled = new Map<Level | 'normal', readonly Feature[]>([['normal', []]]);
  let off: readonly Feature[] = [];
  /** The mildest first. */
  const rules = namesOf(levels).map((level) => {
    const { disable, only, when } = levels[level];
    const before = off;
    off = features.filter((feature) => before.includes(feature) || (disable?.includes(feature) ?? !only?.includes(feature)));
    disabled.set(level, off);
    return { level, isActive: when && levelRule(when, { enterAfterMs, leaveAfterMs }) };
  });
  let forced: readonly { readonly level: Level | 'normal' }[] = [];
  let current: Level | 'normal' = 'normal';

  return {
    name,
    get level() {
      return look();
    },
    get disabled() {
      return disabledNow();
    },
    allows(feature) {
      requireArgument('Cannot look up a feature', 'feature', feature, features.includes(feature) || oneOf(features));
      return !disabledNow().includes(feature);
    },
    force(level) {
      requireArgument('Cannot force a level', 'level', level, disabled.has(level) || oneOf([...disabled.keys()]));
      const force = { level };
      forced = [...forced, force];
      look();
      return () => {
        forced = forced.filter((other) => other !== force);
        look();
      };
    },
  };

  function disabledNow(): readonly Feature[] {
    return disabled.get(look()) ?? [];
  }

  /** Every rule has to look, also while a more severe one, or a hand, decides. */
  function look(): Level | 'normal' {
    const nowMs = clock.now();
    const active = rules.filter(({ isActive }) => isActive?.(nowMs));
    const force = forced.at(-1);
    const { level } = force ?? active.at(-1) ?? { level: 'normal' };
    if (level !== current) enter(level, force !== undefined);
    return current;
  }

  function enter(to: Level | 'normal', byHand: boolean): void {
    const change: HealthLevelChangedMessage = { name, from: current, to, byHand };
    current = to;
    publish('health:level-changed', change);
    try {
      onChange?.(change);
    } catch {
      // A listener that throws must not break the call.
    }
  }
}

function oneOf(names: readonly string[]): string {
  return `one of ${names.join(', ')}`;
}

function checkOptions<Feature extends string, Level extends string>(options: ServiceHealthOptions<Feature, Level>): void {
  const action = 'Cannot create service health';
  requireOptions(
    action,
    options,
    { features: listOf('names', (name) => text(name) === true), levels: plainObject },
    { name: text, enterAfterMs: duration, leaveAfterMs: duration, onChange: callback, clock: clockKind },
  );
  const { features, levels } = options;
  const some = listOf(`some of ${features.join(', ')}`, (value) => features.some((feature) => feature === value));
  for (const name of namesOf(levels)) {
    const level = levels[name];
    const argument = `levels.${name}`;
    requireOptions(action, level, {}, { disable: some, only: some, when: condition }, argument);
    const isOne = name !== 'normal' && (level.disable === undefined) !== (level.only === undefined);
    requireArgument(action, argument, level, isOne || 'one level other than `normal`, with either `disable` or `only`');
  }
}

function namesOf<Level extends string>(levels: Readonly<Record<Level, unknown>>): readonly Level[] {
  const isLevel = (name: string): name is Level => name in levels;
  return Object.keys(levels).filter(isLevel);
}

const condition: Kind = (value) => isMethod(value) || breakerList(value) === true || 'a function or a list of circuit breakers';
