/** What tests do with the editor. */
import assert from 'node:assert/strict';
import { copyFileSync, rmSync } from 'node:fs';
import * as vscode from 'vscode';

/** Of a busy machine. */
const within = 60_000;

/** Waits until an answer is there. */
export async function until(what, answer) {
  for (const end = Date.now() + within; ; ) {
    const value = await answer();
    if (value !== undefined && value !== false) return value;
    assert.ok(Date.now() < end, `not within ${within} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export function uriOf(path, folder = vscode.workspace.workspaceFolders[0]) {
  return vscode.Uri.joinPath(folder.uri, path);
}

export async function open(path, folder) {
  const document = await vscode.workspace.openTextDocument(uriOf(path, folder));
  // Not as a preview, which the next document would take the place of.
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

let copies = [];
let copyCount = 0;

/**
 * A copy beside a file, for a test that saves it; gone after the test. Were a file put back on disk instead, the editor would take what the next
 * test saves for a conflict until it has seen that, and none of its events says when.
 */
export function copyOf(path) {
  const copy = path.replace(/(?=\.\w+$)/, `-${++copyCount}`);
  copyFileSync(uriOf(path).fsPath, uriOf(copy).fsPath);
  copies.push(copy);
  return copy;
}

export function findingsOf({ uri }) {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'failsoft');
}

/** As `line:column rule`, from 1, in the order of the text. */
export function describe(diagnostics) {
  return diagnostics
    .toSorted((a, b) => a.range.start.compareTo(b.range.start) || ruleOf(a).localeCompare(ruleOf(b)))
    .map((diagnostic) => `${diagnostic.range.start.line + 1}:${diagnostic.range.start.character + 1} ${ruleOf(diagnostic)}`);
}

function ruleOf({ code }) {
  return String(code?.value ?? code);
}

/** Waits until a document's findings are these. */
export async function untilFindings(document, expected) {
  let seen = [];
  try {
    await until('findings', () => {
      seen = describe(findingsOf(document));
      return JSON.stringify(seen) === JSON.stringify(expected);
    });
  } catch {
    assert.deepEqual(seen, expected);
  }
}

/** The quick fixes at the one finding of a rule in a line, counted from 1. */
export async function quickFixesAt(document, line, rule) {
  const finding = await until(`${rule} in line ${line}`, () =>
    findingsOf(document).find((finding) => finding.range.start.line === line - 1 && ruleOf(finding) === rule));
  return codeActions(document, finding.range, 'quickfix');
}

/** Code actions where there are some: while extensions register, the editor drops answers that it has, or cancels, so it is asked again. */
export function codeActions(document, range, kind) {
  return untilActions(document, range, kind, (actions) => actions.length > 0 && actions);
}

/** The one of this title, among those of whatever extension. */
export function codeAction(document, range, kind, title) {
  return untilActions(document, range, kind, (actions) => actions.find((action) => action.title === title));
}

/** Waits until `choose` takes something of what is offered. */
function untilActions(document, range, kind, choose) {
  const place = `${range.start.line + 1}:${range.start.character + 1}`;
  return until(`${kind} at ${place}`, async () => choose(await askForCodeActions(document, range, kind)));
}

async function askForCodeActions(document, range, kind) {
  try {
    return await vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range, kind, 100);
  } catch (error) {
    if (error.name === 'Canceled') return [];
    throw error;
  }
}

export function titlesOf(actions) {
  return actions.map(({ title }) => title);
}

export async function apply(actions, title) {
  const action = actions.find((candidate) => candidate.title === title);
  assert.ok(action, `no "${title}" in: ${actions.map((candidate) => candidate.title).join('; ')}`);
  assert.ok(await vscode.workspace.applyEdit(action.edit));
}

/** Undoes what a test changed and closes all, so that the next one begins as this one did. */
export async function closeAll() {
  for (const document of vscode.workspace.textDocuments.filter(({ isDirty, uri }) => isDirty && vscode.workspace.getWorkspaceFolder(uri) !== undefined)) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  for (const copy of copies) rmSync(uriOf(copy).fsPath);
  copies = [];
}

/** Replaces what stands there once, without saving. */
export async function replace(document, before, after) {
  const offset = document.getText().indexOf(before);
  assert.ok(offset >= 0, `not there: ${before}`);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(document.positionAt(offset), document.positionAt(offset + before.length)), after);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** A setting for one test: settings of the user, taken back afterwards. */
export async function withSetting(name, value, act) {
  const set = (to) => vscode.workspace.getConfiguration().update(name, to, vscode.ConfigurationTarget.Global);
  await set(value);
  try {
    await act();
  } finally {
    await set(undefined);
  }
}

/** Text of all hovers at a place, counted from 1. */
export async function hoverAt(document, line, column) {
  const hovers = await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, new vscode.Position(line - 1, column - 1));
  return hovers.flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value))).join('\n');
}
