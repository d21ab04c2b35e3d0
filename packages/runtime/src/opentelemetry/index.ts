/**
 * What the runtime tells of, as metrics and events of spans. Needs the package `@opentelemetry/api`.
 *
 * @module
 */
import { metrics, trace, type Gauge, type Meter } from '@opentelemetry/api';
import { detailsOf, dimensionsOf, events, otelName } from './attributes.js';
import { requireOptions, type Kind } from '../options.js';
import { hasMethods } from '../shapes.js';
import { subscribe, type CircuitState, type Messages } from '../telemetry/channels.js';

/** Where measurements go. */
export interface OpenTelemetryOptions {
  /**
   * Makes the instruments.
   *
   * @default the meter `@failsoft/runtime` of the global provider
   */
  readonly meter?: Meter | undefined;
}

/**
 * Hands what the runtime tells of to OpenTelemetry, for all that is made with it in this process: a counter for each
 * channel (`failsoft.timeout.timed_out`), gauges of the state of circuit breakers and of degradation, and an event on
 * the span in which it happened. Nothing is said of a call but the names that you gave, states, numbers, and the kind
 * of an error. Call it once, after the SDK has started.
 *
 * @returns A function that ends it.
 * @throws {TypeError} If `options` is no object.
 * @throws {RangeError} If an option is not as documented; names it and the value received.
 *
 * @example
 * ```ts
 * import { withTimeout } from '@failsoft/runtime';
 * import { bridgeToOpenTelemetry } from '@failsoft/runtime/opentelemetry';
 * import { AggregationTemporality, InMemoryMetricExporter, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
 * import assert from 'node:assert/strict';
 *
 * const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
 * const provider = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter })] });
 * const stop = bridgeToOpenTelemetry({ meter: provider.getMeter('shop') });
 *
 * await withTimeout(() => new Promise(() => {}), { timeoutMs: 10, name: 'stock' }).catch(() => 'timed out');
 * await provider.forceFlush();
 *
 * const [metric] = exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
 * assert.equal(metric?.descriptor.name, 'failsoft.timeout.timed_out');
 * assert.deepEqual(metric.dataPoints[0]?.attributes, { 'failsoft.name': 'stock' });
 * stop();
 * ```
 */
export function bridgeToOpenTelemetry(options: OpenTelemetryOptions = {}): () => void {
  const meterKind: Kind = (value) => hasMethods(value, 'createCounter', 'createGauge') || 'a Meter';
  requireOptions('Cannot bridge to OpenTelemetry', options, {}, { meter: meterKind });
  const { meter = metrics.getMeter('@failsoft/runtime') } = options;
  const stops = [...events.map((event) => countEvent(meter, event)), ...observeStates(meter)];
  return () => stops.forEach((stop) => stop());
}

function countEvent(meter: Meter, event: keyof Messages): () => void {
  const name = otelName(event);
  const counter = meter.createCounter(name, { unit: '{event}', description: `How often failsoft:${event} was published` });
  return subscribe(event, (message) => {
    counter.add(1, dimensionsOf(event, message));
    trace.getActiveSpan()?.addEvent(name, detailsOf(message));
  });
}

const stateNumbers: Readonly<Record<CircuitState, number>> = { closed: 0, 'half-open': 1, open: 2, isolated: 3 };

function observeStates(meter: Meter): (() => void)[] {
  const circuits: Gauge = meter.createGauge('failsoft.circuit_breaker.state', {
    description: 'The state of a circuit breaker since it last changed: 0 closed, 1 half-open, 2 open, 3 isolated',
  });
  const services: Gauge = meter.createGauge('failsoft.health.degraded', { description: 'Whether a service is at another level than normal: 0 or 1' });
  return [
    subscribe('circuit-breaker:state-changed', ({ name, to }) => circuits.record(stateNumbers[to], { 'failsoft.name': name })),
    subscribe('health:level-changed', ({ name, to }) => services.record(to === 'normal' ? 0 : 1, { 'failsoft.name': name })),
  ];
}
