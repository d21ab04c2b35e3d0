import { describe, expect, it, vi } from 'vitest';
import { fail, hang } from '../../test/broken.js';
import { ManualClock } from '../../test/manual-clock.js';
import { failing, heard, startRetry } from '../../test/retry-scenario.js';
import { attemptErrors, BulkheadFullError, CircuitOpenError, retry, retryBudget } from '../index.js';

const status = (code: number, headers: Record<string, string> = {}): Response => new Response('body', { status: code, headers });
const abortError: unknown = AbortSignal.abort().reason;
const failWith = (properties: object): Error => Object.assign(new Error('failed'), properties);

describe('retry', () => {
  it('calls again after a wait that doubles, and answers with what comes at last', async () => {
    const { call, clock, calledAtMs } = startRetry(failing(new Error('1'), new Error('2'), new Error('3')), { attempts: 4 });
    await clock.advance(10_000);

    expect(await call).toBe('answer');
    expect(calledAtMs).toEqual([0, 100, 300, 700]);
    expect(clock.pending).toBe(0);
  });

  it('makes three attempts, and rejects with the last error, as it is', async () => {
    const errors = [new Error('1'), new Error('2'), new Error('3')];
    const { call, clock, calledAtMs } = startRetry(failing(...errors));
    const rejection = expect(call).rejects.toBe(errors[2]);
    await clock.advance(10_000);

    await rejection;
    expect(calledAtMs).toHaveLength(3);
    expect(attemptErrors(errors[2])).toEqual(errors);
    expect(attemptErrors(errors[0])).toBeUndefined();
    expect(Object.keys(errors[2] ?? {})).toEqual([]);
  });

  it('makes no wait longer than the longest', async () => {
    const { clock, calledAtMs } = startRetry(fail, { attempts: 5, baseDelayMs: 10, maxDelayMs: 25 });
    await clock.advance(1_000);

    expect(calledAtMs).toEqual([0, 10, 30, 55, 80]);
  });

  it('does not wait for longer than a number can tell, however many the attempts', async () => {
    const { clock, calledAtMs } = startRetry(fail, { attempts: 1_100, baseDelayMs: 1, maxDelayMs: 2, budget: retryBudget({ burst: 1_100 }) });
    await clock.advance(3_000);

    expect(calledAtMs).toHaveLength(1_100);
  });

  it('tells the function which attempt it is', async () => {
    const attempts: number[] = [];
    const { clock } = startRetry(({ attempt }) => (attempts.push(attempt), fail()));
    await clock.advance(1_000);

    expect(attempts).toEqual([1, 2, 3]);
  });

  it('takes a throw for a rejection, and a value that is no promise for an answer', async () => {
    const fn = vi.fn(() => 'answer').mockImplementationOnce(() => {
      throw new Error('at once');
    });
    const { call, clock } = startRetry(fn);
    await clock.advance(100);

    expect(await call).toBe('answer');
  });

  it('makes one attempt, where that is all that may be made', async () => {
    const { call, calledAtMs } = startRetry(fail, { attempts: 1 });

    await expect(call).rejects.toThrow('down');
    expect(calledAtMs).toHaveLength(1);
  });

  it.each([
    ['an open circuit', new CircuitOpenError('stock', 10)],
    ['a full bulkhead', new BulkheadFullError('stock', 1, 0)],
    ['an abort', abortError],
    ['a caller error', failWith({ response: { status: 404 } })],
  ])('does not call again after %s', async (_title, error) => {
    const { call, clock, calledAtMs } = startRetry(failing(error));

    await expect(call).rejects.toBe(error);
    expect(calledAtMs).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });

  it('calls again after an answer that is a failure, whose body it cancels', async () => {
    const first = status(503);
    const answers = [first, status(200)];
    const { call, clock } = startRetry(() => answers.shift());
    await clock.advance(100);

    expect((await call)?.status).toBe(200);
    await expect(first.text()).rejects.toThrow();
  });

  it('answers with the last answer, to be read, when all of them are failures', async () => {
    const { call, clock, calledAtMs } = startRetry(() => status(503));
    await clock.advance(1_000);

    expect(await (await call).text()).toBe('body');
    expect(calledAtMs).toHaveLength(3);
  });

  it('answers with a 404 at once', async () => {
    const { call, calledAtMs } = startRetry(() => status(404));

    expect((await call).status).toBe(404);
    expect(calledAtMs).toHaveLength(1);
  });

  it('asks `isRetryable` first, and leaves to the default what that leaves open', async () => {
    const seen: unknown[] = [];
    const errors = [failWith({ status: 404 }), new Error('2'), new Error('3')];
    const { clock, settled } = startRetry(failing(...errors), {
      isRetryable: (outcome) => (seen.push(outcome), seen.length === 1 ? true : seen.length === 2 ? undefined : false),
      attempts: 5,
    });
    await clock.advance(1_000);

    expect(seen).toEqual(errors.map((error) => ({ error })));
    expect(settled).toHaveBeenCalledWith({ error: errors[2] });
  });

  it('does not call again when `isRetryable` throws', async () => {
    const { call } = startRetry(fail, {
      isRetryable: () => {
        throw new Error('no idea');
      },
    });

    await expect(call).rejects.toThrow('down');
  });

  it('does not hang when `random` throws', async () => {
    const { call, clock } = startRetry(fail, {
      random: () => {
        throw new Error('no entropy');
      },
      timeoutMs: 1_000,
    });

    await expect(call).rejects.toThrow('no entropy');
    expect(clock.pending).toBe(0);
  });
});

