/** The server's state beside the language of the document. */
import { Disposable, languages as editorLanguages, LanguageStatusSeverity, window, workspace } from 'vscode';
import type { ShownDiagnostics } from '../diagnostics/shown-diagnostics.js';
import { languages } from '../server/languages.js';
import type { Server } from '../server/server.js';
import { statusOf } from './status-text.js';

const noDocument = { shownBy: 'us', findings: undefined } as const;

export function createStatusItem(server: Server, diagnostics: ShownDiagnostics): Disposable {
  const item = editorLanguages.createLanguageStatusItem('failsoft.status', languages.map((language) => ({ scheme: 'file', language })));
  item.name = 'Failsoft';
  const show = (): void => {
    const document = window.activeTextEditor?.document;
    const facts = document === undefined ? noDocument : diagnostics.factsOf(document.uri);
    const { text, detail, isBusy, isError } = statusOf(server.state, { isTrusted: workspace.isTrusted, ...facts });
    item.text = text;
    item.detail = detail;
    item.busy = isBusy;
    item.severity = isError ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    item.command = isError ? { title: 'Restart Server', command: 'failsoft.restartServer' } : { title: 'Show Output', command: 'failsoft.showOutput' };
  };
  show();
  return Disposable.from(
    item,
    server.onDidChangeState(show),
    diagnostics.onDidReceive(show),
    diagnostics.onDidReconsider(show),
    window.onDidChangeActiveTextEditor(show),
    workspace.onDidGrantWorkspaceTrust(show),
  );
}
