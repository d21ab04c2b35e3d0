import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fail, hang } from '../../test/broken.js';
import { CircuitScenario } from '../../test/circuit-scenario.js';
import { ManualClock } from '../../test/manual-clock.js';
import { circuitBreaker, CircuitOpenError, countWindow, timeWindow, type CircuitBreakerOptions } from '../index.js';

const openSnapshot = { state: 'open' as const, calls: 0, failures: 0, openings: 1, retryAfterMs: 1_000 };

describe('a circuit breaker, by scenario', () => {
  const two = { failureThreshold: 2 };
  const one = { failureThreshold: 1 };

  it.each<readonly [title: string, options: Partial<CircuitBreakerOptions>, steps: string]>([
    ['opens at the fifth failure if nothing is said', {}, 'fail fail fail fail =closed fail =open'],
    ['opens exactly at the threshold', two, 'fail =closed fail =open'],
    ['counts anew from a success', two, 'fail ok fail =closed fail =open'],
    ['lets ignored calls neither count nor begin anew', two, 'skip skip skip fail skip =closed fail =open'],
    ['rejects while it is open', two, 'fail fail rejected rejected 999 rejected =open'],
    ['stays open until a call comes at the deadline or after', one, 'fail 999 rejected 1 =open +a =half-open'],
    ['stays open however late the next call is', one, 'fail 1000000 =open +a =half-open'],
    ['lets one probe through and rejects the next at once', one, 'fail 1000 +a rejected rejected a:ok =closed'],
    ['lets exactly N probes through', { ...one, halfOpenMax: 3 }, 'fail 1000 +a +b +c rejected =half-open'],
    ['closes when N probes succeeded', { ...one, halfOpenMax: 3 }, 'fail 1000 ok ok =half-open ok =closed'],
    ['has a slot free for each probe that settled', { ...one, halfOpenMax: 2 }, 'fail 1000 +a +b a:ok +c rejected b:ok =closed'],
    ['opens again at the first probe that fails', { ...one, halfOpenMax: 3 }, 'fail 1000 +a +b +c a:ok b:fail =open'],
    ['waits twice as long after each probe that fails', one, 'fail 1000 fail 1999 rejected 1 fail 3999 rejected 1 fail 7999 rejected 1 ok'],
    ['waits 8 times as long at most', one, 'fail 1000 fail 2000 fail 4000 fail 8000 fail 7999 rejected 1 ok =closed'],
    ['waits as long as maxRecoveryMs at most', { ...one, maxRecoveryMs: 1_000 }, 'fail 1000 fail 999 rejected 1 fail 999 rejected 1 ok'],
    ['waits the first time again after it closed', one, 'fail 1000 fail 2000 ok fail 999 rejected 1 ok'],
    ['takes no notice of probes that are late', { ...one, halfOpenMax: 2 }, 'fail 1000 +a +b a:fail 100 b:ok =open 1899 rejected 1 +c =half-open'],
    ['does not wait anew because a second probe fails', { ...one, halfOpenMax: 2 }, 'fail 1000 +a +b a:fail 500 b:fail 1499 rejected 1 ok'],
    ['takes no notice of calls from before it opened', one, '+a +b fail a:ok =open 1000 +c b:fail =half-open rejected c:ok =closed'],
    ['takes no notice of a probe from the half-open time before', one, 'fail 1000 +a 1000 rejected 2000 +b a:ok =half-open rejected b:ok =closed'],
    ['takes no notice of failures from before it closed', two, '+a +b fail fail 1000 ok a:fail b:fail =closed fail =closed fail =open'],
    ['frees the slot of an ignored probe, without a verdict', one, 'fail 1000 +a rejected a:skip =half-open +b rejected b:ok =closed'],
    ['takes a probe that hangs as failed at the end of its time', one, 'fail 1000 +a 999 rejected =half-open 1 rejected =open 1999 rejected 1 ok =closed'],
    ['lets a probe through when one has hung for long', one, 'fail 1000 +a 100000 +b =half-open a:ok =half-open b:ok =closed'],
    ['takes a probe that answers too late as failed', one, 'fail 1000 +a 1000 a:ok =open 1999 rejected 1 ok =closed'],
    ['gives a probe probeTimeoutMs', { ...one, probeTimeoutMs: 10 }, 'fail 1000 +a 9 a:ok =closed fail 1000 +b 10 b:ok =open'],
    ['opens once for many failures at once', two, '+a +b +c +d a:fail b:fail =open c:fail d:fail =open 1000 ok'],
    ['takes a slow answer as a failure', { ...two, slowCallMs: 50 }, '+a +b +c 49 a:ok 1 b:ok c:ok =open'],
    ['takes a slow probe as a failure', { ...one, slowCallMs: 50 }, 'fail 1000 +a 50 a:ok =open'],
    ['ignores a slow call that is ignored', { ...one, slowCallMs: 50 }, '+a 50 a:skip =closed'],
    ['opens at the rate of a count window', { ...two, window: countWindow({ calls: 4, failureRate: 0.75 }) }, 'ok fail fail =closed fail =open'],
    ['forgets what leaves a count window', { ...two, window: countWindow({ calls: 3, failureRate: 0.1 }) }, 'fail ok ok fail =closed ok fail =open'],
    ['does not open below the minimum throughput', { ...one, window: countWindow({ calls: 9, minimumThroughput: 4 }) }, 'fail fail fail =closed fail =open'],
    ['opens at the size of a window below the threshold', { window: countWindow({ calls: 2 }) }, 'fail =closed fail =open'],
    ['opens within a time window', { ...two, window: timeWindow({ windowMs: 100 }) }, 'fail 89 =closed fail =open'],
    ['forgets what leaves a time window', { ...two, window: timeWindow({ windowMs: 100 }) }, 'fail 100 fail =closed 50 fail =open'],
    ['forgets everything after an idle time', { ...two, window: timeWindow({ windowMs: 100 }) }, 'ok fail 1000000 fail =closed 99 ok =closed'],
    ['begins a window anew when it closes', { ...two, window: countWindow({ calls: 9 }) }, 'fail fail 1000 ok fail =closed fail =open'],
  ])('%s', async (_title, options, steps) => {
    const scenario = new CircuitScenario(options);
    for (const step of steps.split(' ')) await scenario.step(step).catch((error: unknown) => expect.fail(`${step} in "${steps}": ${String(error)}`));

    expect(scenario.clock.pending).toBe(0);
  });
});