describe('retry, told when to come back', () => {
  it('does not come before, and not with all the others at once', async () => {
    const error = failWith({ status: 429, headers: { 'retry-after': '2' } });
    const { clock, calledAtMs } = startRetry(failing(error, error), { random: () => 0.5 });
    await clock.advance(10_000);

    expect(calledAtMs).toEqual([0, 2_050, 4_150]);
  });

  it('does not come back at all where that is later than the longest wait', async () => {
    const { call, clock } = startRetry(() => status(503, { 'retry-after': '3' }), { maxDelayMs: 2_999 });

    expect((await call).status).toBe(503);
    expect(clock.pending).toBe(0);
  });

  it('does not come back at all where the time is up before', async () => {
    const { call } = startRetry(() => status(503, { 'retry-after': '3' }), { timeoutMs: 3_000 });

    expect((await call).status).toBe(503);
  });
});

describe('the budget of retries', () => {
  it('is shared by all calls of a name, and one that is exhausted is told of', async () => {
    const clock = new ManualClock();
    const fn = vi.fn(fail);
    const settled: Promise<unknown>[] = [];
    const messages = await heard('failsoft:retry:budget-exhausted', async () => {
      for (let call = 0; call < 20; call++) {
        settled.push(retry(fn, { name: 'shared', clock }).catch((error: unknown) => error));
        await clock.advance(1_000);
      }
    });

    // Ten to begin with, and one for ten calls.
    expect(fn).toHaveBeenCalledTimes(20 + 11);
    expect(messages).toHaveLength(15);
    expect(messages[0]).toEqual({ name: 'shared', error: await settled[5] });
  });

  it('is another one for another name, and may be shared by several names', async () => {
    const clock = new ManualClock();
    const budget = retryBudget({ burst: 1, ratio: 0.01, minPerSecond: 0 });
    const names = ['search', 'suggest'];
    const fn = vi.fn(fail);
    for (const name of names) retry(fn, { name, clock, budget }).catch(() => undefined);
    await clock.advance(1_000);
    expect(fn).toHaveBeenCalledTimes(3);
    fn.mockClear();
    for (const name of names) retry(fn, { name, clock }).catch(() => undefined);
    await clock.advance(1_000);

    expect(fn).toHaveBeenCalledTimes(6);
  });

  it('publishes each retry', async () => {
    const error = new Error('1');
    const messages = await heard('failsoft:retry:scheduled', async () => {
      const { clock } = startRetry(failing(error), { name: 'stock' });
      await clock.advance(1_000);
    });

    expect(messages).toEqual([{ name: 'stock', attempt: 2, delayMs: 100, error }]);
  });
});

describe('retry, handed something wrong', () => {
  it.each([
    [undefined, {}, TypeError, '`fn` must be a function, received undefined'],
    [hang, null, TypeError, '`options` must be an object, received null'],
    [hang, { attempts: 0 }, RangeError, '`attempts` must be a positive integer, received 0'],
    [hang, { attempts: Infinity }, RangeError, '`attempts` must be a positive integer, received Infinity'],
    [hang, { baseDelayMs: 0 }, RangeError, '`baseDelayMs` must be a positive finite number of milliseconds, received 0'],
    [hang, { maxDelayMs: '1s' }, RangeError, '`maxDelayMs` must be a positive finite number of milliseconds, received "1s"'],
    [hang, { budget: 0.1 }, RangeError, '`budget` must be a retryBudget, received 0.1'],
    [hang, { isRetryable: true }, RangeError, '`isRetryable` must be a function, received true'],
    [hang, { name: '' }, RangeError, '`name` must be a string that is not empty, received ""'],
  ])('retry(%o, %o) throws at once', (fn, options, kind, message) => {
    expect((): unknown => Reflect.apply(retry, undefined, [fn, options])).toThrow(new kind(`Cannot retry: ${message}`));
  });
});
