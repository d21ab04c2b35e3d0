/** Files to start from: TypeScript's tests, and the fixtures of this repository. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const cases = join(here, '../../fixtures/cases');
const shop = join(here, '../../fixtures/shop/src');

/** Larger files are bundles or data, which the workspace does not read either. */
const maxLength = 300_000;

export function isSource(path) {
  return /\.[cm]?[jt]sx?$/.test(path);
}

export function sourcesIn(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && isSource(entry.name) && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Each case is a project of its own, and so is the shop. Answers lists of { path, text }, paths relative to the project. */
export function fixtureProjects() {
  const folders = readdirSync(cases, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(join(cases, name), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => join(cases, name, entry.name)));
  return [...folders.sort(), shop].map((folder) => sourcesIn(folder).map((path) => ({ path: relative(folder, path), text: readFileSync(path, 'utf8') }))).filter((files) => files.length > 0);
}

/** A test of TypeScript is a project of one file, or of several that `// @filename:` parts. */
export function readTest(path) {
  const text = readFileSync(path, 'utf8').slice(0, maxLength);
  const marker = /^[ \t]*\/\/[ \t]*@filename[ \t]*:[ \t]*(.+?)[ \t]*\r?$/gim;
  const marks = [...text.matchAll(marker)];
  if (marks.length === 0) return [{ path: basename(path), text }];
  const files = marks.map((mark, index) => ({
    path: inProject(mark[1], path),
    text: text.slice(mark.index + mark[0].length, marks[index + 1]?.index).replace(/^\n/, ''),
  }));
  return files.filter((file, index) => files.findIndex((other) => other.path === file.path) === index);
}

/** `/a/b.ts`, `c:\b.ts` and `../b.ts` stay within the project; characters that no disk takes are left out. */
function inProject(name, test) {
  const parts = name.replace(/^[a-z]:/i, '').split(/[\\/]/).map((part) => part.replace(/[^\w.@$-]/g, '')).filter((part) => part !== '' && part !== '.' && part !== '..');
  const path = parts.join('/');
  if (path === '') return `unnamed${extname(test)}`;
  return path;
}
