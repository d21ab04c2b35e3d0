import { afterEach, describe, expect, it, vi } from 'vitest';
import { ManualClock, promisesSettled } from '../../test/manual-clock.js';
import { bulkhead, circuitBreaker, dependency, withTimeout } from '../index.js';
import { faults } from '../faults.js';
import { chaos } from './index.js';

afterEach(chaos.endAll);

const answer = () => Promise.resolve('fine');

describe('a dependency that hangs', () => {
  it('runs into the time limit of its name, and is not called', async () => {
    const clock = new ManualClock();
    const fn = vi.fn(answer);
    const fault = chaos.hang('payments');
    const call = withTimeout(fn, { timeoutMs: 100, name: 'payments', clock }).catch((error: unknown) => String(error));
    await clock.advance(100);

    expect(await call).toBe('TimeoutError: payments did not answer within 100 ms');
    expect(fn).not.toHaveBeenCalled();
    expect(fault.calls).toBe(1);
  });

  it('frees its slot when it is given up, as fetch does, or holds it, as what takes no signal does', async () => {
    const counts: number[] = [];
    for (const onAbort of ['reject', 'hang'] as const) {
      const clock = new ManualClock();
      const slots = bulkhead({ name: 'payments', maxConcurrent: 5 });
      const payments = dependency({ name: 'payments', timeoutMs: 100, bulkhead: slots, clock });
      chaos.hang('payments', { onAbort });
      void payments.run(answer).catch(() => 'timed out');
      await clock.advance(100);
      counts.push(slots.running);
    }

    expect(counts).toEqual([0, 1]);
  });

  it('opens the circuit around it', async () => {
    const stock = circuitBreaker({ name: 'stock', failureThreshold: 2 });
    chaos.hang('stock');
    const ask = () => stock.run(() => withTimeout(answer, { timeoutMs: 5, name: 'stock' }));
    await ask().catch(() => 'timed out');
    await ask().catch(() => 'timed out');

    expect(stock.state).toBe('open');
  });
});

describe('a dependency that fails', () => {
  it('refuses connections, where nothing else is said', async () => {
    chaos.fail('payments');

    await expect(withTimeout(answer, { timeoutMs: 100, name: 'payments' })).rejects.toMatchObject({
      message: 'connect ECONNREFUSED (payments, by chaos)',
      code: 'ECONNREFUSED',
    });
  });

  it('throws what it is told to, or what is made for each call', async () => {
    const error = new Error('card refused');
    const ask = () => withTimeout(answer, { timeoutMs: 100, name: 'payments' });
    chaos.fail('payments', { error });
    await expect(ask()).rejects.toBe(error);
    let count = 0;
    chaos.fail('payments', { error: () => new Error(`failure ${++count}`) });
    await expect(ask()).rejects.toThrow('failure 1');
    await expect(ask()).rejects.toThrow('failure 2');
  });

  it('fails a few times, and works again', async () => {
    const fault = chaos.fail('payments', { times: 2 });
    const ask = () => withTimeout(answer, { timeoutMs: 100, name: 'payments' }).catch(() => 'failed');

    expect([await ask(), await ask(), await ask()]).toEqual(['failed', 'failed', 'fine']);
    expect(fault.calls).toBe(2);
  });

  it('fails for a share of the calls', async () => {
    vi.spyOn(Math, 'random').mockReturnValueOnce(0.1).mockReturnValueOnce(0.3);
    chaos.fail('payments', { rate: 0.3 });
    const ask = () => withTimeout(answer, { timeoutMs: 100, name: 'payments' }).catch(() => 'failed');

    expect([await ask(), await ask()]).toEqual(['failed', 'fine']);
  });
});

describe('a dependency that is slow', () => {
  it('answers later', async () => {
    const clock = new ManualClock();
    chaos.slow('payments', { delayMs: 50, clock });
    const settled = vi.fn();
    void withTimeout(answer, { timeoutMs: 100, name: 'payments', clock }).then(settled);
    await clock.advance(49);
    expect(settled).not.toHaveBeenCalled();
    await clock.advance(1);
    expect(settled).toHaveBeenCalledWith('fine');
    expect(clock.pending).toBe(0);
  });

  it('is not called when it is given up before that, and leaves no timer', async () => {
    const clock = new ManualClock();
    const fn = vi.fn(answer);
    chaos.slow('payments', { delayMs: 1_000, clock });
    const call = withTimeout(fn, { timeoutMs: 100, name: 'payments', clock }).catch((error: unknown) => String(error));
    await clock.advance(100);
    await promisesSettled();

    expect(await call).toContain('TimeoutError');
    expect(fn).not.toHaveBeenCalled();
    expect(clock.pending).toBe(0);
  });
});

