/** Which files are typed in, chosen by rule from checkouts. */
import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { importPublished } from '../lint/published.mjs';
import { offsetOfLine } from './keystrokes.mjs';

/** How far (share of the lines) a file may be from the size that is asked for. */
const tolerance = 0.1;
const openNeighbours = 4;

/**
 * Of the files within 10 % of so many lines the one with the most external calls that rules judge: the hard case. Undefined if there is none.
 * `line`: 0-based; a statement can be typed before it, in the function of the call in the middle.
 */
export async function fileToTypeIn(folder, files, lines) {
  const linter = await linterOf(folder);
  let chosen;
  for (const path of files) {
    const text = readFileSync(path, 'utf8');
    const count = text.split('\n').length;
    if (Math.abs(count - lines) > lines * tolerance) continue;
    const { inventory } = await linter.check(path, text);
    const calls = inventory?.quiet === undefined ? (inventory?.calls ?? []) : [];
    if (calls.length > (chosen?.calls.length ?? 0)) chosen = { path, text, lines: count, calls };
  }
  if (chosen === undefined) return undefined;
  const line = await statementLine(linter, chosen);
  return line === undefined ? undefined : { ...chosen, line, calls: chosen.calls.length };
}

/** Files that import it, the first by their names: open beside it, and linted again after each edit. */
export function neighboursOf(path, files) {
  const stem = basename(path, extname(path));
  const imports = new RegExp(`from ['"][^'"]*/${stem.replace(/[.*+?^$()[\]{}|\\]/g, '\\$&')}(?:\\.[cm]?js)?['"]`);
  return files.filter((file) => file !== path && imports.test(readFileSync(file, 'utf8'))).slice(0, openNeighbours);
}

async function statementLine(linter, { path, text, calls }) {
  const middle = [...calls].sort((a, b) => a.line - b.line)[calls.length >> 1].line - 1;
  for (let line = middle; line > 0; line--) {
    const offset = offsetOfLine(text, line);
    const [plain, awaited] = await Promise.all(['0;', 'return;'].map((statement) => linter.lint(path, `${text.slice(0, offset)}${statement}\n${text.slice(offset)}`)));
    if (plain.kind === 'linted' && awaited.kind === 'linted') return line;
  }
  return undefined;
}

async function linterOf(folder) {
  const { presetLinter } = await importPublished('@failsoft/linter');
  return presetLinter(folder, (await importPublished('eslint-plugin-failsoft')).default, 'recommended', []);
}
