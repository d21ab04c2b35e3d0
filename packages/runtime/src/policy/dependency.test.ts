import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { getEventListeners } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { fail, hang } from '../../test/broken.js';
import { DeferredCall } from '../../test/deferred.js';
import { ManualClock, promisesSettled } from '../../test/manual-clock.js';
import { bulkhead, circuitBreaker, CircuitOpenError, dependency, retryBudget, TimeoutError, type CallContext } from '../index.js';

const always = { random: () => 0, budget: retryBudget({ ratio: 100, burst: 1_000 }) };

describe('a dependency', () => {
  it('hands on what is answered, with a signal that does not abort after that', async () => {
    const clock = new ManualClock();
    const stock = dependency({ name: 'stock', timeoutMs: 100, breaker: {}, bulkhead: { maxConcurrent: 1 }, retry: {}, clock });
    const signal = await stock.run((context) => context.signal);
    await clock.advance(1_000);

    expect(signal.aborted).toBe(false);
    expect(clock.pending).toBe(0);
    expect(stock.bulkhead?.running).toBe(0);
  });

  it('gives up after its time, and says so to the call', async () => {
    const clock = new ManualClock();
    const stock = dependency({ name: 'stock', timeoutMs: 100, clock });
    const contexts: CallContext[] = [];
    const call = stock.run((context) => (contexts.push(context), hang()));
    const rejection = expect(call).rejects.toThrow(new TimeoutError(100, 'stock'));
    await clock.advance(100);

    await rejection;
    expect(contexts[0]?.signal.reason).toBeInstanceOf(TimeoutError);
  });

  it('opens its circuit after timeouts, and calls nothing then', async () => {
    const clock = new ManualClock();
    const stock = dependency({ name: 'stock', timeoutMs: 100, breaker: { failureThreshold: 2 }, clock });
    for (const fn of [hang, hang]) {
      const rejection = expect(stock.run(fn)).rejects.toBeInstanceOf(TimeoutError);
      await clock.advance(100);
      await rejection;
    }
    const fn = vi.fn();

    await expect(stock.run(fn)).rejects.toMatchObject({ name: 'CircuitOpenError', dependency: 'stock', cause: { name: 'TimeoutError' } });
    expect(fn).not.toHaveBeenCalled();
  });

  it('holds the slot of a call that timed out until it settles', async () => {
    const clock = new ManualClock();
    const stock = dependency({ name: 'stock', timeoutMs: 100, bulkhead: { maxConcurrent: 1 }, clock });
    const call = new DeferredCall<void>((fn) => stock.run(fn));
    await clock.advance(100);
    expect(call.errorName).toBe('TimeoutError');
    await expect(stock.run(() => 1)).rejects.toMatchObject({ name: 'BulkheadFullError', running: 1 });
    call.resolve();
    await promisesSettled();

    expect(await stock.run(() => 1)).toBe(1);
  });

  it('does not hold against the dependency that calls waited for their turn, or had none', async () => {
    const clock = new ManualClock();
    const stock = dependency({ name: 'stock', timeoutMs: 100, breaker: { failureThreshold: 1 }, bulkhead: { maxConcurrent: 1, maxQueue: 1 }, clock });
    const first = new DeferredCall<void>((fn) => stock.bulkhead?.run(fn) ?? fn());
    const waiting = new DeferredCall<void>((fn) => stock.run(fn));
    const full = new DeferredCall<void>((fn) => stock.run(fn));
    await clock.advance(100);

    expect([waiting.errorName, full.errorName]).toEqual(['TimeoutError', 'BulkheadFullError']);
    expect(stock.breaker?.state).toBe('closed');
    first.resolve();
    expect(await stock.run(() => 1)).toBe(1);
  });

  it('does not count the wait for a slot as time of the attempt, but as time of the call', async () => {
    const clock = new ManualClock();
    const stock = dependency({ name: 'stock', timeoutMs: 100, attemptTimeoutMs: 30, bulkhead: { maxConcurrent: 1, maxQueue: 3 }, clock });
    const first = new DeferredCall<void>((fn) => stock.run(fn));
    const second = new DeferredCall<void>((fn) => stock.run(fn));
    await clock.advance(20);
    first.resolve();
    await clock.advance(29);
    expect(second.outcome).toBeUndefined();
    await clock.advance(1);
    expect(second.outcome).toMatchObject({ error: { name: 'TimeoutError', timeoutMs: 30 } });
    const third = new DeferredCall<void>((fn) => stock.run(fn));
    await clock.advance(99);
    expect(third.outcome).toBeUndefined();
    await clock.advance(1);

    expect(third.outcome).toMatchObject({ error: { name: 'TimeoutError', timeoutMs: 100, cause: { name: 'BulkheadFullError', running: 1, queued: 0 } } });
    expect(third.isStarted).toBe(false);
  });

  it('tells its circuit of each attempt, and makes no further one when that opens', async () => {
    const clock = new ManualClock();
    const stock = dependency({ name: 'stock', timeoutMs: 10_000, retry: { attempts: 5, ...always }, breaker: { failureThreshold: 2 }, clock });
    const fn = vi.fn(fail);
    const rejection = expect(stock.run(fn)).rejects.toBeInstanceOf(CircuitOpenError);
    await clock.advance(1_000);

    await rejection;
    expect(fn).toHaveBeenCalledTimes(2);
  });

  it('bounds all attempts and waits by its time, each attempt by that of one', async () => {
    const clock = new ManualClock();
    const stock = dependency({ name: 'stock', timeoutMs: 100, attemptTimeoutMs: 40, retry: { attempts: 9, ...always }, clock });
    const startMs = clock.now();
    const attempts: [attempt: number, atMs: number][] = [];
    const call = stock.run(({ attempt }) => (attempts.push([attempt, clock.now() - startMs]), hang()));
    const rejection = expect(call).rejects.toMatchObject({ name: 'TimeoutError', timeoutMs: 100, cause: { timeoutMs: 40 } });
    await clock.advance(100);

    await rejection;
    expect(attempts).toEqual([[1, 0], [2, 40], [3, 80]]);
    expect(clock.pending).toBe(0);
  });

  it('aborts each attempt that it gives up, and no other', async () => {
    const clock = new ManualClock();
    const stock = dependency({ name: 'stock', timeoutMs: 100, attemptTimeoutMs: 40, retry: always, clock });
    const signals: AbortSignal[] = [];
    const call = stock.run(({ signal, attempt }) => (signals.push(signal), attempt === 1 ? hang() : 'answer'));
    await clock.advance(40);

    expect(await call).toBe('answer');
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  });

  it('rejects at once with the reason of a caller who gives up, whatever it waits for', async () => {
    const clock = new ManualClock();
    const stock = dependency({ name: 'stock', timeoutMs: 1_000, retry: { ...always, random: () => 0.5 }, breaker: { failureThreshold: 1 }, bulkhead: { maxConcurrent: 1, maxQueue: 1 }, fallback: () => 'none', clock });
    const caller = new AbortController();
    const { signal } = caller;
    const calls = [stock.run(hang, { signal }), stock.run(hang, { signal }), dependency({ name: 'price', timeoutMs: 1_000, retry: always, clock }).run(fail, { signal })];
    await promisesSettled();
    caller.abort('gone');

    expect(await Promise.allSettled(calls)).toEqual(calls.map(() => ({ status: 'rejected', reason: 'gone' })));
    expect(stock.breaker?.state).toBe('closed');
    expect(clock.pending).toBe(0);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('falls back whatever the reason, and is handed how the call ended', async () => {
    const stock = dependency({ name: 'stock', timeoutMs: 1_000, breaker: { failureThreshold: 1 }, fallback: ({ error }) => (error instanceof Error ? error.name : 'none') });

    expect(await stock.run(fail)).toBe('Error');
    expect(await stock.run(fail)).toBe('CircuitOpenError');
    expect(await stock.run(fail, { fallback: () => 'of the call' })).toBe('of the call');
  });

  it('falls back for a failure that is answered, and not for an answer that says no', async () => {
    const stock = dependency({ name: 'stock', timeoutMs: 1_000, fallback: () => 'none' });
    const notFound = new Response('', { status: 404 });

    expect(await stock.run(() => new Response('', { status: 503 }))).toBe('none');
    expect(await stock.run(() => notFound)).toBe(notFound);
    await expect(stock.run(() => Promise.reject(Object.assign(new Error('not found'), { status: 404 })))).rejects.toThrow('not found');
  });

  it('keeps every cause when the fallback fails too', async () => {
    const stock = dependency({ name: 'stock', timeoutMs: 1_000, fallback: () => fail() });

    await expect(stock.run(() => Promise.reject(new Error('first')))).rejects.toMatchObject({ name: 'FallbackError', cause: { message: 'first' }, errors: [{ message: 'first' }, {}] });
  });

  it('makes a rejection of a synchronous throw, and frees the slot', async () => {
    const stock = dependency({ name: 'stock', timeoutMs: 1_000, bulkhead: { maxConcurrent: 1, maxQueue: 20_000 } });
    const calls = Array.from({ length: 20_000 }, () =>
      stock.run(() => {
        throw new Error('down');
      }),
    );
    const settled = await Promise.allSettled(calls);

    expect(new Set(settled.map(({ status }) => status))).toEqual(new Set(['rejected']));
    expect(stock.bulkhead?.running).toBe(0);
  });

  it('has a circuit, slots and a name for each key, and is isolated as a whole', async () => {
    const stock = dependency({ name: 'stock', timeoutMs: 1_000, breaker: { failureThreshold: 1 }, bulkhead: { maxConcurrent: 1 } });
    const eu = stock.for('eu');
    await eu.run(fail).catch(() => undefined);

    expect(stock.for('eu')).toBe(eu);
    expect([eu.name, eu.breaker?.name, eu.bulkhead?.name]).toEqual(['stock eu', 'stock eu', 'stock eu']);
    expect([eu.breaker?.state, stock.for('us').breaker?.state, stock.breaker?.state]).toEqual(['open', 'closed', 'closed']);
    stock.breaker?.isolate();
    await expect(stock.for('us').run(() => 1)).rejects.toMatchObject({ message: 'stock us was not called: its circuit is isolated' });
  });

  it('may share a circuit and slots that were made before', async () => {
    const breaker = circuitBreaker({ name: 'host', failureThreshold: 1 });
    const slots = bulkhead({ name: 'host', maxConcurrent: 1 });
    const reads = dependency({ name: 'reads', timeoutMs: 1_000, breaker, bulkhead: slots });
    const writes = dependency({ name: 'writes', timeoutMs: 5_000, breaker, bulkhead: slots });
    void writes.run(hang).catch(() => undefined);
    await expect(reads.run(() => 1)).rejects.toMatchObject({ name: 'BulkheadFullError' });
    await breaker.run(fail).catch(() => undefined);

    await expect(reads.run(() => 1)).rejects.toMatchObject({ name: 'CircuitOpenError', dependency: 'host' });
    expect([reads.breaker, reads.bulkhead]).toEqual([breaker, slots]);
  });

  it('wraps a function with its arguments and its this', async () => {
    const stock = dependency({ name: 'stock', timeoutMs: 1_000 });
    const shelf = { name: 'a', find: stock.wrap(function (this: { name: string }, first: number, ...more: number[]) {
      return `${this.name} ${[first, ...more].join()}`;
    }) };

    expect(await shelf.find(1, 2, 3)).toBe('a 1,2,3');
  });

  it('publishes a timeout once, with the time that was up', async () => {
    const messages: unknown[] = [];
    const note = (message: unknown): void => void messages.push(message);
    subscribe('failsoft:timeout:timed-out', note);
    const clock = new ManualClock();
    const call = dependency({ name: 'stock', timeoutMs: 100, attemptTimeoutMs: 40, clock }).run(hang).catch(() => undefined);
    await clock.advance(100);
    await call;
    unsubscribe('failsoft:timeout:timed-out', note);

    expect(messages).toEqual([{ name: 'stock', timeoutMs: 40 }]);
  });
});

describe('a query that a database refuses', () => {
  const refused = Object.assign(new Error('duplicate key value violates unique constraint'), { code: '23505' });

  it('is an answer: it is made once, nothing stands in for it, and the circuit stays closed', async () => {
    const fallback = vi.fn(() => 'fallback');
    const users = dependency({ name: 'users', timeoutMs: 100, retry: always, breaker: { failureThreshold: 1 }, fallback });
    const insert = vi.fn(() => Promise.reject(refused));

    await expect(users.run(insert)).rejects.toBe(refused);
    expect(insert).toHaveBeenCalledTimes(1);
    expect(fallback).not.toHaveBeenCalled();
    expect(users.breaker?.state).toBe('closed');
  });
});

describe('a dependency, handed something wrong', () => {
  it.each([
    [undefined, TypeError, 'Cannot create a dependency: `options` must be an object, received undefined'],
    [{ timeoutMs: 1 }, RangeError, 'Cannot create a dependency: `name` must be a string that is not empty, received undefined'],
    [{ name: 'a' }, RangeError, 'Cannot create a dependency: `timeoutMs` must be a positive finite number of milliseconds, received undefined'],
    [{ name: 'a', timeoutMs: 1, retry: 3 }, RangeError, 'Cannot create a dependency: `retry` must be an object, received 3'],
    [{ name: 'a', timeoutMs: 1, retry: { attempts: 0 } }, RangeError, 'Cannot create a dependency: `attempts` must be a positive integer, received 0'],
    [{ name: 'a', timeoutMs: 1, breaker: true }, RangeError, 'Cannot create a dependency: `breaker` must be an object, received true'],
    [{ name: 'a', timeoutMs: 1, breaker: { recoveryMs: 0 } }, RangeError, 'Cannot create a circuit breaker: `recoveryMs` must be a positive finite number of milliseconds, received 0'],
    [{ name: 'a', timeoutMs: 1, bulkhead: {} }, RangeError, 'Cannot create a bulkhead: `maxConcurrent` must be a positive integer, received undefined'],
    [{ name: 'a', timeoutMs: 1, bulkhead: { run: hang } }, RangeError, 'Cannot create a dependency: `bulkhead` must be options or made by this copy of the package'],
    [{ name: 'a', timeoutMs: 1, fallback: 'none' }, RangeError, 'Cannot create a dependency: `fallback` must be a function, received "none"'],
  ])('dependency(%o) throws at once', (options, kind, message) => {
    const create = (): unknown => Reflect.apply(dependency, undefined, [options]);

    expect(create).toThrow(new kind(message));
  });
});
