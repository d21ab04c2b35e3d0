import { expect, test } from 'vitest';
import { anyOf } from './any-of.js';

test('joined patterns match wherever one of them does', () => {
  const greeting = anyOf(/^hello\b/m, /\bworld$/m);
  expect(['hello you', 'my world', 'say\nhello'].every((text) => greeting.test(text))).toBe(true);
  expect(greeting.test('say hello to the world of')).toBe(false);
});

test('patterns whose flags differ are refused: joined, they would mean something else', () => {
  expect(() => anyOf(/^a/m, /^b/)).toThrow('Cannot join patterns: /^a/m and /^b/ differ in their flags.');
});
