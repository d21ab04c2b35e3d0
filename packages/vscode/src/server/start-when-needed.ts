/** Nothing is started before there is something to lint. */
import { workspace, type Disposable, type TextDocument } from 'vscode';
import { languages } from './languages.js';
import type { Server } from './server.js';

/** Starts the server with the first document that can be linted; those that are open already count. */
export function startWithFirstDocument(server: Server): Disposable {
  const waiting = workspace.onDidOpenTextDocument(startFor);
  workspace.textDocuments.forEach(startFor);
  return waiting;

  function startFor(document: TextDocument): void {
    if (!isLintable(document)) return;
    waiting.dispose();
    void server.start();
  }
}

function isLintable({ uri, languageId }: TextDocument): boolean {
  return uri.scheme === 'file' && languages.some((language) => language === languageId);
}
