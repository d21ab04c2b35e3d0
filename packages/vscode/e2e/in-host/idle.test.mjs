import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { closeAll, open, until, untilFindings } from './editor.mjs';

const extension = () => vscode.extensions.getExtension('failsoft.failsoft-vscode');

/** Command lines of processes that this extension host has started. */
function children() {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((id) => {
    try {
      const isOurs = new RegExp(`^PPid:\\t${process.pid}$`, 'm').test(readFileSync(`/proc/${id}/status`, 'utf8'));
      return isOurs ? [readFileSync(`/proc/${id}/cmdline`, 'utf8')] : [];
    } catch {
      return [];
    }
  });
}

const servers = () => children().filter((command) => command.includes('failsoft'));

suite('a folder without code', () => {
  teardown(closeAll);

  test('does not wake the extension, whatever else is opened', async () => {
    await open('notes.json');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    assert.equal(extension().isActive, false);
    assert.deepEqual(servers(), []);
  });

  test('the first file of code does, and starts one server', async () => {
    const document = await open('late.ts');
    await until('activation', () => extension().isActive);
    await untilFindings(document, ['1:27 require-timeout']);
    assert.equal(servers().length, 1);
  });
});
