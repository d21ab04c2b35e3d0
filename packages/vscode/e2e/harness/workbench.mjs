/** The workbench as a user sees it: what is on the page, and keys and clicks. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

export class Workbench {
  /** @param screenshots the folder for them */
  constructor(page, url, screenshots) {
    this.page = page;
    this.url = url;
    this.screenshots = screenshots;
    this.editor = page.locator('.editor-instance .monaco-editor').first();
    this.problems = page.locator('.markers-panel .monaco-list-row');
    this.menu = page.locator('.action-widget .monaco-list-row.action');
    this.preview = page.locator('.bulk-edit-panel .monaco-list-row');
    this.webview = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    this.tree = page.locator('.tree-explorer-viewlet-tree-view .monaco-list-row');
  }

  /** @param path of a folder, or of a .code-workspace file */
  async open(path) {
    const what = path.endsWith('.code-workspace') ? 'workspace' : 'folder';
    await this.page.goto(`${this.url}/?${what}=${encodeURIComponent(path)}`, { waitUntil: 'domcontentloaded' });
    await this.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  }

  async command(title) {
    await this.choose(`>${title}`, title);
  }

  /** @param path as the user would type it, shortest that is found first */
  async openFile(path) {
    await this.choose(path, path.split('/').at(-1));
    await this.page.locator('.tab.active', { hasText: path.split('/').at(-1) }).waitFor();
    await this.editor.locator('.view-line').first().waitFor();
  }

  /** A row of the quick input: commands after ">", files without. */
  async choose(text, label) {
    const input = this.page.locator('.quick-input-widget input.input').first();
    const row = this.page.locator('.quick-input-list .monaco-list-row', { has: this.page.locator('.label-name').getByText(label, { exact: true }) }).first();
    const type = async () => {
      await this.page.keyboard.press('F1');
      await input.fill(text, { timeout: 3_000 }).catch(() => undefined);
    };
    // The list is made once: what the editor registers a moment later is not in it.
    await this.again(text, type, () => row.waitFor({ timeout: 5_000 }));
    await row.click();
    await row.waitFor({ state: 'hidden' });
  }

  /** The cursor, and with it the view, to a place: counted from 1. */
  async goTo(line, column) {
    const input = this.page.locator('.quick-input-widget input.input').first();
    await this.again('Control+G', () => this.page.keyboard.press('Control+g'), () => input.waitFor({ timeout: 3_000 }));
    await input.fill(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden' });
    await this.cursorAt(line, column);
  }

  async cursorAt(line, column) {
    await this.page.locator('.statusbar-item', { hasText: `Ln ${line}, Col ${column}` }).waitFor();
  }

  line(text) {
    return this.editor.locator('.view-line', { hasText: text });
  }

  /** Of errors and warnings. */
  squiggles() {
    return this.editor.locator('.squiggly-error, .squiggly-warning');
  }

  async untilSquiggles(count) {
    if (count > 0) await this.squiggles().nth(count - 1).waitFor({ state: 'attached' });
    await this.squiggles().nth(count).waitFor({ state: 'detached' });
  }

  async showProblems() {
    await this.command('Problems: Focus on Problems View');
    await this.problems.first().waitFor();
  }

  /** Until the Problems panel shows these rows: message, source, code, place. */
  async untilProblemRows(expected) {
    for (const end = Date.now() + 60_000; ; ) {
      const rows = (await this.problems.allInnerTexts()).map((text) => text.split('\n'));
      if (isDeepStrictEqual(rows, expected)) return;
      if (Date.now() > end) assert.deepEqual(rows, expected);
      await this.page.waitForTimeout(200);
    }
  }

  /** Until the status bar counts these. */
  async untilProblems({ errors, warnings }) {
    await this.page.locator('[id="status.problems"]', { hasText: new RegExp(`^\\s*${errors}\\s*${warnings}\\s*$`) }).waitFor();
  }

  /** Opens the menu of the light bulb at the cursor, with a click on it. Returns one of its entries. */
  async openQuickFixes(title) {
    const entry = this.menu.filter({ hasText: title }).first();
    const bulb = this.page.locator('.editor-instance .lightBulbWidget, .editor-instance [class*="codicon-gutter-lightbulb"]').locator('visible=true').first();
    await this.again('the light bulb', () => bulb.click(), () => entry.waitFor({ timeout: 3_000 }));
    return entry;
  }

  async applyQuickFix(title) {
    const entry = await this.openQuickFixes(title);
    await this.take(entry);
  }

  async take(entry) {
    await entry.click();
    await entry.waitFor({ state: 'hidden' });
  }

  async answerDialog(button) {
    await this.page.locator('.monaco-dialog-box .monaco-button', { hasText: button }).click();
  }

  async trustWorkspace() {
    await this.command('Workspaces: Manage Workspace Trust');
    await this.page.locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ }).first().click();
  }

  async openExtensionPage(name) {
    await this.command('View: Show Extensions');
    await this.page.locator('.extensions-viewlet .monaco-list-row', { hasText: name }).first().click();
    await this.page.locator('.extension-editor').waitFor();
  }

  async openWalkthrough(title) {
    await this.command('Welcome: Open Walkthrough...');
    const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
    await row.waitFor();
    await row.click();
    await this.page.locator('.getting-started-step').first().waitFor();
  }

  async save() {
    await this.page.locator('.tab.active.dirty').waitFor();
    await this.page.keyboard.press('Control+s');
    await this.page.locator('.tab.active:not(.dirty)').waitFor();
  }

  /** Keys and clicks now and then do nothing, while the editor is busy with something else: done again, and said so. */
  async again(what, act, isSeen) {
    for (let times = 1; ; times++) {
      await act(times);
      const isThere = await isSeen().then(() => true, () => false);
      if (isThere) return;
      console.log(`  ${what}, time ${times}: nothing seen`);
      assert.ok(times < 5, `${what} shows nothing`);
    }
  }

  /** Points at a word in a line until something with this text is said of it. */
  async hoverOver(lineText, word, said) {
    const target = this.line(lineText).getByText(word, { exact: true }).first();
    const hover = this.page.locator('.monaco-hover:not(.hidden)', { hasText: said }).first();
    const point = async () => {
      await this.page.mouse.move(0, 0);
      await target.hover();
    };
    await this.again(`pointed at ${word}`, point, () => hover.waitFor({ timeout: 4_000 }));
    return hover;
  }

  /**
   * The lens with a text, in the file that is open. The editor waits with its next question for lenses as long as it has waited for answers on an
   * average, up to a minute: on a busy machine, where the first takes long, the file is shown once more, and what the editor knows of it with it.
   */
  async untilLens(path, text) {
    const lens = this.editor.locator('.codelens-decoration', { hasText: text });
    const showAgain = async (times) => {
      if (times === 1) return;
      await this.openFile('tsconfig.json');
      await this.openFile(path);
    };
    await this.again(`the lens in ${path}`, showAgain, () => lens.waitFor({ timeout: 10_000 }));
  }

  /** Label and description of each row of the tree view. */
  async treeRows() {
    const rows = await this.tree.all();
    const textOf = async (row) => [await row.locator('.label-name').innerText(), await row.locator('.label-description').innerText()].join(' ');
    return Promise.all(rows.map(textOf));
  }

  /** Opens a row of the tree view. */
  async expand(label) {
    const row = this.tree.filter({ hasText: label }).first();
    await row.waitFor();
    await row.locator('.monaco-tl-twistie').click();
    await this.page.locator('.tree-explorer-viewlet-tree-view .monaco-list-row[aria-expanded="true"]', { hasText: label }).first().waitFor();
  }

  async hideSideBar() {
    await this.command('View: Toggle Primary Side Bar Visibility');
    await this.page.locator('.part.sidebar').waitFor({ state: 'hidden' });
  }

  /** By dragging its edge. */
  async widenSideBar(pixels) {
    const { x, y, width, height } = await this.page.locator('.part.sidebar').boundingBox();
    await this.page.mouse.move(x + width, y + height / 2);
    await this.page.mouse.down();
    await this.page.mouse.move(x + width + pixels, y + height / 2, { steps: 5 });
    await this.page.mouse.up();
    await this.page.mouse.move(x + width + pixels * 2, y + height / 2);
  }

  /** For the README: a picture of the window. */
  async screenshot(name) {
    await this.#screenshot(name, undefined);
  }

  /** For the README: a picture of the editor, from its top. */
  async screenshotOfEditor(name, height) {
    const box = await this.page.locator('.part.editor').boundingBox();
    await this.#screenshot(name, { ...box, height });
  }

  async #screenshot(name, clip) {
    mkdirSync(this.screenshots, { recursive: true });
    await this.page.screenshot({ path: join(this.screenshots, `${name}.png`), clip, animations: 'disabled', caret: 'hide' });
  }
}
