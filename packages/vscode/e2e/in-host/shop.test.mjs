import assert from 'node:assert/strict';
import { readFileSync, unlinkSync } from 'node:fs';
import * as vscode from 'vscode';
import { edited } from '../expected/edited.mjs';
import { shopFixes } from '../expected/shop-fixes.mjs';
import { apply, closeAll, codeActions, copyOf, findingsOf, hoverAt, open, quickFixesAt, replace, titlesOf, until, untilFindings, uriOf, withSetting } from './editor.mjs';

const exchange = 'src/clients/exchange.ts';
const exchangeFindings = ['11:26 require-timeout', '21:14 no-ineffective-timeout'];

suite('the shop', () => {
  teardown(closeAll);

  test('a file is diagnosed with the rules as codes that lead to their pages', async () => {
    const document = await open(exchange);
    await untilFindings(document, exchangeFindings);
    const [finding] = findingsOf(document);
    assert.equal(finding.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(finding.code.value, 'require-timeout');
    assert.match(finding.code.target.toString(), /^https:.*\/require-timeout/);
    assert.equal(document.getText(finding.range), 'fetch');
  });

  for (const [name, fix] of Object.entries(shopFixes)) {
    test(`the ${name} fix leaves the file as it should be, on disk`, async () => {
      await withSetting('failsoft.preset', fix.preset, async () => {
        const document = await open(copyOf(fix.file));
        const before = document.getText();
        const actions = await quickFixesAt(document, fix.line, fix.rule);
        assert.ok(actions.find(({ title }) => title === fix.title)?.isPreferred, 'it is the one that "Fix" takes');
        await apply(actions, fix.title);
        assert.ok(await document.save());
        assert.equal(readFileSync(document.fileName, 'utf8'), edited(before, fix.changes));
      });
    });
  }

  test('a fix is one step to undo', async () => {
    const document = await open(exchange);
    const before = document.getText();
    await apply(await quickFixesAt(document, 11, 'require-timeout'), shopFixes.timeout.title);
    await untilFindings(document, ['23:14 no-ineffective-timeout']);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), before);
    await untilFindings(document, exchangeFindings);
  });

  test('all findings of a file are fixed when it is saved, for those who set that', async () => {
    const document = await open(copyOf(exchange));
    const before = document.getText();
    await withSetting('editor.codeActionsOnSave', { 'source.fixAll.failsoft': 'explicit' }, async () => {
      await untilFindings(document, exchangeFindings);
      await replace(document, 'relative to the euro', 'relative to the Euro');
      assert.ok(await document.save());
      const after = edited(before, [...shopFixes.timeout.changes, ['    timeout: 3_000,\n', '    signal: AbortSignal.timeout(3_000),\n'], ['the euro', 'the Euro']]);
      assert.equal(readFileSync(document.fileName, 'utf8'), after);
    });
  });

  test('what is saved without that setting stays as it is', async () => {
    const document = await open(copyOf(exchange));
    const before = document.getText();
    await untilFindings(document, exchangeFindings);
    await replace(document, 'relative to the euro', 'relative to the Euro');
    assert.ok(await document.save());
    assert.equal(readFileSync(document.fileName, 'utf8'), before.replace('the euro', 'the Euro'));
  });

  test('all findings of a rule are fixed at once', async () => {
    const document = await open('src/db/pool.ts');
    const before = document.getText();
    await apply(await quickFixesAt(document, 4, 'require-error-listener'), 'Fix all 2 findings of failsoft/require-error-listener in this file');
    const logging = (name) => `${name}.on('error', (error) => console.error('Idle PostgreSQL client failed', error));\n`;
    const after = edited(before, [...shopFixes.listener.changes, ['  statement_timeout: 15_000,\n});\n', `  statement_timeout: 15_000,\n});\n${logging('reportingPool')}`]]);
    assert.equal(document.getText(), after);
  });

  test('a finding is disabled for its line, and is gone', async () => {
    const document = await open(exchange);
    await apply(await quickFixesAt(document, 11, 'require-timeout'), 'Disable failsoft/require-timeout for this line');
    assert.equal(document.lineAt(10).text, '  // eslint-disable-next-line failsoft/require-timeout');
    await untilFindings(document, ['22:14 no-ineffective-timeout']);
  });

  test('unsaved text of another file counts: a client bounded there is bounded here', async () => {
    const clients = await open('src/cache/redis.ts');
    await untilFindings(clients, ['5:14 require-timeout']);
    const user = await open('src/services/catalog.ts');
    const hover = () => hoverAt(user, 13, 30);
    await until('a hover without timeout', async () => /Timeout \| . missing/u.test(await hover()));
    await replace(clients, "keyPrefix: 'shop:',", "keyPrefix: 'shop:',\n    commandTimeout: 1_000,");
    await untilFindings(clients, []);
    await until('a hover with timeout', async () => /Timeout \| . present/u.test(await hover()));
  });

  test('a hover names the dependency, the place of its client, and its protections with reasons', async () => {
    const document = await open('src/services/catalog.ts');
    const text = await hoverAt(document, 13, 30);
    assert.match(text, /\*\*Redis\*\*: `cache\.get` of `ioredis`/);
    assert.match(text, /Client created at \[redis\.ts:5\]\(file:.*\/src\/cache\/redis\.ts#L5\)/);
    for (const protection of ['Timeout', 'Error handling', 'Circuit breaker']) assert.match(text, new RegExp(`\\| ${protection} \\| . (missing|present|unknown): \\w+`, 'u'));
  });

  test('a lens over a client counts its calls in the workspace', async () => {
    const document = await open('src/clients/payments.ts');
    const lens = await until('a lens that has counted', async () => {
      const lenses = await vscode.commands.executeCommand('vscode.executeCodeLensProvider', document.uri, 10);
      return lenses.find(({ command }) => /\d calls/.test(command?.title ?? ''));
    });
    assert.equal(lens.range.start.line, 8);
    assert.equal(lens.command.title, 'HTTP peer: 3 calls, 2 without timeout, 1 without error handling');
  });

  test('inlay hints are off until they are asked for', async () => {
    const document = await open(exchange);
    await untilFindings(document, exchangeFindings);
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = () => vscode.commands.executeCommand('vscode.executeInlayHintProvider', document.uri, whole);
    assert.deepEqual(await hints(), []);
    await withSetting('failsoft.inlayHints', true, () => until('two hints', async () => (await hints()).length === 2));
  });

  test('settings change what is found, and whether it is shown', async () => {
    const document = await open('src/clients/payments.ts');
    const recommended = ['9:25 require-timeout', '24:5 no-silent-failure'];
    await untilFindings(document, recommended);
    await withSetting('failsoft.preset', 'strict', () => untilFindings(document, ['9:25 require-timeout', '22:28 require-circuit-breaker', '24:5 no-silent-failure']));
    await untilFindings(document, recommended);
    await withSetting('failsoft.diagnostics', 'never', async () => {
      await untilFindings(document, []);
      assert.ok(titlesOf(await codeActions(document, document.lineAt(8).range, 'quickfix')).includes('Set timeout to 5_000 ms'));
    });
    await untilFindings(document, recommended);
  });

  test('the server can be restarted, and finds what it found', async () => {
    const document = await open(exchange);
    await untilFindings(document, exchangeFindings);
    await vscode.commands.executeCommand('failsoft.restartServer');
    await replace(document, 'const response = await fetch(`${config.exchange.url}', 'const response = await fetch(`https://rates.com${config.exchange.url}');
    await untilFindings(document, exchangeFindings);
    await apply(await quickFixesAt(document, 11, 'require-timeout'), shopFixes.timeout.title);
  });

  test('a configuration is written for a project that has none', async () => {
    // Ends when its message is answered, which nobody does here.
    void vscode.commands.executeCommand('failsoft.createConfig');
    const path = uriOf('eslint.config.js').fsPath;
    await until('a configuration', () => vscode.window.activeTextEditor?.document.uri.fsPath === path);
    const { default: configuration } = await import(path);
    assert.ok(configuration.flat().some(({ rules }) => rules?.['failsoft/require-timeout'] !== undefined), 'it has our rules');
    unlinkSync(path);
  });
});
