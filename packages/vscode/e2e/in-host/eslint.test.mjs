import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { findings, sourceFile } from '../harness/configured-project.mjs';
import { closeAll, codeAction, codeActions, describe, open, titlesOf, until, untilFindings, withSetting } from './editor.mjs';

/** Of our rules, by whom they are reported. */
function reportedBy(source, document) {
  return describe(vscode.languages.getDiagnostics(document.uri).filter((diagnostic) => diagnostic.source === source));
}

async function untilOnlyEslint(document) {
  await until('findings by ESLint, none by us', () => reportedBy('eslint', document).length === findings.configured.length && reportedBy('failsoft', document).length === 0);
}

suite('beside the extension of ESLint', () => {
  teardown(closeAll);

  test('nothing is reported twice', async () => {
    const document = await open(sourceFile);
    await untilOnlyEslint(document);
    const rules = findings.configured.map((finding) => finding.replace(' ', ' failsoft/'));
    assert.deepEqual(reportedBy('eslint', document), rules);
  });

  test('our fixes are offered for what ESLint reports', async () => {
    const document = await open(sourceFile);
    await untilOnlyEslint(document);
    const finding = vscode.languages.getDiagnostics(document.uri).find(({ range }) => range.start.line === 5);
    const fix = await codeAction(document, finding.range, 'quickfix', 'Set signal: AbortSignal.timeout(5_000)');
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    await until('ESLint finds nothing there any more', () => reportedBy('eslint', document).length === 1);
    assert.deepEqual(reportedBy('failsoft', document), []);
  });

  test('ours are shown where ESLint stops to report, and not where it begins again', async () => {
    const document = await open(sourceFile);
    await untilOnlyEslint(document);
    await withSetting('eslint.enable', false, async () => {
      await untilFindings(document, findings.configured);
      assert.deepEqual(reportedBy('eslint', document), []);
    });
    await untilOnlyEslint(document);
  });

  test('those who want both have both', async () => {
    const document = await open(sourceFile);
    await untilOnlyEslint(document);
    await withSetting('failsoft.diagnostics', 'always', () => untilFindings(document, findings.configured));
    await untilOnlyEslint(document);
  });

  test('no fix is offered twice', async () => {
    const document = await open(sourceFile);
    await untilOnlyEslint(document);
    const titles = titlesOf(await codeActions(document, document.lineAt(5).range, 'quickfix'));
    assert.deepEqual(titles, [...new Set(titles)]);
  });
});
