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
  // One after the other: a client that is being stopped refuses to be started.
  let settled = Promise.resolve();
  const followSetting = () => (settled = settled.then(() => (isOn() ? client.start() : client.stop())));
  context.subscriptions.push(client, vscode.workspace.onDidChangeConfiguration(followSetting));
  await followSetting();
}
