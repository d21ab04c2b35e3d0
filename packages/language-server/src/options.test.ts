import { expect, test } from 'vitest';
import { defaultOptions, readOptions } from './options.js';

test('what is missing or makes no sense has its default', () => {
  expect(readOptions(undefined)).toEqual(defaultOptions);
  expect(readOptions({ preset: 'best', debounce: -1, timeBudget: '3 s', inlayHints: 1, diagnostics: null, other: true })).toEqual(defaultOptions);
});

test('what is said counts', () => {
  const options = { trusted: false, preset: 'strict', debounce: 0, timeBudget: 2500, inlayHints: true, diagnostics: false } as const;
  expect(readOptions(options)).toEqual(options);
});

test('only `true` is trust', () => {
  expect([true, false, 'yes', 1, null].map((trusted) => readOptions({ trusted }).trusted)).toEqual([true, false, false, false, false]);
});
