import { expect, test } from 'vitest';
import { exitCodeOf } from './exit-code.js';
import type { ReportedError } from './report.js';

function exitCode(findings: { readonly errors: number; readonly warnings: number }, ...failures: readonly ReportedError['kind'][]): number {
  const summary = { files: 1, unparsed: 0, quiet: {}, uncovered: 0, fixable: 0, dependencies: [], configurations: [], ...findings };
  return exitCodeOf({ summary, errors: failures.map((kind) => ({ kind, path: 'a.ts', message: '' })) });
}

test('nothing and warnings are 0', () => {
  expect(exitCode({ errors: 0, warnings: 0 })).toBe(0);
  expect(exitCode({ errors: 0, warnings: 3 })).toBe(0);
});

test('findings at error level and files that can not be read or parsed are 1', () => {
  expect(exitCode({ errors: 1, warnings: 0 })).toBe(1);
  expect(exitCode({ errors: 0, warnings: 0 }, 'unparsable')).toBe(1);
  expect(exitCode({ errors: 0, warnings: 0 }, 'unreadable')).toBe(1);
});

test('a rule that failed is 2, whatever else there is', () => {
  expect(exitCode({ errors: 5, warnings: 0 }, 'unparsable', 'rule-failure')).toBe(2);
});
