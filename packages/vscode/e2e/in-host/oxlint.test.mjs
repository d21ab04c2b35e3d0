import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { oxlintFindings, sourceFile } from '../harness/configured-project.mjs';
import { closeAll, codeAction, describe, open, until, untilFindings, withSetting } from './editor.mjs';

/** Of our rules, by whom they are reported. */
function reportedBy(source, document) {
  return describe(vscode.languages.getDiagnostics(document.uri).filter((diagnostic) => diagnostic.source === source));
}

async function untilOnlyOxlint(document) {
  await until('findings by oxlint, none by us', () => reportedBy('oxc', document).length === oxlintFindings.length && reportedBy('failsoft', document).length === 0);
}

suite("beside oxlint's language server", () => {
  teardown(closeAll);

  test('nothing is reported twice', async () => {
    const document = await open(sourceFile);
    await untilOnlyOxlint(document);
    assert.deepEqual(reportedBy('oxc', document), oxlintFindings);
  });

  test('our fixes are offered for what it reports', async () => {
    const document = await open(sourceFile);
    await untilOnlyOxlint(document);
    const finding = vscode.languages.getDiagnostics(document.uri).find(({ range }) => range.start.line === 5);
    const fix = await codeAction(document, finding.range, 'quickfix', 'Set signal: AbortSignal.timeout(5_000)');
    assert.ok(fix.isPreferred, 'it is the one that "Fix" takes');
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    await until('oxlint finds nothing there any more', () => reportedBy('oxc', document).length === oxlintFindings.length - 1);
    assert.deepEqual(reportedBy('failsoft', document), []);
  });

  test('ours are shown when it is stopped, and not when it is started again', async () => {
    const document = await open(sourceFile);
    await untilOnlyOxlint(document);
    await withSetting('oxc.enable', false, () => untilFindings(document, ['3:25 require-error-listener', '3:25 require-timeout', '6:26 require-timeout']));
    await untilOnlyOxlint(document);
  });
});
