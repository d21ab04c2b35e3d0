import type { Range, TextEdit as LspTextEdit } from 'vscode-languageserver/node';
import type { TextEdit } from '@failsoft/analysis/rewrites';
import type { TextDocument } from 'vscode-languageserver-textdocument';

export function rangeOf(document: TextDocument, [start, end]: readonly [number, number]): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

/** Edits stay apart as they are: a client shows and applies them one by one. */
export function textEditsOf(document: TextDocument, edits: readonly TextEdit[]): LspTextEdit[] {
  return edits.map(({ range, text }) => ({ range: rangeOf(document, range), newText: text }));
}

export function overlaps(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
