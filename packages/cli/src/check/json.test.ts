import { expect, test } from 'vitest';
import { json } from './json.js';
import type { CheckReport, ReportedError } from './report.js';

const empty: CheckReport = {
  version: 1,
  findings: [],
  calls: [],
  clients: [],
  errors: [],
  summary: { files: 0, unparsed: 0, quiet: {}, uncovered: 0, errors: 0, warnings: 0, fixable: 0, dependencies: [], configurations: [] },
};

test('the pieces make one JSON value that equals the report', () => {
  const errors = [
    { kind: 'unparsable', path: 'a "quoted" name.ts', line: 1, message: 'line\nbreak' },
    { kind: 'unreadable', path: 'b.ts', message: 'EACCES' },
  ] as const;
  const report = { ...empty, errors };
  expect(JSON.parse([...json(report)].join(''))).toEqual(report);
  expect(JSON.parse([...json(empty)].join(''))).toEqual(empty);
});

test('each finding, call, client and error has its line', () => {
  const errors = [1, 2, 3].map((line): ReportedError => ({ kind: 'unparsable', path: 'a.ts', line, message: '' }));
  expect([...json({ ...empty, errors })].join('').split('\n').filter((line) => line.includes('"path"'))).toHaveLength(3);
});
