import { describe, expect, it } from 'vitest';
import { insertionsAt } from '../rewrites/insertion-choice.js';
import { redis } from './cache/redis.js';
import { upstashRedis } from './cache/upstash-redis.js';
import { mongodb } from './database/mongodb.js';
import { neon } from './database/neon.js';
import { defaultBoundOf, holds, remedyOf } from './versions.js';

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

  it.each(['1.34.9', '1.35.0'])('tells and inserts nothing that Upstash Redis %s would fail by: a function as its signal', (version) => {
    const [client] = upstashRedis.clients;
    if (client === undefined) throw new Error('Upstash Redis has a client');
    expect(remedyOf(client.timeout, version)).toBe('Before 1.35.1 it takes one signal for all commands: a deadline around each call bounds it.');
    expect(insertionsAt(client.timeout, 'client', version)).toEqual([]);
    expect(insertionsAt(client.timeout, 'client', '1.35.1')).toHaveLength(1);
  });

  it('names the function that Neon has', () => {
    const client = neon.clients.find(({ name }) => name === 'Neon query function');
    if (client === undefined) throw new Error('Neon has a query function');
    expect(remedyOf(client.timeout, '0.9.4')).toContain('`sql(text, values, {');
    expect(remedyOf(client.timeout, '^1.0.0')).toContain('`sql.query(text, values, {');
  });

  it.each([
    ['2.2.1', 120_000],
    ['2.2.12', 30_000],
    ['2.2.36', 360_000],
    ['3.6.0', 360_000],
    ['3.6.12', null],
    ['^2.2.12', 360_000],
    [undefined, null],
  ])('knows what MongoDB %s waits for a silent server: %s ms', (version, ms) => {
    const [client] = mongodb.clients;
    if (client === undefined) throw new Error('MongoDB has a client');
    expect(defaultBoundOf(client.timeout, version).ms).toBe(ms);
  });
});
