/** With the real SDK of OpenTelemetry. */
import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { AggregationTemporality, InMemoryMetricExporter, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { fail, hang, silentLogger } from '../../test/broken.js';
import { bulkhead, cacheAside, circuitBreaker, partialResponse, serviceHealth, softCache, withTimeout } from '../index.js';
import { publish } from '../telemetry/channels.js';
import { bridgeToOpenTelemetry } from './index.js';

beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  return () => context.disable();
});

/** The bridge of one test, and what has been measured. */
function bridge() {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 1_000_000 });
  const provider = new MeterProvider({ readers: [reader] });
  const stop = bridgeToOpenTelemetry({ meter: provider.getMeter('test') });
  onTestFinished(async () => {
    stop();
    await provider.shutdown();
  });
  const measured = async (): Promise<Record<string, unknown>> => {
    exporter.reset();
    await provider.forceFlush();
    const metrics = exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
    return Object.fromEntries(metrics.map(({ descriptor, dataPoints }) => [descriptor.name, dataPoints.map(({ attributes, value }) => ({ ...attributes, value }))]));
  };
  return { stop, measured };
}

/** Runs `fn` in a span, and says what was noted on it. */
async function eventsOf(fn: () => Promise<unknown>): Promise<readonly Record<string, unknown>[]> {
  const spans = new InMemorySpanExporter();
  const tracer = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }).getTracer('test');
  const span = tracer.startSpan('request');
  await context.with(trace.setSpan(context.active(), span), fn);
  span.end();
  return spans.getFinishedSpans().flatMap(({ events }) => events.map(({ name, attributes }) => ({ ...attributes, name })));
}

const timeOut = (name: string, timeoutMs: number) => withTimeout(hang, { timeoutMs, name }).catch(() => 'timed out');

describe('the metrics', () => {
  it('count what happened, by name', async () => {
    const { measured } = bridge();
    await Promise.all([timeOut('stock', 5), timeOut('stock', 5), timeOut('mail', 5)]);
    const reports = bulkhead({ name: 'reports', maxConcurrent: 1 });
    void reports.run(hang);
    await reports.run(hang).catch(() => 'full');

    expect(await measured()).toEqual({
      'failsoft.timeout.timed_out': [{ 'failsoft.name': 'stock', value: 2 }, { 'failsoft.name': 'mail', value: 1 }],
      'failsoft.bulkhead.rejected': [{ 'failsoft.name': 'reports', value: 1 }],
    });
  });

  it('have the state of a circuit breaker, and the number of calls that it rejected', async () => {
    const { measured } = bridge();
    const stock = circuitBreaker({ name: 'stock', failureThreshold: 1 });
    for (let call = 0; call < 3; call++) await stock.run(fail).catch(() => 'down');

    expect(await measured()).toEqual({
      'failsoft.circuit_breaker.state': [{ 'failsoft.name': 'stock', value: 2 }],
      'failsoft.circuit_breaker.state_changed': [{ 'failsoft.name': 'stock', 'failsoft.from': 'closed', 'failsoft.to': 'open', 'error.type': 'Error', value: 1 }],
      'failsoft.circuit_breaker.rejected': [{ 'failsoft.name': 'stock', value: 2 }],
    });
  });

  it('have whether a service is degraded, and what pages go without', async () => {
    const { measured } = bridge();
    const health = serviceHealth({ name: 'shop', features: ['reviews'], levels: { degraded: { disable: ['reviews'] } } });
    const undo = health.force('degraded');
    await partialResponse({ name: 'page', logger: silentLogger }).part('stock', fail, { fallback: null }).gather();
    const duringMetrics = await measured();
    undo();

    expect(duringMetrics).toMatchObject({
      'failsoft.health.degraded': [{ 'failsoft.name': 'shop', value: 1 }],
      'failsoft.health.level_changed': [{ 'failsoft.from': 'normal', 'failsoft.to': 'degraded', 'failsoft.by_hand': true, value: 1 }],
      'failsoft.response.part_missing': [{ 'failsoft.name': 'page', 'failsoft.part': 'stock', 'failsoft.reason': 'failed', 'error.type': 'Error', value: 1 }],
    });
    expect(await measured()).toMatchObject({ 'failsoft.health.degraded': [{ 'failsoft.name': 'shop', value: 0 }] });
  });

  it('keep nothing of what an error or a key says', async () => {
    const { measured } = bridge();
    const quoting = () => Promise.reject(new TypeError('no user "secret"'));
    const cache = softCache({ get: quoting }, { timeoutMs: 5, name: 'sessions', logger: silentLogger });
    const noted = await eventsOf(async () => {
      await cache.get();
      publish('queue:rejected', { name: 'orders', item: 'mail', idempotencyKey: 'secret', reason: 'full', error: undefined });
    });

    expect(await measured()).toEqual({
      'failsoft.cache.miss_on_error': [{ 'failsoft.name': 'sessions', 'failsoft.method': 'get', 'error.type': 'TypeError', value: 1 }],
      'failsoft.queue.rejected': [{ 'failsoft.name': 'orders', 'failsoft.item': 'mail', 'failsoft.reason': 'full', value: 1 }],
    });
    expect(JSON.stringify(noted)).not.toContain('no user');
  });

  it('end with the bridge', async () => {
    const { stop, measured } = bridge();
    stop();
    stop();
    await timeOut('stock', 5);

    expect(await measured()).toEqual({});
  });
});

describe('the events of spans', () => {
  it('say what happened in a request, with its numbers', async () => {
    bridge();
    const prices = cacheAside({
      name: 'prices', get: () => ({ value: 5, loadedAt: Date.now(), freshUntil: Date.now() }), set: () => undefined, load: (): Promise<number> => fail(), ttlMs: 60_000, staleIfErrorMs: 60_000,
      timeoutMs: 50, loadTimeoutMs: 50, maxLoads: 1, logger: silentLogger,
    });

    const noted = await eventsOf(async () => {
      await timeOut('stock', 7);
      await prices.get('tea');
    });

    expect(noted).toMatchObject([
      { name: 'failsoft.timeout.timed_out', 'failsoft.name': 'stock', 'failsoft.timeout_ms': 7 },
      { name: 'failsoft.cache.stale_on_error', 'failsoft.name': 'prices', 'error.type': 'Error' },
    ]);
  });

  it('stand each on its own span, whichever call came first', async () => {
    bridge();
    const requests = ['a', 'b', 'c'].map((name) => eventsOf(() => timeOut(name, 20)));

    expect((await Promise.all(requests)).map((events) => events.map((event) => event['failsoft.name']))).toEqual([['a'], ['b'], ['c']]);
  });
});

it('the bridge refuses a meter that is none', () => {
  expect((): unknown => Reflect.apply(bridgeToOpenTelemetry, undefined, [{ meter: {} }])).toThrow(
    'Cannot bridge to OpenTelemetry: `meter` must be a Meter, received [object Object]',
  );
});
