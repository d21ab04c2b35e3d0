import { expect, test } from 'vitest';
import { Restarts } from './restarts.js';

test('a server that keeps ending is given up, one that ends now and then is not', () => {
  const restarts = new Restarts();
  expect([0, 1, 2, 3, 4].map((second) => restarts.allow(second * 1_000))).toEqual([true, true, true, true, false]);
  const patient = new Restarts();
  expect([0, 1, 2, 3, 4, 5, 6].map((minute) => patient.allow(minute * 60_000))).toEqual(Array(7).fill(true));
});

test('the user may try again', () => {
  const restarts = new Restarts();
  for (let count = 0; count < 5; count++) restarts.allow(0);
  restarts.forget();
  expect(restarts.allow(0)).toBe(true);
});
