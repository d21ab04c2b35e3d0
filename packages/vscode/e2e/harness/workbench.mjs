/** The workbench as a user sees it: what is on the page, and keys and clicks. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { extension } from './installation.mjs';

const screenshots = join(extension, 'media/screenshots');

export class Workbench {
  constructor(page, url) {
    this.page = page;
    this.url = url;
    this.editor = page.locator('.editor-instance .monaco-editor').first();
    this.problems = page.locator('.markers-panel .monaco-list-row');
    this.menu = page.locator('.action-widget .monaco-list-row.action');
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

  /** Quick input: commands after ">", files without. */
  async choose(text, row) {
    const input = this.page.locator('.quick-input-widget input.input').first();
    await this.press('F1', () => input.waitFor({ timeout: 3_000 }));
    await input.fill(text);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: row }).first().waitFor();
    await this.page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden' });
  }

  /** The cursor, and with it the view, to a place: counted from 1. */
  async goTo(line, column) {
    const input = this.page.locator('.quick-input-widget input.input').first();
    await this.press('Control+g', () => input.waitFor({ timeout: 3_000 }));
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
    await this.squiggles().nth(count - 1).waitFor({ state: 'attached' });
    await this.squiggles().nth(count).waitFor({ state: 'detached' });
  }

  async showProblems() {
    await this.command('Problems: Focus on Problems View');
    await this.problems.first().waitFor();
  }

  /** The rows of the Problems panel: message, source, code, place. */
  async problemRows() {
    const texts = await this.problems.allInnerTexts();
    return texts.map((text) => text.split('\n'));
  }

  /** Opens the light bulb's menu at the cursor. */
  async openQuickFixes(title) {
    const entry = this.menu.filter({ hasText: title }).first();
    await this.page.locator('.editor-instance .lightBulbWidget, .editor-instance [class*="codicon-gutter-lightbulb"]').first().waitFor();
    await this.press('Control+.', () => entry.waitFor({ timeout: 3_000 }));
    return entry;
  }

  async applyQuickFix(title) {
    const entry = await this.openQuickFixes(title);
    await entry.click();
    await this.menu.first().waitFor({ state: 'hidden' });
  }

  async save() {
    await this.page.locator('.tab.active.dirty').waitFor();
    await this.page.keyboard.press('Control+s');
    await this.page.locator('.tab.active:not(.dirty)').waitFor();
  }

  /** A key now and then does nothing (one Ctrl+. in eight): pressed again, and said so. */
  async press(key, isSeen) {
    for (let times = 1; ; times++) {
      await this.page.keyboard.press(key);
      const isThere = await isSeen().then(() => true, () => false);
      if (isThere) return;
      console.log(`  ${key}, press ${times}: nothing seen`);
      assert.ok(times < 5, `${key} shows nothing`);
    }
  }

  /** Points at a word in a line until something with this text is said of it. */
  async hoverOver(lineText, word, said) {
    const target = this.line(lineText).getByText(word, { exact: true }).first();
    const hover = this.page.locator('.monaco-hover:not(.hidden)', { hasText: said }).first();
    for (let times = 1; times <= 5; times++) {
      await target.hover();
      const isThere = await hover.waitFor({ timeout: 4_000 }).then(() => true, () => false);
      if (isThere) return hover;
      console.log(`  pointed at ${word}, time ${times}: nothing seen`);
      await this.page.mouse.move(0, 0);
    }
    throw new Error(`no hover over ${word}`);
  }

  lens(text) {
    return this.editor.locator('.codelens-decoration', { hasText: text });
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

  /** For the README: a picture of the window, or of a part with these elements and some of what surrounds them. */
  async screenshot(name, { around = [] } = {}) {
    mkdirSync(screenshots, { recursive: true });
    const clip = around.length === 0 ? undefined : await clipAround(around);
    await this.page.screenshot({ path: join(screenshots, `${name}.png`), clip, animations: 'disabled', caret: 'hide' });
  }
}

const margin = 40;

async function clipAround(locators) {
  const boxes = await Promise.all(locators.map((locator) => locator.boundingBox()));
  const left = Math.min(...boxes.map(({ x }) => x)) - margin;
  const top = Math.min(...boxes.map(({ y }) => y)) - margin;
  const right = Math.max(...boxes.map(({ x, width }) => x + width)) + margin;
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + margin;
  return { x: Math.max(0, left), y: Math.max(0, top), width: Math.min(1280, right) - Math.max(0, left), height: Math.min(800, bottom) - Math.max(0, top) };
}