describe('a fault', () => {
  it('meets no dependency of another name, and none without a name', async () => {
    const fault = chaos.fail('payments');

    expect(await withTimeout(answer, { timeoutMs: 100, name: 'stock' })).toBe('fine');
    expect(await withTimeout(answer, { timeoutMs: 100 })).toBe('fine');
    expect(fault.calls).toBe(0);
  });

  it('leaves a policy of the same name around the time limit alone, unless it is for that policy', async () => {
    const stock = circuitBreaker({ name: 'stock' });
    const slots = bulkhead({ name: 'stock', maxConcurrent: 1 });
    const outcomes: string[] = [];
    for (const policy of ['timeout', 'circuit-breaker', 'bulkhead'] as const) {
      const fault = chaos.fail('stock', { policy });
      for (const ask of [() => stock.run(answer), () => slots.run(answer)]) outcomes.push(await ask().catch(() => 'failed'));
      fault.end();
    }

    expect(outcomes).toEqual(['fine', 'fine', 'failed', 'fine', 'fine', 'failed']);
  });

  it('meets a dependency() of its name in each of its attempts, whichever the policy', async () => {
    const fn = vi.fn(answer);
    const stock = dependency({ name: 'stock', timeoutMs: 1_000, breaker: { failureThreshold: 1 } });
    const fault = chaos.fail('stock');
    await expect(stock.run(fn)).rejects.toThrow('by chaos');

    await expect(stock.run(fn)).rejects.toMatchObject({ name: 'CircuitOpenError' });
    expect(fault.calls).toBe(1);
    expect(fn).not.toHaveBeenCalled();
  });

  it('that ends after the first attempt is one that a retry gets over', async () => {
    const clock = new ManualClock();
    const stock = dependency({ name: 'stock', timeoutMs: 10_000, retry: { attempts: 2 }, clock });
    const fault = chaos.fail('stock', { times: 1 });
    const call = stock.run(answer);
    await clock.advance(10_000);

    expect(await call).toBe('fine');
    expect(fault.calls).toBe(1);
  });

  it('that was asked for last wins, until it is ended', async () => {
    const ask = () => withTimeout(answer, { timeoutMs: 100, name: 'payments' }).catch(String);
    chaos.fail('payments', { error: new Error('first') });
    const second = chaos.fail('payments', { error: new Error('second') });

    expect(await ask()).toBe('Error: second');
    second.end();
    second.end();
    expect(await ask()).toBe('Error: first');
    chaos.endAll();
    expect(await ask()).toBe('fine');
  });

  it('costs nothing when there is none', () => {
    expect(faults.inject).toBeUndefined();
    const fault = chaos.hang('payments');
    expect(faults.inject).toBeTypeOf('function');
    fault.end();
    expect(faults.inject).toBeUndefined();
  });

  it.each([
    ['a name that is none', () => chaos.hang(''), 'Cannot inject a fault: `name` must be a string that is not empty, received ""'],
    ['a share that is none', () => chaos.hang('a', { rate: 5 }), 'Cannot inject a fault: `rate` must be a number above 0 and up to 1, received 5'],
    ['a delay that is none', () => chaos.slow('a', { delayMs: 0 }), 'Cannot inject a fault: `delayMs` must be a positive finite number of milliseconds, received 0'],
  ])('refuses %s', (_what, make, message) => {
    expect(make).toThrow(message);
  });
});

describe('a function that is wrapped', () => {
  it('is as it was without a fault, and meets those of its name whatever their policy', async () => {
    const client = { currency: 'EUR', price: chaos.wrap('prices', function (this: { currency: string }, amount: number) { return `${amount} ${this.currency}`; }) };
    expect(await client.price(5)).toBe('5 EUR');

    chaos.fail('prices', { policy: 'bulkhead' });
    await expect(client.price(5)).rejects.toThrow('by chaos');
  });

  it.each([
    ['its options', (signal: AbortSignal) => [{ signal }]],
    ['its arguments', (signal: AbortSignal) => ['https://prices.example', signal]],
  ])('gives up by the signal among %s', async (_where, argumentsOf) => {
    chaos.hang('prices');
    const caller = new AbortController();
    const call = chaos.wrap('prices', (...args: readonly unknown[]) => `${args.length} arguments`)(...argumentsOf(caller.signal));
    caller.abort(new Error('enough'));

    await expect(call).rejects.toThrow('enough');
  });
});
