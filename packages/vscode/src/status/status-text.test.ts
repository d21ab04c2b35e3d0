import { expect, test } from 'vitest';
import { stateOf } from '../server/server-state.js';
import { statusOf, type DocumentFacts } from './status-text.js';

const plain = { isTrusted: true, shownBy: 'us', findings: undefined } as const;

test('the status is that of the busiest folder', () => {
  expect(statusOf(stateOf(['idle', 'busy']), plain)).toEqual({ text: 'Failsoft', detail: 'Checking…', isBusy: true, isError: false });
  expect(statusOf(stateOf(['starting', 'busy']), plain)).toMatchObject({ detail: 'Starting…', isBusy: true });
  expect(statusOf(stateOf(['idle', 'stopped']), plain)).toEqual({ text: 'Failsoft', detail: '', isBusy: false, isError: false });
});

test('it says what was found in a document, and why it shows less than one would expect', () => {
  const detail = (facts: Partial<DocumentFacts>): string => statusOf({ kind: 'ready' }, { ...plain, ...facts }).detail;
  expect(detail({ findings: 0 })).toBe('No findings in this file');
  expect(detail({ findings: 1 })).toBe('1 finding in this file');
  expect(detail({ findings: 0, shownBy: 'linter' })).toBe('Findings are shown by your linter');
  expect(detail({ findings: 3, shownBy: 'nobody', isTrusted: false })).toBe('3 findings, not shown (failsoft.diagnostics) · Restricted Mode: preset only');
});

test('a server that does not run is told apart from one that has failed', () => {
  expect(statusOf({ kind: 'off' }, plain)).toMatchObject({ text: 'Failsoft: off', isError: false });
  expect(statusOf({ kind: 'failed', reason: 'It has ended 5 times.' }, plain)).toMatchObject({ text: 'Failsoft: failed', detail: 'The language server does not run', isError: true });
});
