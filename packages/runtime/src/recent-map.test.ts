import { expect, it, vi } from 'vitest';
import { RecentMap } from './recent-map.js';

it('a map of the recent makes each value once', () => {
  const make = vi.fn((key: string) => key.toUpperCase());
  const map = new RecentMap(make);

  expect([map.get('a'), map.get('b'), map.get('a')]).toEqual(['A', 'B', 'A']);
  expect(make).toHaveBeenCalledTimes(2);
});

it('a map of the recent forgets what was asked for least recently', () => {
  const made: string[] = [];
  const map = new RecentMap((key) => made.push(key), 2);
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) map.get(key);

  expect(made).toEqual(['a', 'b', 'c', 'b']);
});
