/** A client of oxlint's language server, which runs as long as the setting says so. */
import { join } from 'node:path';
import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/node';

const oxlint = join(import.meta.dirname, '../node_modules/oxlint/bin/oxlint');

export async function activate(context) {
  const [{ uri }] = vscode.workspace.workspaceFolders;
  const server = { command: process.execPath, args: [oxlint, '--lsp'], options: { cwd: uri.fsPath } };
  const client = new LanguageClient('oxc', 'oxlint', server, {
    documentSelector: [{ scheme: 'file', language: 'typescript' }],
    initializationOptions: [{ workspaceUri: uri.toString(), options: {} }],
  });
  const isOn = () => vscode.workspace.getConfiguration('oxc').get('enable');
  context.subscriptions.push(client, vscode.workspace.onDidChangeConfiguration(() => (isOn() ? client.start() : client.stop())));
  if (isOn()) await client.start();
}
