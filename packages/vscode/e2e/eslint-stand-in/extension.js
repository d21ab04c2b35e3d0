/** Lints open files with the ESLint and the configuration of their project, and publishes as the extension of ESLint does. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import * as vscode from 'vscode';

const severities = [undefined, vscode.DiagnosticSeverity.Warning, vscode.DiagnosticSeverity.Error];

export function activate(context) {
  const collection = vscode.languages.createDiagnosticCollection('eslint');
  const lint = (document) => void publish(document, collection);
  context.subscriptions.push(
    collection,
    vscode.workspace.onDidOpenTextDocument(lint),
    vscode.workspace.onDidChangeTextDocument(({ document }) => lint(document)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => collection.delete(uri)),
    vscode.workspace.onDidChangeConfiguration(() => vscode.workspace.textDocuments.forEach(lint)),
  );
  vscode.workspace.textDocuments.forEach(lint);
}

/** Of each document, the latest question: the answer to an earlier one may come later, and is out of date then. */
const latest = new WeakMap();

async function publish(document, collection) {
  if (document.languageId !== 'typescript') return;
  const question = {};
  latest.set(document, question);
  if (!vscode.workspace.getConfiguration('eslint').get('enable')) {
    collection.delete(document.uri);
    return;
  }
  const path = document.uri.fsPath;
  const { ESLint } = createRequire(path)('eslint');
  const [result] = await new ESLint({ cwd: dirname(dirname(path)) }).lintText(document.getText(), { filePath: path });
  if (latest.get(document) === question && !document.isClosed) collection.set(document.uri, result.messages.map(diagnosticOf));
}

function diagnosticOf({ line, column, endLine, endColumn, message, severity, ruleId }) {
  const range = new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1);
  return Object.assign(new vscode.Diagnostic(range, message, severities[severity]), { source: 'eslint', code: ruleId });
}
