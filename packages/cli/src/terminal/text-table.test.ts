import { expect, test } from 'vitest';
import { textTable } from './text-table.js';

test('text stands to the left and numbers to the right, under their heads', () => {
  const rows = [
    ['dependency', 'calls', 'through'],
    ['PostgreSQL', 120, 'pg'],
    ['Redis', 7, 'ioredis'],
  ];
  expect(textTable(rows).join('\n')).toMatchInlineSnapshot(`
    "dependency  calls  through
    PostgreSQL    120  pg
    Redis           7  ioredis"
  `);
});

test('colours take no width', () => {
  expect(textTable([['\u001B[31mred\u001B[39m', 'x'], ['green', 'y']])).toEqual(['\u001B[31mred\u001B[39m    x', 'green  y']);
});

test('no rows make no lines', () => {
  expect(textTable([])).toEqual([]);
});
