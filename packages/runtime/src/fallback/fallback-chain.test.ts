import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { describe, expect, it, vi } from 'vitest';
import { fail, silentLogger } from '../../test/broken.js';
import {
  BulkheadFullError, CircuitOpenError, fallbackChain, FallbackError, TimeoutError,
  type FallbackChainOptions, type FallbackSource, type Outcome,
} from '../index.js';

const quiet = { logger: silentLogger };
const failWith = (error: unknown): (() => Promise<never>) => async () => {
  await Promise.resolve();
  throw error;
};
const unknownOf = (value: unknown): unknown => value;
const withStatus = (status: number): Error => Object.assign(new Error('failed'), { status });

/** A chain of three sources; says which were asked, in order. */
async function ask(runs: readonly (() => unknown)[], options: FallbackChainOptions = {}) {
  const names = ['live', 'copy', 'last resort'];
  const asked: string[] = [];
  const sources = runs.map((run, index): FallbackSource => {
    const name = names[index] ?? '';
    return { name, stale: index > 0, run: () => (asked.push(name), run()) };
  });
  const [result] = await Promise.allSettled([fallbackChain(sources, { ...quiet, ...options })]);
  return { asked, answer: 'value' in result ? result.value : undefined, error: 'reason' in result ? unknownOf(result.reason) : undefined };
}

async function heard(event: string, run: () => Promise<unknown>): Promise<readonly unknown[]> {
  const messages: unknown[] = [];
  const note = (message: unknown): void => void messages.push(message);
  subscribe(`failsoft:fallback:${event}`, note);
  await run();
  unsubscribe(`failsoft:fallback:${event}`, note);
  return messages;
}

describe('a fallback chain', () => {
  it('answers with the first source, and asks no other', async () => {
    const { asked, answer } = await ask([() => 1, () => 2]);

    expect(answer).toEqual({ value: 1, source: 'live', stale: false });
    expect(asked).toEqual(['live']);
  });

  it('asks the next when one fails, says which one answered, and whether that may be out of date', async () => {
    const { asked, answer } = await ask([fail, () => {
      throw new Error('at once');
    }, () => Promise.resolve(3)]);

    expect(answer).toEqual({ value: 3, source: 'last resort', stale: true });
    expect(asked).toEqual(['live', 'copy', 'last resort']);
  });

  it('calls a source as a method of its object', async () => {
    class Copy {
      readonly name = 'copy';
      readonly #price = 5;
      run(): number {
        return this.#price;
      }
    }

    expect(await fallbackChain([new Copy()])).toMatchObject({ value: 5 });
  });

  it('takes any answer for one, whatever it is', async () => {
    for (const value of [undefined, null, false, '', new Error('an answer')]) {
      expect((await ask([() => value, () => 2])).answer).toEqual({ value, source: 'live', stale: false });
    }
  });

  it('rejects with an error that holds every failure when all fail', async () => {
    const errors = [new TimeoutError(50, 'prices'), new TypeError('secret')];
    const { error } = await ask(errors.map(failWith), { name: 'prices' });

    expect(error).toBeInstanceOf(FallbackError);
    expect(error).toBeInstanceOf(AggregateError);
    expect(error).toMatchObject({
      name: 'FallbackError',
      message: 'prices has no answer: live failed with TimeoutError, copy failed with TypeError',
      dependency: 'prices',
      errors,
      cause: errors[0],
    });
  });

  it('rejects with the error itself, as it is, where there is but one source', async () => {
    const error = new Error('down');

    expect((await ask([failWith(error)])).error).toBe(error);
  });

  it('names no dependency that it was not told, and no error that is none', async () => {
    expect((await ask([failWith('a'), failWith(undefined)])).error).toMatchObject({
      message: 'The call has no answer: live failed with string, copy failed with undefined',
      dependency: undefined,
    });
  });
});

