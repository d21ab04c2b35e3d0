import { expect, test } from 'vitest';
import type { ApplyWorkspaceEditParams } from 'vscode-languageclient/node';
import { confirmed, questionOf } from './confirmation.js';

const edit = (text: string) => ({ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, newText: text, annotationId: 'failsoft' });
const fix: ApplyWorkspaceEditParams = {
  label: 'Failsoft: fix everything for Redis',
  edit: {
    documentChanges: [
      { textDocument: { uri: 'file:///shop/src/redis.ts', version: null }, edits: [edit('a')] },
      { textDocument: { uri: 'file:///shop/src/flags.ts', version: 3 }, edits: [edit('b'), edit('c')] },
    ],
    changeAnnotations: { failsoft: { label: 'Failsoft: fix Redis', needsConfirmation: true } },
  },
};
const nameOf = (uri: string): string => uri.replace('file:///shop/', '');

test('an edit that is to be confirmed says how much it changes, and where', () => {
  expect(questionOf(fix, nameOf)).toEqual({
    text: 'Failsoft: fix everything for Redis: 3 edits in 2 files?',
    files: 'src/redis.ts: 1 edit\nsrc/flags.ts: 2 edits',
  });
});

test('once confirmed it is made as a whole, and all other edits are made without a question', () => {
  const whole = confirmed(fix.edit);
  expect(whole.documentChanges).toBe(fix.edit.documentChanges);
  expect(questionOf({ ...fix, edit: whole }, nameOf)).toBeUndefined();
  expect(questionOf({ edit: { changes: {} } }, nameOf)).toBeUndefined();
});
