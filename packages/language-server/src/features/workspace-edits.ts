import type { TextEdit } from '@failsoft/analysis/rewrites';
import type { ClientCapabilities, WorkspaceEdit } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { textEditsOf } from '../documents/positions.js';

/** Edits of one document as its client takes them; with the version of an open one where that can be told, so that they never hit another text. */
export function editOf(document: TextDocument, edits: readonly TextEdit[], capabilities: ClientCapabilities): WorkspaceEdit {
  const changes = textEditsOf(document, edits);
  if (capabilities.workspace?.workspaceEdit?.documentChanges !== true) return { changes: { [document.uri]: changes } };
  return { documentChanges: [{ textDocument: { uri: document.uri, version: document.version === 0 ? null : document.version }, edits: changes }] };
}