describe('a fallback chain whose first source fails', () => {
  it.each([
    ['a timeout', new TimeoutError(50)],
    ['an open circuit', new CircuitOpenError('prices', 1_000)],
    ['a full bulkhead', new BulkheadFullError('prices', 1, 0)],
    ['a status of 500', withStatus(500)],
    ['a status of 501', withStatus(501)],
    ['a status of 429', withStatus(429)],
    ['a status of 408', withStatus(408)],
    ['an abort of its own, which is how many write a timeout', AbortSignal.abort().reason],
  ])('asks the next after %s', async (_title, error) => {
    expect((await ask([failWith(error), () => 2])).answer).toMatchObject({ value: 2 });
  });

  it.each([400, 401, 403, 404, 409, 422])('does not hide a status of %i', async (status) => {
    const error = withStatus(status);
    const seen = await ask([failWith(error), () => 2]);

    expect(seen.error).toBe(error);
    expect(seen.asked).toEqual(['live']);
  });

  it('goes on after a 4xx of a later source, which says nothing of the call', async () => {
    expect((await ask([fail, failWith(withStatus(404)), () => 3])).answer).toMatchObject({ value: 3 });
  });

  it('takes an answer of HTTP that is a failure for one, and cancels its body', async () => {
    const busy = new Response('busy', { status: 503 });
    const { answer } = await ask([() => busy, () => 2]);

    expect(answer).toMatchObject({ value: 2 });
    await expect(busy.text()).rejects.toThrow();
  });

  it('answers with such a failure where it is all there is', async () => {
    const busy = new Response('busy', { status: 503 });
    const { answer } = await ask([fail, () => busy]);

    expect(answer).toEqual({ value: busy, source: 'copy', stale: true });
    expect(await busy.text()).toBe('busy');
  });

  it('keeps such a failure among the causes', async () => {
    const error = new Error('down');
    const seen = await ask([() => new Response('', { status: 503 }), failWith(error)]);

    expect(seen.error).toMatchObject({ errors: [new Error('answered with status 503'), error] });
  });

  it('takes a 404 that is answered for an answer', async () => {
    const missing = new Response('', { status: 404 });

    expect((await ask([() => missing, () => 2])).answer).toEqual({ value: missing, source: 'live', stale: false });
  });
});

describe('`shouldFallBack`', () => {
  it('decides, and leaves to the default what it leaves open', async () => {
    const missing = withStatus(404);
    const shouldFallBack = vi.fn().mockReturnValueOnce(true);
    expect((await ask([failWith(missing), () => 2], { shouldFallBack })).answer).toMatchObject({ value: 2 });
    expect(shouldFallBack.mock.calls).toEqual([[{ error: missing }], [{ value: 2 }]]);

    expect((await ask([failWith(missing), () => 2], { shouldFallBack: () => undefined })).error).toBe(missing);
  });

  it('ends the chain where it says no, with all that has failed until then', async () => {
    const errors = [new Error('1'), new Error('2')];
    const seen = await ask([...errors.map(failWith), () => 3], { shouldFallBack: ({ error }) => error !== errors[1] });

    expect(seen.error).toMatchObject({ name: 'FallbackError', errors });
    expect(seen.asked).toEqual(['live', 'copy']);
  });

  it('may take an answer for a failure', async () => {
    const logger = { warn: vi.fn() };
    const shouldFallBack = ({ value }: Outcome): boolean => Array.isArray(value) && value.length === 0;
    const seen = await ask([() => [], () => [1]], { name: 'empty', logger, shouldFallBack });

    expect(seen.answer).toMatchObject({ value: [1], source: 'copy' });
    expect(logger.warn).toHaveBeenCalledWith('empty: live failed, copy is asked: Error: answered with what is not accepted');
  });

  it('leaves it to the default when it throws', async () => {
    const shouldFallBack = (): never => {
      throw new Error('no idea');
    };

    expect((await ask([fail, () => 2, () => 3], { shouldFallBack })).answer).toMatchObject({ value: 2 });
    expect((await ask([failWith(withStatus(404)), () => 2], { shouldFallBack })).error).toMatchObject({ status: 404 });
  });
});

