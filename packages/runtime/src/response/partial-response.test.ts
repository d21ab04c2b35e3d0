import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { getEventListeners } from 'node:events';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { fail, hang, silentLogger } from '../../test/broken.js';
import { DeferredCall } from '../../test/deferred.js';
import { ManualClock, promisesSettled } from '../../test/manual-clock.js';
import { BulkheadFullError, CircuitOpenError, partialResponse, TimeoutError } from '../index.js';

const quiet = { name: 'product page', logger: silentLogger };

describe('a partial response', () => {
  it('has what every part answered with, and no warnings', async () => {
    const response = await partialResponse(quiet)
      .required('product', () => Promise.resolve({ name: 'Tea' }))
      .part('stock', () => 12, { fallback: null })
      .gather();

    expect(response).toEqual({ data: { product: { name: 'Tea' }, stock: 12 }, warnings: [], degraded: false });
  });

  it('is empty without parts', async () => {
    expect(await partialResponse().gather()).toEqual({ data: {}, warnings: [], degraded: false });
  });

  it('has the fallback of a part that fails, and says so in the words that it was given', async () => {
    const { data, warnings, degraded } = await partialResponse(quiet)
      .part('reviews', fail, { fallback: [], warning: 'Reviews are not available at the moment.' })
      .gather();

    expect(data).toEqual({ reviews: [] });
    expect(warnings).toEqual([{ part: 'reviews', reason: 'failed', message: 'Reviews are not available at the moment.' }]);
    expect(degraded).toBe(true);
  });

  it.each([
    ['a throw', () => { throw new Error('down'); }, 'failed', 'reviews could not be loaded'],
    ['a timeout', () => Promise.reject(new TimeoutError(5)), 'timed-out', 'reviews did not answer in time'],
    ['an open circuit', () => Promise.reject(new CircuitOpenError('reviews', 5)), 'unavailable', 'reviews is not available for now'],
    ['a full bulkhead', () => Promise.reject(new BulkheadFullError('reviews', 1, 0)), 'unavailable', 'reviews is not available for now'],
  ])('says of itself what %s means to a user', async (_what, fn: () => Promise<never>, reason, message) => {
    const { warnings } = await partialResponse(quiet).part('reviews', fn, { fallback: null }).gather();

    expect(warnings).toEqual([{ part: 'reviews', reason, message }]);
  });

  it('tells users nothing of what an error says', async () => {
    const secret = () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.7:5432'));

    const response = await partialResponse(quiet).part('reviews', secret, { fallback: null }).gather();

    expect(JSON.stringify(response)).not.toContain('10.0.0.7');
  });

  it('words a warning by its reason, and goes on without words where that throws', async () => {
    const { warnings } = await partialResponse(quiet)
      .part('reviews', fail, { fallback: null, warning: (reason) => `Rezensionen: ${reason}` })
      .part('stock', fail, { fallback: null, warning: () => { throw new Error('no such text'); } })
      .gather();

    expect(warnings.map(({ message }) => message)).toEqual(['Rezensionen: failed', 'stock could not be loaded']);
  });

  it('does not wait for a part that hangs, and tells it that its time is up', async () => {
    const clock = new ManualClock();
    const signals: AbortSignal[] = [];
    const response = partialResponse({ ...quiet, clock, timeoutMs: 300 })
      .part('reviews', ({ signal }) => (signals.push(signal), hang()), { fallback: [], timeoutMs: 100 })
      .part('stock', hang, { fallback: null })
      .gather();

    await clock.advance(100);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    await clock.advance(200);
    expect((await response).warnings.map(({ part, reason }) => [part, reason])).toEqual([['reviews', 'timed-out'], ['stock', 'timed-out']]);
    expect(clock.pending).toBe(0);
  });

  it('bounds every part by five seconds, where nothing else is said', async () => {
    const clock = new ManualClock();
    const response = partialResponse({ ...quiet, clock }).part('reviews', hang, { fallback: [] }).gather();

    await clock.advance(5_000);

    expect((await response).degraded).toBe(true);
  });

  it('calls all parts at once, and none before it is gathered', async () => {
    const calls: string[] = [];
    const slow = (name: string) => () => {
      calls.push(name);
      return promisesSettled();
    };
    const page = partialResponse(quiet).required('a', slow('a')).part('b', slow('b'), { fallback: null });
    await promisesSettled();
    expect(calls).toEqual([]);

    void page.gather();
    expect(calls).toEqual(['a', 'b']);
  });

  it('warns in the order of the parts, whichever failed first', async () => {
    const [first, second] = [deferred(), deferred()];
    const response = partialResponse(quiet)
      .part('first', () => first.promise, { fallback: 1 })
      .part('second', () => second.promise, { fallback: 2 })
      .gather();
    second.reject(new Error('down'));
    await promisesSettled();
    first.reject(new Error('down'));

    const { data, warnings } = await response;
    expect(warnings.map(({ part }) => part)).toEqual(['first', 'second']);
    expect(Object.keys(data)).toEqual(['first', 'second']);
  });

  it('fails with a required part at once, with its error, and drops what the others make of it', async () => {
    const down = new Error('down');
    const late = deferred();
    const response = partialResponse(quiet)
      .part('reviews', () => late.promise, { fallback: [] })
      .required('product', () => Promise.reject(down))
      .required('price', hang)
      .gather();

    await expect(response).rejects.toBe(down);
    late.reject(new Error('late'));
    await promisesSettled(); // an unhandled rejection would fail the run
  });

  it('is given up with the reason of the caller, who is told of no missing part', async () => {
    const caller = new AbortController();
    const reason = new Error('the user closed the page');
    const logger = { warn: vi.fn() };
    const response = partialResponse({ name: 'page', logger, signal: caller.signal }).part('reviews', hang, { fallback: [] }).gather();

    caller.abort(reason);

    await expect(response).rejects.toBe(reason);
    expect(logger.warn).not.toHaveBeenCalled();
    expect(getEventListeners(caller.signal, 'abort')).toEqual([]);
  });

  it('does not ask for a part that is switched off, and says so', async () => {
    const fn = vi.fn(fail);
    const logger = { warn: vi.fn() };
    const { data, warnings } = await partialResponse({ logger })
      .part('reviews', fn, { fallback: null, enabled: () => false })
      .part('stock', () => 12, { fallback: null, enabled: () => true })
      .gather();

    expect(data).toEqual({ reviews: null, stock: 12 });
    expect(warnings).toEqual([{ part: 'reviews', reason: 'switched-off', message: 'reviews is switched off for now' }]);
    expect(fn).not.toHaveBeenCalled();
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('warns of an answer that is out of date, and keeps it', async () => {
    const { data, warnings } = await partialResponse(quiet)
      .part('price', () => ({ value: 5, stale: true }), { fallback: null, isStale: ({ stale }) => stale })
      .part('stock', () => ({ value: 6, stale: false }), { fallback: null, isStale: ({ stale }) => stale })
      .gather();

    expect(data.price).toEqual({ value: 5, stale: true });
    expect(warnings).toEqual([{ part: 'price', reason: 'stale', message: 'price may be out of date' }]);
  });

  it.each(['enabled', 'isStale'])('goes without a part whose `%s` throws', async (option) => {
    const broken = { [option]: () => { throw new Error('broken'); } };
    const { data, warnings } = await partialResponse(quiet).part('reviews', () => [1], { fallback: [], ...broken }).gather();

    expect(data).toEqual({ reviews: [] });
    expect(warnings.map(({ reason }) => reason)).toEqual(['failed']);
  });

  it('can be gathered again, and is another response when a part is added', async () => {
    const page = partialResponse(quiet).part('stock', () => 12, { fallback: null });
    const more = page.required('name', () => 'Tea');

    expect((await more.gather()).data).toEqual({ stock: 12, name: 'Tea' });
    expect((await page.gather()).data).toEqual({ stock: 12 });
  });
});

describe('who looks after a partial response', () => {
  it('is told of what is missing on a channel, with the error', async () => {
    const messages: unknown[] = [];
    const listener = (message: unknown): void => void messages.push(message);
    subscribe('failsoft:response:part-missing', listener);
    onTestFinished(() => void unsubscribe('failsoft:response:part-missing', listener));
    const error = new Error('down');

    await partialResponse(quiet).part('reviews', () => Promise.reject(error), { fallback: [] }).gather();

    expect(messages).toEqual([{ name: 'product page', part: 'reviews', reason: 'failed', error }]);
  });

  it('reads a line a second, without what an error quotes, however many responses there are', async () => {
    const clock = new ManualClock();
    const logger = { warn: vi.fn() };
    const quoting = () => Promise.reject(new Error('no key "user:5:secret"'));
    const page = partialResponse({ name: 'product page', logger, clock }).part('reviews', quoting, { fallback: [] });

    for (let count = 0; count < 5; count++) await page.gather();
    await clock.advance(1_000);
    await page.gather();

    expect(logger.warn.mock.calls.flat()).toEqual([
      'product page: goes without its part reviews: Error: no key …',
      'product page: goes without its part reviews: Error: no key … (and 4 more since the last line)',
    ]);
  });
});

describe('a partial response refuses', () => {
  it.each([
    ['a time that is none', () => partialResponse({ timeoutMs: 0 }), 'Cannot create a partial response: `timeoutMs` must be a positive finite number of milliseconds, received 0'],
    ['a name that is taken', () => unchecked('a', hang), 'Cannot add the part a: `name` must be a string that no other part is named, received "a"'],
    ['a part that is no function', () => unchecked('b', 5), 'Cannot add the part b: `fn` must be a function, received 5'],
    ['a warning that is none', () => uncheckedPart({ fallback: 1, warning: 5 }), 'Cannot add the part b: `warning` must be a text or a function, received 5'],
    ['a part’s time that is none', () => partialResponse().part('a', hang, { fallback: 1, timeoutMs: NaN }), 'Cannot add the part a: `timeoutMs` must be a positive finite number of milliseconds, received NaN'],
  ])('%s', (_what, make, message) => {
    expect(make).toThrow(message);
  });
});

/** As a program calls that no compiler checks. */
function unchecked(...args: readonly unknown[]): unknown {
  const page = partialResponse().required('a', hang);
  return Reflect.apply(page.required, page, args);
}

function uncheckedPart(options: object): unknown {
  const page = partialResponse();
  return Reflect.apply(page.part, page, ['b', hang, options]);
}

function deferred(): DeferredCall<never> {
  return new DeferredCall<never>((fn) => fn());
}
