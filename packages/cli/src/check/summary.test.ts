import picocolors from 'picocolors';
import { expect, test } from 'vitest';
import type { CheckReport, ReportedFinding, Summary } from './report.js';
import { summaryLines } from './summary.js';

const plain = picocolors.createColors(false);

function summary(counts: Partial<Summary>, details: Partial<CheckReport> = {}): string {
  const all = { files: 18, unparsed: 0, quiet: {}, uncovered: 0, errors: 0, warnings: 0, fixable: 0, dependencies: [], configurations: ['preset recommended'], ...counts };
  return summaryLines({ version: 1, findings: [], calls: [], clients: [], errors: [], summary: all, ...details }, plain, 1234).join('\n');
}

function finding(path: string): ReportedFinding {
  return { rule: 'failsoft/require-timeout', severity: 'error', path, line: 1, column: 1, endLine: 1, endColumn: 2, message: '', messageId: 'call', rewrites: [] };
}

test('dependencies stand in a table, the verdict and its circumstances below', () => {
  const dependencies = [
    { dependency: 'PostgreSQL', libraries: ['pg'], calls: 24, missing: 24, unknown: 0, clients: 1 },
    { dependency: 'HTTP', libraries: ['axios', 'fetch'], calls: 7, missing: 3, unknown: 1, clients: 0 },
  ];
  expect(summary({ dependencies, errors: 4, fixable: 4, quiet: { script: 1, test: 12 } }, { findings: ['a', 'a', 'b', 'c'].map(finding) })).toMatchInlineSnapshot(`
    "dependency  calls  no timeout  unknown  clients  through
    PostgreSQL     24          24        0        1  pg
    HTTP            7           3        1        0  axios, fetch

    4 findings in 3 files; failsoft fix rewrites all of them
    18 files checked (quiet in 13: test 12, script 1) with preset recommended, 1.2 s"
  `);
});

test('warnings are told apart once there are any', () => {
  expect(summary({ errors: 1, warnings: 2, fixable: 2 }, { findings: ['a', 'a', 'b'].map(finding) })).toMatchInlineSnapshot(`
    "3 findings (1 error, 2 warnings) in 2 files; failsoft fix rewrites 2 of them
    18 files checked with preset recommended, 1.2 s"
  `);
});

test('failures are part of the verdict', () => {
  expect(summary({}, { errors: [{ kind: 'unparsable', path: 'a.ts', line: 1, message: '' }] })).toMatchInlineSnapshot(`
    "No findings, 1 file or rule failed
    18 files checked with preset recommended, 1.2 s"
  `);
});

test('files that were not parsed are counted', () => {
  expect(summary({ files: 1818, unparsed: 1200, quiet: { test: 12 } })).toMatchInlineSnapshot(`
    "No findings
    1,818 files checked (1,200 without external calls, not parsed; quiet in 12: test 12) with preset recommended, 1.2 s"
  `);
});

test('files that the configuration leaves out are counted', () => {
  expect(summary({ files: 0, uncovered: 2, configurations: ['eslint.config.js'] })).toMatchInlineSnapshot(`
    "No findings
    0 files checked with eslint.config.js, 2 files left out by the configuration, 1.2 s"
  `);
});