describe('a circuit breaker', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('says when to come back, and what opened it', async () => {
    const { breaker, clock } = new CircuitScenario({ failureThreshold: 1 });
    const cause = new Error('connection refused');
    await expect(breaker.run(() => Promise.reject(cause))).rejects.toBe(cause);
    await clock.advance(250);
    const rejection: unknown = await breaker.run(hang).catch((error: unknown) => error);

    expect(rejection).toBeInstanceOf(CircuitOpenError);
    expect(rejection).toMatchObject({
      name: 'CircuitOpenError',
      message: 'stock was not called: its circuit is open for another 750 ms',
      dependency: 'stock',
      retryAfterMs: 750,
      cause,
    });
    expect(rejection).not.toHaveProperty('stack', expect.stringContaining('\n    at '));
    await clock.advance(750);
    void breaker.run(hang);
    await clock.advance(400);
    await expect(breaker.run(hang)).rejects.toMatchObject({ retryAfterMs: 600, cause });
  });

  it('counts failures that are answered, and hands the answers on', async () => {
    const { breaker } = new CircuitScenario({ failureThreshold: 1 });
    const unavailable = new Response(undefined, { status: 503 });

    expect(await breaker.run(() => unavailable)).toBe(unavailable);
    expect(breaker.state).toBe('open');
  });

  it('makes a rejection of a synchronous throw, and counts it', async () => {
    const { breaker } = new CircuitScenario({ failureThreshold: 1 });
    const call = breaker.run(() => {
      throw new Error('down');
    });

    await expect(call).rejects.toThrow('down');
    expect(breaker.state).toBe('open');
  });

  it('ignores a caller who gives up, whatever the reason', async () => {
    const { breaker } = new CircuitScenario({ failureThreshold: 1 });
    const reason = new Error('the user closed the page');
    const caller = new AbortController();
    const giveUp = (): never => {
      caller.abort(reason);
      throw reason;
    };
    await expect(breaker.run(giveUp, { signal: caller.signal })).rejects.toBe(reason);
    expect(breaker.state).toBe('closed');

    const fn = vi.fn();
    await expect(breaker.run(fn, { signal: caller.signal })).rejects.toBe(reason);
    expect(fn).not.toHaveBeenCalled();
  });

  it('tells its listener and its channel of each change, once', async () => {
    const published: unknown[] = [];
    const note = (message: unknown): void => void published.push(message);
    subscribe('failsoft:circuit-breaker:state-changed', note);
    const { breaker, clock, changes } = new CircuitScenario({ failureThreshold: 2 });
    const down = new Error('down');
    const calls = Array.from({ length: 100 }, () => breaker.run(() => Promise.reject(down)));
    await Promise.allSettled(calls);
    await clock.advance(1_000);
    await breaker.run(() => 'up');
    unsubscribe('failsoft:circuit-breaker:state-changed', note);

    expect(changes).toEqual([
      { name: 'stock', from: 'closed', to: 'open', error: down },
      { name: 'stock', from: 'open', to: 'half-open', error: down },
      { name: 'stock', from: 'half-open', to: 'closed', error: undefined },
    ]);
    expect(published).toEqual(changes);
  });

  it('publishes each rejection', async () => {
    const published: unknown[] = [];
    const note = (message: unknown): void => void published.push(message);
    subscribe('failsoft:circuit-breaker:rejected', note);
    const { breaker } = new CircuitScenario({});
    breaker.hydrate(openSnapshot);
    await Promise.allSettled([breaker.run(fail), breaker.run(fail)]);
    unsubscribe('failsoft:circuit-breaker:rejected', note);

    expect(published).toEqual([{ name: 'stock', retryAfterMs: 1_000 }, { name: 'stock', retryAfterMs: 1_000 }]);
  });

  it('does not care for listeners and predicates that throw', async () => {
    const broken = (): never => {
      throw new Error('broken');
    };
    const { breaker, clock } = new CircuitScenario({ failureThreshold: 2, onStateChange: broken, isFailure: broken });

    expect(await breaker.run(() => 'up')).toBe('up');
    await expect(breaker.run(fail)).rejects.toThrow('down');
    await expect(breaker.run(fail)).rejects.toThrow('down');
    expect(breaker.state).toBe('open');
    await clock.advance(1_000);
    expect(await breaker.run(() => 'up')).toBe('up');
    expect(breaker.state).toBe('closed');
  });

  it('may be called by its own listener', async () => {
    const inner: Promise<unknown>[] = [];
    const scenario: CircuitScenario = new CircuitScenario({
      failureThreshold: 1,
      onStateChange({ to }) {
        if (to === 'half-open') inner.push(scenario.breaker.run(() => 'inner'));
      },
    });
    scenario.breaker.hydrate({ ...openSnapshot, retryAfterMs: 0 });
    const outer = scenario.breaker.run(() => 'outer');

    await expect(outer).rejects.toBeInstanceOf(CircuitOpenError);
    expect(await Promise.all(inner)).toEqual(['inner']);
    expect(scenario.breaker.state).toBe('closed');
  });

  it('lets isFailure decide, and leaves to the default what it leaves open', async () => {
    const isFailure: CircuitBreakerOptions['isFailure'] = ({ value }) => (value === 'stale' ? true : undefined);
    const { breaker } = new CircuitScenario({ failureThreshold: 2, isFailure });
    await breaker.run(() => 'stale');
    await breaker.run(() => new Response(undefined, { status: 500 }));

    expect(breaker.state).toBe('open');
  });

  it.each([
    ['forward', 3_600_000],
    ['back', -3_600_000],
  ])('does not care when the wall clock steps an hour %s', async (_direction, stepMs) => {
    vi.useFakeTimers();
    const breaker = circuitBreaker({ name: 'stock', failureThreshold: 1, recoveryMs: 5_000 });
    await breaker.run(fail).catch(() => undefined);
    vi.setSystemTime(Date.now() + stepMs);
    await vi.advanceTimersByTimeAsync(4_999);
    await expect(breaker.run(() => 1)).rejects.toMatchObject({ retryAfterMs: 1 });
    await vi.advanceTimersByTimeAsync(1);

    expect(await breaker.run(() => 1)).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('stays open for longer than 2^31-1 ms', async () => {
    const { breaker, clock } = new CircuitScenario({ failureThreshold: 1, recoveryMs: 2 ** 33 });
    await breaker.run(fail).catch(() => undefined);
    await clock.advance(2 ** 33 - 1);
    await expect(breaker.run(fail)).rejects.toMatchObject({ retryAfterMs: 1 });
  });
});

describe('a circuit breaker that is isolated', () => {
  it('rejects until everybody who isolated it has ended that, and knows what it knew', async () => {
    const { breaker, changes } = new CircuitScenario({ failureThreshold: 2 });
    await breaker.run(fail).catch(() => undefined);
    const ends = [breaker.isolate(), breaker.isolate()];
    await expect(breaker.run(hang)).rejects.toMatchObject({
      message: 'stock was not called: its circuit is isolated',
      retryAfterMs: Infinity,
    });
    ends[0]?.();
    ends[0]?.();
    expect(breaker.state).toBe('isolated');
    ends[1]?.();
    expect(breaker.state).toBe('closed');
    await breaker.run(fail).catch(() => undefined);

    expect(changes.map(({ from, to }) => `${from} > ${to}`)).toEqual(['closed > isolated', 'isolated > closed', 'closed > open']);
  });

  it('isolates the breakers of its keys', async () => {
    const { breaker } = new CircuitScenario({});
    const end = breaker.isolate();
    expect(breaker.for('a').state).toBe('isolated');
    await expect(breaker.for('a').run(hang)).rejects.toBeInstanceOf(CircuitOpenError);
    end();

    expect(await breaker.for('a').run(() => 1)).toBe(1);
  });
});

describe('a circuit breaker with keys', () => {
  it('has one circuit a key, named after it', async () => {
    const { breaker } = new CircuitScenario({ failureThreshold: 1 });
    await breaker.for('a').run(fail).catch(() => undefined);

    expect([breaker.for('a'), breaker.for('b'), breaker].map(({ name, state }) => `${name}: ${state}`)).toEqual([
      'stock a: open',
      'stock b: closed',
      'stock: closed',
    ]);
  });

  it('forgets what was asked for least recently', () => {
    const { breaker } = new CircuitScenario({ maxKeys: 2 });
    const [a, b] = [breaker.for('a'), breaker.for('b')];
    expect(breaker.for('a')).toBe(a);
    breaker.for('c');

    expect(breaker.for('a')).toBe(a);
    expect(breaker.for('b')).not.toBe(b);
  });
});

describe('a function that is wrapped', () => {
  it('is called with its arguments and its this', async () => {
    const { breaker } = new CircuitScenario({ failureThreshold: 1 });
    class Stock {
      readonly #unit = 'kg';
      amount = breaker.wrap(function (this: Stock, of: string, count: number) {
        return `${count} ${this.#unit} of ${of}`;
      });
    }

    await expect(new Stock().amount('tea', 5)).resolves.toBe('5 kg of tea');
    expect((): unknown => Reflect.apply(breaker.wrap, breaker, ['amount'])).toThrow(new TypeError('Cannot wrap a function: `fn` must be a function, received "amount"'));
  });
});

describe('circuitBreaker, handed something wrong', () => {
  const duration = 'a positive finite number of milliseconds';
  const name = 'stock';

  it.each([
    [undefined, TypeError, '`options` must be an object, received undefined'],
    [{}, RangeError, '`name` must be a string that is not empty, received undefined'],
    [{ name: '' }, RangeError, '`name` must be a string that is not empty, received ""'],
    [{ name, failureThreshold: 0 }, RangeError, '`failureThreshold` must be a positive integer, received 0'],
    [{ name, failureThreshold: 1.5 }, RangeError, '`failureThreshold` must be a positive integer, received 1.5'],
    [{ name, recoveryMs: '30s' }, RangeError, `\`recoveryMs\` must be ${duration}, received "30s"`],
    [{ name, maxRecoveryMs: Infinity }, RangeError, `\`maxRecoveryMs\` must be ${duration}, received Infinity`],
    [{ name, halfOpenMax: -1 }, RangeError, '`halfOpenMax` must be a positive integer, received -1'],
    [{ name, probeTimeoutMs: 0 }, RangeError, `\`probeTimeoutMs\` must be ${duration}, received 0`],
    [{ name, slowCallMs: NaN }, RangeError, `\`slowCallMs\` must be ${duration}, received NaN`],
    [{ name, isFailure: true }, RangeError, '`isFailure` must be a function, received true'],
    [{ name, onStateChange: null }, RangeError, '`onStateChange` must be a function, received null'],
    [{ name, maxKeys: 0 }, RangeError, '`maxKeys` must be a positive integer, received 0'],
    [{ name, window: 100 }, RangeError, '`window` must be a countWindow or a timeWindow, received 100'],
    [{ name, clock: {} }, RangeError, '`clock` must be a Clock with `now` and `schedule`, received [object Object]'],
  ])('circuitBreaker(%o) throws at once', (options, kind, message) => {
    expect((): unknown => Reflect.apply(circuitBreaker, undefined, [options])).toThrow(new kind(`Cannot create a circuit breaker: ${message}`));
  });

  it.each([
    [countWindow, { calls: 0 }, 'Cannot create a count window: `calls` must be a positive integer, received 0'],
    [countWindow, { calls: 5, failureRate: 0 }, 'Cannot create a count window: `failureRate` must be a number above 0 and up to 1, received 0'],
    [countWindow, { calls: 5, minimumThroughput: 6 }, 'Cannot create a count window: `minimumThroughput` must be at most the calls, received 6'],
    [timeWindow, {}, `Cannot create a time window: \`windowMs\` must be ${duration}, received undefined`],
    [timeWindow, { windowMs: 1, failureRate: 50 }, 'Cannot create a time window: `failureRate` must be a number above 0 and up to 1, received 50'],
  ])('%o(%o) throws at once', (maker, options, message) => {
    expect((): unknown => Reflect.apply(maker, undefined, [options])).toThrow(new RangeError(message));
  });

  it('takes every option as undefined', async () => {
    const options: CircuitBreakerOptions = { name, failureThreshold: undefined, window: undefined, clock: new ManualClock(), isFailure: undefined };

    expect(await circuitBreaker(options).run(() => 1)).toBe(1);
  });
});
