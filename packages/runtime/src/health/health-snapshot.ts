import type { Bulkhead } from '../bulkhead/bulkhead.js';
import { breakerList, type ObservedBreaker } from './level-rule.js';
import { listOf, requireOptions } from '../options.js';
import type { ServiceHealth } from './service-health.js';
import { isObject } from '../shapes.js';
import type { CircuitState } from '../telemetry/channels.js';

/** What to look at. */
export interface HealthSnapshotSources {
  /** @default [] */
  readonly breakers?: readonly ObservedBreaker[] | undefined;
  /** @default [] */
  readonly bulkheads?: readonly Pick<Bulkhead, 'name' | 'running' | 'queued'>[] | undefined;
  /** @default [] */
  readonly services?: readonly Pick<ServiceHealth, 'name' | 'level' | 'disabled'>[] | undefined;
}

/** What a service has to say of its dependencies, as plain JSON: names, states and numbers, and nothing of any call. */
export interface HealthSnapshot {
  /** Whether a circuit is not closed, or a level not normal. */
  readonly degraded: boolean;
  readonly breakers: readonly {
    readonly name: string;
    readonly state: CircuitState;
    /** In how many milliseconds a call may be let through; 0 if it may now, or if nobody knows. */
    readonly retryAfterMs: number;
  }[];
  readonly bulkheads: readonly { readonly name: string; readonly running: number; readonly queued: number }[];
  readonly services: readonly { readonly name: string; readonly level: string; readonly disabled: readonly string[] }[];
}

/**
 * Makes a picture of how things are, for a `/health` route and for people. It calls no dependency.
 *
 * Don't make a liveness probe of it: a dependency that is down is no reason to restart what goes on without it.
 *
 * @throws {TypeError} If `sources` is no object.
 * @throws {RangeError} If one of them is not as documented; names it and the value received.
 *
 * @example
 * ```ts
 * import { bulkhead, circuitBreaker, healthSnapshot } from '@failsoft/runtime';
 * import assert from 'node:assert/strict';
 *
 * const stock = circuitBreaker({ name: 'stock', failureThreshold: 1 });
 * const reports = bulkhead({ name: 'reports', maxConcurrent: 5 });
 * stock.isolate();
 *
 * assert.deepEqual(healthSnapshot({ breakers: [stock], bulkheads: [reports] }), {
 *   degraded: true,
 *   breakers: [{ name: 'stock', state: 'isolated', retryAfterMs: 0 }],
 *   bulkheads: [{ name: 'reports', running: 0, queued: 0 }],
 *   services: [],
 * });
 * ```
 */
export function healthSnapshot(sources: HealthSnapshotSources): HealthSnapshot {
  const optional = { breakers: breakerList, bulkheads: listOf('bulkheads', isObject), services: listOf('services', isObject) };
  requireOptions('Cannot take a health snapshot', sources, {}, optional, 'sources');
  const { breakers = [], bulkheads = [], services = [] } = sources;
  const circuits = breakers.map((breaker) => {
    const { name, state } = breaker;
    return { name, state, retryAfterMs: Math.ceil(breaker.toJSON().retryAfterMs) };
  });
  const levels = services.map(({ name, level, disabled }) => ({ name, level, disabled }));
  return {
    degraded: circuits.some(({ state }) => state !== 'closed') || levels.some(({ level }) => level !== 'normal'),
    breakers: circuits,
    bulkheads: bulkheads.map(({ name, running, queued }) => ({ name, running, queued })),
    services: levels,
  };
}
