/** Calls and clients at places of a document. */
import type { CallRecord, ClientRecord, FileInventory } from 'eslint-plugin-failsoft';
import type { Position, Range } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';

export type Located =
  | { readonly kind: 'call'; readonly call: CallRecord; readonly range: Range }
  | { readonly kind: 'client'; readonly client: ClientRecord; readonly range: Range };

/** With the range of the name that is called, or of what creates the client. */
export function locate(document: TextDocument, { calls, clients }: FileInventory): Located[] {
  const textFrom = ({ line, column }: { readonly line: number; readonly column: number }): string =>
    document.getText({ start: { line: line - 1, character: column - 1 }, end: { line, character: 0 } });
  return [
    ...calls.map((call): Located => ({ kind: 'call', call, range: rangeFrom(call, lengthOf(calledName, textFrom(call))) })),
    ...clients.map((client): Located => ({ kind: 'client', client, range: rangeFrom(client, lengthOf(creation, textFrom(client))) })),
  ];
}

const calledName = /^#?[\w$]*/;
const creation = /^(?:await\s+)?(?:new\s+)?[\w$.#]*/;

function lengthOf(pattern: RegExp, text: string): number {
  return pattern.exec(text)?.[0].length ?? 0;
}

function rangeFrom({ line, column }: { readonly line: number; readonly column: number }, length: number): Range {
  return { start: { line: line - 1, character: column - 1 }, end: { line: line - 1, character: column - 1 + length } };
}

export function isAt({ start, end }: Range, { line, character }: Position): boolean {
  return line === start.line && character >= start.character && character <= end.character;
}
