import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { findings, sourceFile, traceFile } from '../harness/configured-project.mjs';
import { apply, closeAll, open, quickFixesAt, untilFindings, uriOf } from './editor.mjs';

suite('a workspace that is not trusted', () => {
  teardown(closeAll);

  test('is judged by the preset, and none of its code is run', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    const document = await open(sourceFile);
    await untilFindings(document, findings.preset);
    await apply(await quickFixesAt(document, 6, 'require-timeout'), 'Set signal: AbortSignal.timeout(5_000)');
    await untilFindings(document, findings.preset.slice(0, 2));
    assert.ok(!existsSync(uriOf(traceFile).fsPath), 'its configuration was not loaded');
  });
});
