import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { findings, sourceFile } from '../harness/configured-project.mjs';
import { closeAll, findingsOf, open, untilFindings } from './editor.mjs';

suite('a workspace of two folders', () => {
  teardown(closeAll);

  const folder = (name) => vscode.workspace.workspaceFolders.find((candidate) => candidate.name === name);

  test('each is judged by its own configuration, or by the preset where it has none', async () => {
    const configured = await open(sourceFile, folder('quotes'));
    const plain = await open('src/db/pool.ts', folder('shop'));
    await untilFindings(configured, findings.configured);
    await untilFindings(plain, ['4:25 require-error-listener', '4:25 require-timeout', '11:34 require-error-listener', '15:22 no-ineffective-timeout']);
    assert.deepEqual(findingsOf(configured).map(({ severity }) => severity), [vscode.DiagnosticSeverity.Warning, vscode.DiagnosticSeverity.Warning]);
  });

  test('a folder that is taken out and put back is found as before', async () => {
    const before = folder('quotes');
    const at = before.index;
    await untilFindings(await open(sourceFile, before), findings.configured);
    await closeAll();
    const changed = new Promise((resolve) => vscode.workspace.onDidChangeWorkspaceFolders(resolve));
    assert.ok(vscode.workspace.updateWorkspaceFolders(at, 1));
    await changed;
    const added = new Promise((resolve) => vscode.workspace.onDidChangeWorkspaceFolders(resolve));
    assert.ok(vscode.workspace.updateWorkspaceFolders(at, 0, { uri: before.uri, name: before.name }));
    await added;
    await untilFindings(await open(sourceFile, folder('quotes')), findings.configured);
  });
});
