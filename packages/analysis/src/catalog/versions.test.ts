import { describe, expect, it } from 'vitest';
import { redis } from './cache/redis.js';
import { defaultBoundOf, holds } from './versions.js';

describe('a range', () => {
  it.each([
    ['<12.0.0', '11.8.6', true],
    ['<12.0.0', '14.6.6', false],
    ['>=5.1.0', '^4.7.0', false],
    ['>=5.1.0', '^5.0.0', true],
    ['<7.0.0', '6.19.3', true],
    ['*', undefined, true],
    ['>=5.1.0', undefined, true],
    ['<5.1.0', undefined, false],
    ['>=5.1.0', 'workspace:*', true],
  ])('%s holds %s: %s', (range, version, expected) => {
    expect(holds(range, version)).toBe(expected);
  });

  it('chooses the default of a major', () => {
    const [client] = redis.clients;
    if (client === undefined) throw new Error('redis has a client');
    expect(defaultBoundOf(client.timeout, '4.7.1').phrase).toBe('node-redis has none before 5.1');
    expect(defaultBoundOf(client.timeout, undefined).phrase).toBe('node-redis has none by default');
  });
});
