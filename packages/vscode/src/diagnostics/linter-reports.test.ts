import { expect, test } from 'vitest';
import { ruleOfLinter } from './linter-reports.js';

test('our rules are recognised in what the extensions of ESLint and oxlint report', () => {
  expect(ruleOfLinter({ source: 'eslint', code: { value: 'failsoft/require-timeout' } })).toBe('require-timeout');
  expect(ruleOfLinter({ source: 'eslint', code: 'failsoft/require-timeout' })).toBe('require-timeout');
  expect(ruleOfLinter({ source: 'oxc', code: { value: 'failsoft(require-timeout)' } })).toBe('require-timeout');
});

test('other rules, our own diagnostics and those without a code are not', () => {
  expect(ruleOfLinter({ source: 'eslint', code: { value: 'no-var' } })).toBeUndefined();
  expect(ruleOfLinter({ source: 'eslint', code: 'other/failsoft/require-timeout' })).toBeUndefined();
  expect(ruleOfLinter({ source: 'failsoft', code: 'require-timeout' })).toBeUndefined();
  expect(ruleOfLinter({ source: 'ts', code: 2304 })).toBeUndefined();
  expect(ruleOfLinter({ source: 'eslint' })).toBeUndefined();
});
