import { expect, test } from 'vitest';
import { ruleFailureOf } from './rule-failure.js';

test('the rule and the line are read from what ESLint appends', () => {
  const error = new TypeError('x is not iterable\nmore\nOccurred while linting /work/src/a.ts:12\nRule: "failsoft/require-timeout"');
  expect(ruleFailureOf(error, 'failsoft')).toEqual({ rule: 'require-timeout', line: 12, message: 'x is not iterable' });
});

test('without them the message is all there is', () => {
  expect(ruleFailureOf(new Error('no parser'), 'failsoft')).toEqual({ rule: undefined, line: undefined, message: 'no parser' });
  expect(ruleFailureOf('thrown text', 'failsoft')).toEqual({ rule: undefined, line: undefined, message: 'thrown text' });
});