describe('a fallback chain whose caller gives up', () => {
  it('asks no further source, and rejects with the reason', async () => {
    const caller = new AbortController();
    const logger = { warn: vi.fn() };
    const seen = await ask(
      [() => {
        caller.abort('gone');
        throw new Error('interrupted');
      }, () => 2],
      { signal: caller.signal, logger },
    );

    expect(seen.error).toBe('gone');
    expect(seen.asked).toEqual(['live']);
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('asks none when the caller has given up before', async () => {
    const seen = await ask([() => 1], { signal: AbortSignal.abort('gone') });

    expect(seen.error).toBe('gone');
    expect(seen.asked).toEqual([]);
  });

  it('still hands on an answer that is there', async () => {
    const caller = new AbortController();
    const seen = await ask([() => (caller.abort('gone'), 1)], { signal: caller.signal });

    expect(seen.answer).toMatchObject({ value: 1 });
  });
});

describe('`exerciseRate`', () => {
  const half = { exerciseRate: 0.5 };

  it('asks the second source first for its share of the calls', async () => {
    const exercised = await ask([() => 1, () => 2, () => 3], { ...half, random: () => 0.49 });
    expect(exercised.answer).toEqual({ value: 2, source: 'copy', stale: true });
    expect(exercised.asked).toEqual(['copy']);

    expect((await ask([() => 1, () => 2], { ...half, random: () => 0.5 })).asked).toEqual(['live']);
  });

  it('asks the first when the second fails, so that no caller is worse off', async () => {
    const { asked, answer } = await ask([() => 1, failWith(withStatus(404)), () => 3], { ...half, random: () => 0 });

    expect(answer).toEqual({ value: 1, source: 'live', stale: false });
    expect(asked).toEqual(['copy', 'live']);
  });

  it('does not hide a 4xx of the first behind the failure of the second', async () => {
    const missing = withStatus(404);

    expect((await ask([failWith(missing), fail, () => 3], { exerciseRate: 1 })).error).toBe(missing);
  });

  it('asks the third when both fail', async () => {
    expect((await ask([fail, fail, () => 3], { ...half, random: () => 0 })).asked).toEqual(['copy', 'live', 'last resort']);
  });

  it('does nothing where there is no second source, or when it is 0', async () => {
    expect((await ask([() => 1], { exerciseRate: 1 })).asked).toEqual(['live']);
    expect((await ask([() => 1, () => 2], { exerciseRate: 0, random: () => 0 })).asked).toEqual(['live']);
  });
});

describe('a source that fails', () => {
  it('is logged without what the error quotes, a line a second at most for each source of a chain', async () => {
    const logger = { warn: vi.fn() };
    const error = new Error('no such key "user:17"');
    for (let call = 0; call < 3; call++) await ask([failWith(error), fail], { name: 'logged', logger });
    await ask([failWith(error), () => 2], { name: 'logged too', logger });

    expect(logger.warn.mock.calls).toEqual([
      ['logged: live failed, copy is asked: Error: no such key …'],
      ['logged: copy failed, no source is left: Error: down'],
      ['logged too: live failed, copy is asked: Error: no such key …'],
    ]);
  });

  it('is logged to the logger of the call', async () => {
    vi.useFakeTimers();
    const loggers = [{ warn: vi.fn() }, { warn: vi.fn() }];
    for (const logger of loggers) {
      await ask([fail, () => 2], { name: 'request', logger });
      await ask([fail, () => 2], { name: 'request', logger });
      vi.advanceTimersByTime(1_000);
    }
    vi.useRealTimers();

    expect(loggers.map(({ warn }) => warn.mock.calls)).toEqual([
      [['request: live failed, copy is asked: Error: down']],
      [['request: live failed, copy is asked: Error: down (and 1 more since the last line)']],
    ]);
  });

  it('is not logged where the error goes to the caller as it is, by the default', async () => {
    const logger = { warn: vi.fn() };
    await ask([failWith(withStatus(404)), () => 2], { logger });

    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('breaks nothing when the logger throws', async () => {
    const throwing = {
      warn: () => {
        throw new Error('disk full');
      },
    };

    expect((await ask([fail, () => 2], { name: 'throwing', logger: throwing })).answer).toMatchObject({ value: 2 });
  });

  it('is published, and so is whatever else than the first answers', async () => {
    const error = new Error('down');
    expect(await heard('source-failed', () => ask([failWith(error), () => 2], { name: 'prices' }))).toEqual([
      { name: 'prices', source: 'live', error },
    ]);
    expect(await heard('used', () => ask([fail, () => 2], { name: 'prices' }))).toEqual([
      { name: 'prices', source: 'copy', stale: true, exercised: false },
    ]);
    expect(await heard('used', () => ask([() => 1, () => 2], { exerciseRate: 1 }))).toEqual([
      { name: undefined, source: 'copy', stale: true, exercised: true },
    ]);
    expect(await heard('used', () => ask([() => 1, fail], { exerciseRate: 1 }))).toEqual([]);
    expect(await heard('used', () => ask([fail, fail, () => 3], { exerciseRate: 1 }))).toMatchObject([{ source: 'last resort', exercised: false }]);
    expect(await heard('source-failed', () => ask([() => 1]))).toEqual([]);
  });
});

describe('fallbackChain, handed something wrong', () => {
  it.each([
    [undefined, {}, TypeError, '`sources` must be an array of sources, received undefined'],
    [[], {}, TypeError, '`sources` must be an array of sources, received [object Array]'],
    [[fail], {}, RangeError, '`run` must be a function, received undefined'],
    [[{ name: 'a' }], {}, RangeError, '`run` must be a function, received undefined'],
    [[{ name: '', run: fail }], {}, RangeError, '`name` must be a string that is not empty, received ""'],
    [[{ name: 'a', run: fail, stale: 'yes' }], {}, RangeError, '`stale` must be true or false, received "yes"'],
    [[{ name: 'a', run: fail }], null, TypeError, '`options` must be an object, received null'],
    [[{ name: 'a', run: fail }], { exerciseRate: 2 }, RangeError, '`exerciseRate` must be a number from 0 to 1, received 2'],
    [[{ name: 'a', run: fail }], { logger: fail }, RangeError, '`logger` must be a Logger with `warn`, received [object Function]'],
  ])('fallbackChain(%o, %o) throws at once', (sources, options, kind, message) => {
    expect((): unknown => Reflect.apply(fallbackChain, undefined, [sources, options])).toThrow(new kind(`Cannot fall back: ${message}`));
  });
});
