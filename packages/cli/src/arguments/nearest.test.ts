import { expect, test } from 'vitest';
import { anyOf, nearest } from './nearest.js';

test('a mistyped word is near the word that was meant', () => {
  expect(nearest('chek', ['check', 'fix'])).toBe('check');
  expect(nearest('--presett', ['--preset', '--rule'])).toBe('--preset');
  expect(nearest('Require-Timeout', ['no-silent-failure', 'require-timeout'])).toBe('require-timeout');
});

test('a word unlike all others is near none', () => {
  expect(nearest('deploy', ['check', 'fix'])).toBeUndefined();
  expect(nearest('', ['check', 'fix'])).toBeUndefined();
});

test('alternatives read as a sentence', () => {
  expect(anyOf(['a'])).toBe('a');
  expect(anyOf(['a', 'b'])).toBe('a or b');
  expect(anyOf(['a', 'b', 'c'])).toBe('a, b or c');
});
