import { describe, expect, it } from 'vitest';
import { lowered } from '../../test/lowered.js';
import { listening } from './listening.js';

/** What the calls of `on` and the like listen to, as source text, and how sure that is. */
function heard(code: string): readonly string[] {
  const model = lowered(code);
  return model.calls.flatMap((call) => {
    const found = listening(call);
    return found === undefined ? [] : found.receivers.map(({ range: [start, end] }) => `${found.hearsErrors} ${model.text.slice(start, end)}`);
  });
}

describe('a listener for errors', () => {
  it('is attached by any of the methods, chained or not', () => {
    expect(heard(`pool.on('error', log); pool.once('error', log); pool.addListener('error', log); pool.prependListener('error', log);`)).toEqual([
      'yes pool',
      'yes pool',
      'yes pool',
      'yes pool',
    ]);
    expect(heard(`pool?.on('error', log);`)).toEqual(['yes pool']);
    expect(heard(`make().on('connect', a).on('error', b);`)).toEqual(['yes make()']);
  });

  it('is not one for another event, nor a call without one', () => {
    expect(heard(`pool.on('connect', log); pool.on(); pool.emit('error', failure); pool.off('error', log);`)).toEqual([]);
  });

  it('names its event by a constant or by a member', () => {
    expect(heard(`const EVENT = 'error'; pool.on(EVENT, log);`)).toEqual(['yes pool']);
    expect(heard(`pool.on(Events.Error, log); pool.on(Events.Connect, log);`)).toEqual(['yes pool']);
    expect(heard(`pool.on(event, log);`)).toEqual(['perhaps pool']);
  });

  it('is attached to each of a list', () => {
    expect(heard(`for (const pool of [a, b]) pool.on('error', log);`)).toEqual(['yes a', 'yes b']);
    expect(heard(`const all = [a, b]; all.forEach((pool) => pool.on('error', log));`)).toEqual(['yes a', 'yes b']);
    expect(heard(`for (const [name, pool] of Object.entries({ a: first, b: second })) pool.on('error', () => log(name));`)).toEqual([
      'yes first',
      'yes second',
    ]);
  });

  it('is attached for each of a list of events', () => {
    expect(heard(`for (const event of ['connect', 'error']) pool.on(event, log);`)).toEqual(['yes pool']);
    expect(heard(`for (const event of ['connect', 'end']) pool.on(event, log);`)).toEqual([]);
  });
});
