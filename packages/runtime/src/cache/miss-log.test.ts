import { describe, expect, it, vi } from 'vitest';
import { ManualClock } from '../../test/manual-clock.js';
import { TimeoutError } from '../index.js';
import { missLog } from './miss-log.js';

function lineOf(error: unknown): unknown {
  const warn = vi.fn();
  missLog('prices', { warn }, new ManualClock())('get', error);
  return warn.mock.calls[0]?.[0];
}

describe('the log of misses', () => {
  it('writes a line a second at most, and says how many had none', async () => {
    const clock = new ManualClock();
    const warn = vi.fn();
    const log = missLog('prices', { warn }, clock);
    for (const ms of [0, 1, 500, 498, 1, 2_000]) {
      await clock.advance(ms);
      log('get', new Error('down'));
    }

    expect(warn.mock.calls.flat()).toEqual([
      'prices: get failed, treated as a miss: Error: down',
      'prices: get failed, treated as a miss: Error: down (and 3 more since the last line)',
      'prices: get failed, treated as a miss: Error: down',
    ]);
  });

  it.each([
    ['a time that is up', new TimeoutError(50, 'prices'), 'TimeoutError: prices did not answer within 50 ms'],
    [
      'an unknown command, whose arguments Redis quotes',
      new Error("ERR unknown command 'GTE', with args beginning with: 'user:7' "),
      'Error: ERR unknown command …',
    ],
    ['text that is no JSON', syntaxErrorOf('{"password": secret'), 'SyntaxError: Unexpected token …'],
    ['a refused connection', Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' }), 'AggregateError: ECONNREFUSED'],
    ['an apostrophe', new Error("can't connect"), "Error: can't connect"],
    ['nothing said', new Error(), 'Error: no message'],
    [
      'causes',
      new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED 127.0.0.1:6379', { cause: 'secret' }) }),
      'TypeError: fetch failed, caused by Error: connect ECONNREFUSED 127.0.0.1:6379, caused by a value that is no Error',
    ],
    ['a string, which may be anything', 'secret', 'a value that is no Error'],
  ])('of %s', (_title, error, text) => {
    expect(lineOf(error)).toBe(`prices: get failed, treated as a miss: ${text}`);
  });

  it('is not broken by an error whose causes go in a circle', () => {
    const error = new Error('down');
    error.cause = error;

    expect(() => lineOf(error)).not.toThrow();
  });
});

function syntaxErrorOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}
