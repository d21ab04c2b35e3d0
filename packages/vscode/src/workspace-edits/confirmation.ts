/** An edit of many files that the user is to decide on, as text and without that mark. */
import { counted } from '../counted.js';
import type { ApplyWorkspaceEditParams, WorkspaceEdit } from 'vscode-languageclient/node';

export interface Question {
  /** 'Failsoft: fix everything for Redis: 14 edits in 6 files?' */
  readonly text: string;
  /** A line a file. */
  readonly files: string;
}

/** Undefined where nothing is to be confirmed. @param nameOf what people call a file */
export function questionOf({ label = 'Failsoft', edit }: ApplyWorkspaceEditParams, nameOf: (uri: string) => string): Question | undefined {
  if (!Object.values(edit.changeAnnotations ?? {}).some(({ needsConfirmation }) => needsConfirmation)) return undefined;
  const counts = (edit.documentChanges ?? []).flatMap((change) => ('edits' in change ? [{ name: nameOf(change.textDocument.uri), count: change.edits.length }] : []));
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  return {
    text: `${label}: ${counted(total, 'edit')} in ${counted(counts.length, 'file')}?`,
    files: counts.map(({ name, count }) => `${name}: ${counted(count, 'edit')}`).join('\n'),
  };
}

/** The same, to be made without another question. */
export function confirmed(edit: WorkspaceEdit): WorkspaceEdit {
  const annotations = Object.entries(edit.changeAnnotations ?? {}).map(([id, annotation]) => [id, { ...annotation, needsConfirmation: false }] as const);
  return { ...edit, changeAnnotations: Object.fromEntries(annotations) };
}
