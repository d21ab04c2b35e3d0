import { expect, test } from 'vitest';
import { stateOf } from '../server/server-state.js';
import { statusOf } from './status-text.js';

const plain = { isTrusted: true, isLeftToLinter: false };

test('the status is that of the busiest folder', () => {
  expect(statusOf(stateOf(['idle', 'busy']), plain)).toEqual({ text: 'Failsoft', detail: 'Checking', isBusy: true, isError: false });
  expect(statusOf(stateOf(['starting', 'busy']), plain)).toMatchObject({ detail: 'Starting', isBusy: true });
  expect(statusOf(stateOf(['idle', 'stopped']), plain)).toEqual({ text: 'Failsoft', detail: '', isBusy: false, isError: false });
});

test('it says why a document shows less than one would expect', () => {
  expect(statusOf({ kind: 'ready' }, { isTrusted: false, isLeftToLinter: true }).detail).toBe('Restricted Mode: preset only. Findings are shown by your linter');
  expect(statusOf({ kind: 'off' }, plain)).toMatchObject({ text: 'Failsoft: off', isError: false });
  expect(statusOf({ kind: 'failed', reason: 'It has ended 5 times.' }, plain)).toMatchObject({ text: 'Failsoft: failed', detail: 'It has ended 5 times.', isError: true });
});
