/** Calls and clients at places of a document. */
import type { CallRecord, ClientRecord, FileInventory } from 'eslint-plugin-failsoft';
import type { Position, Range } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { rangeOf } from '../documents/positions.js';
import { LineOffsets } from '../worker/line-offsets.js';

export type Located =
  | { readonly kind: 'call'; readonly call: CallRecord; readonly range: Range }
  | { readonly kind: 'client'; readonly client: ClientRecord; readonly range: Range };

/** With the range of the name that is called, or of what creates the client. */
export function locate(document: TextDocument, { calls, clients }: FileInventory): Located[] {
  const text = document.getText();
  const offsets = new LineOffsets(text);
  const rangeAt = ({ line, column }: { readonly line: number; readonly column: number }, pattern: RegExp): Range => {
    const start = offsets.offsetAt(line, column);
    pattern.lastIndex = start;
    return rangeOf(document, [start, start + (pattern.exec(text)?.[0].length ?? 0)]);
  };
  return [
    ...calls.map((call): Located => ({ kind: 'call', call, range: rangeAt(call, calledName) })),
    ...clients.map((client): Located => ({ kind: 'client', client, range: rangeAt(client, creation) })),
  ];
}

const calledName = /#?[\w$]*/y;
const creation = /(?:await[ \t]+)?(?:new[ \t]+)?[\w$.#]*/y;

export function isAt({ start, end }: Range, { line, character }: Position): boolean {
  return line === start.line && character >= start.character && character <= end.character;
}
