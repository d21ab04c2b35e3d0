import type { CircuitBreaker } from '../circuit-breaker/circuit-breaker.js';
import { listOf, type Kind } from '../options.js';
import { hasMethods } from '../shapes.js';

/** What is seen of a circuit breaker. */
export type ObservedBreaker = Pick<CircuitBreaker, 'name' | 'state' | 'toJSON'>;

export const breakerList: Kind = /* @__PURE__ */ listOf('circuit breakers', (value) => hasMethods(value, 'toJSON'));

/** When a level is called for: as long as one of these circuits is open, or as long as the function says so. */
export type LevelCondition = readonly ObservedBreaker[] | (() => boolean);

/** For how long a condition must hold, or not hold, without a break, before it counts. */
export interface Hysteresis {
  readonly enterAfterMs: number;
  readonly leaveAfterMs: number;
}

/** Makes a function that looks at the condition, and says whether the level is called for. */
export function levelRule(condition: LevelCondition, { enterAfterMs, leaveAfterMs }: Hysteresis): (nowMs: number) => boolean {
  let holds = false;
  let sinceMs = 0;
  let isActive = false;

  /** A condition that throws says nothing new. */
  function look(): boolean {
    try {
      return typeof condition === 'function' ? condition() : condition.some(isDown);
    } catch {
      return holds;
    }
  }

  return (nowMs) => {
    const held = holds;
    holds = look();
    if (holds !== held) sinceMs = nowMs;
    if (holds !== isActive && nowMs - sinceMs >= (holds ? enterAfterMs : leaveAfterMs)) isActive = holds;
    return isActive;
  };
}

/**
 * Not one that would let a call through as a probe: if what the breaker guards is switched off because it is open,
 * nobody calls, and it would stay open for ever.
 */
function isDown(breaker: ObservedBreaker): boolean {
  return breaker.state === 'isolated' || (breaker.state === 'open' && breaker.toJSON().retryAfterMs > 0);
}
