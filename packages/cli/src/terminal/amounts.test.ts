import { expect, test } from 'vitest';
import { amount, duration } from './amounts.js';

test('amounts have thousands separators and the right number', () => {
  expect([amount(0, 'file'), amount(1, 'file'), amount(3300, 'file'), amount(2, 'query', 'queries')]).toEqual(['0 files', '1 file', '3,300 files', '2 queries']);
});

test('durations are as precise as they need to be', () => {
  expect([duration(40), duration(1234), duration(9_960), duration(12_345), duration(125_000), duration(119_700)]).toEqual(['0.0 s', '1.2 s', '10 s', '12 s', '2 min 5 s', '2 min 0 s']);
});
