/** Calls and clients at places of a document. */
import type { CallRecord, ClientRecord, FileInventory } from 'eslint-plugin-failsoft';
import type { Position, Range } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { rangeOf } from '../documents/positions.js';
import { LineOffsets } from '../worker/line-offsets.js';

export type Located =
  | { readonly kind: 'call'; readonly call: CallRecord; readonly range: Range }
  | { readonly kind: 'client'; readonly client: ClientRecord; readonly range: Range };

/** With the range of what is called, `this.cache.get`, or of what creates the client. */
export function locate(document: TextDocument, { calls, clients }: FileInventory): Located[] {
  const text = document.getText();
  const offsets = new LineOffsets(text);
  const rangeAt = ({ line, column }: { readonly line: number; readonly column: number }, pattern: RegExp): Range => {
    const start = offsets.offsetAt(line, column);
    pattern.lastIndex = start;
    return rangeOf(document, [start, start + (pattern.exec(text)?.[0].length ?? 0)]);
  };
  return [
    ...calls.map((call): Located => {
      const range = rangeAt(call, calledName);
      return { kind: 'call', call, range: { start: startOfCallee(call, document, range), end: range.end } };
    }),
    ...clients.map((client): Located => ({ kind: 'client', client, range: rangeAt(client, creation) })),
  ];
}

const calledName = /#?[\w$]*/y;
const creation = /(?:await[ \t]+)?(?:new[ \t]+)?[\w$.#]*/y;

/** Of the receiver, where it stands before the name on one line. */
function startOfCallee({ callee }: CallRecord, document: TextDocument, { start, end }: Range): Position {
  const receiver = callee.slice(0, Math.max(0, callee.length - document.getText({ start, end }).length));
  const from = { line: start.line, character: start.character - receiver.length };
  return from.character >= 0 && document.getText({ start: from, end: start }) === receiver ? from : start;
}

export function isAt({ start, end }: Range, { line, character }: Position): boolean {
  return line === start.line && character >= start.character && character <= end.character;
}
