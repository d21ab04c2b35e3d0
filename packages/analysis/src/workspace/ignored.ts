/** Which files are no source of the project: installed, built, generated, or ignored by git. */
import ignore from 'ignore';
import type { DiskView } from './disk-view.js';
import { foldersUp, within } from './real-path.js';
import { isSourceFile, sourceExtensions } from './source-files.js';
import { lastSegment } from './specifier.js';

/** Beside these, folders whose name starts with a dot. */
const otherFolders = new Set(['node_modules', 'bower_components', 'dist', 'build', 'out', 'coverage']);

/** What a .gitignore says of a path, with a slash at its end for a folder. */
interface IgnoredPaths {
  test(path: string): { readonly ignored: boolean; readonly unignored: boolean };
}

/** The .gitignore files in force in a folder: its own first, which may take back what outer ones say. */
export interface GitRules {
  readonly folder: string;
  readonly forFolders: IgnoredPaths;
  /** Most lines name no source file: the others alone, if there are any. */
  readonly forFiles: IgnoredPaths | undefined;
  readonly outer: GitRules | undefined;
}

export function isSourceFolder(name: string): boolean {
  return !name.startsWith('.') && !otherFolders.has(name);
}

export function isPlainSource(name: string): boolean {
  return isSourceFile(name) && !/\.min\.[cm]?js$/.test(name);
}

/** Rules of the root and of the repository around it. */
export function rootRules(root: string, disk: DiskView): GitRules | undefined {
  const folders = [...foldersUp(root)];
  const top = folders.findIndex((folder) => disk.list(folder).has('.git'));
  return folders.slice(0, top + 1 || 1).reduceRight<GitRules | undefined>((outer, folder) => withRulesOf(folder, outer, disk), undefined);
}

/** Rules inside a folder. */
export function withRulesOf(folder: string, outer: GitRules | undefined, disk: DiskView): GitRules | undefined {
  const text = disk.list(folder).has('.gitignore') ? disk.text(within(folder, '.gitignore')) : undefined;
  if (text === undefined) return outer;
  const lines = text.split(/\r?\n/).filter(mayMatchSource);
  return { folder, forFolders: ignore().add(text), forFiles: lines.length === 0 ? undefined : ignore().add(lines), outer };
}

/** Whether a line of a .gitignore may mean a source file: what it says after its last wildcard may end a source file's name. */
function mayMatchSource(line: string): boolean {
  const pattern = line.trimEnd();
  if (pattern === '' || pattern.startsWith('#') || pattern.endsWith('/')) return false;
  const name = lastSegment(pattern);
  if (name.includes('\\')) return true;
  const tail = /[^*?\]]*$/.exec(name)?.[0] ?? '';
  return tail === name ? isSourceFile(name) : endsSource(tail);
}

function endsSource(tail: string): boolean {
  return isSourceFile(tail) || sourceExtensions.some((extension) => extension.endsWith(tail));
}

export function isGitIgnored(path: string, isFolder: boolean, rules: GitRules | undefined): boolean {
  for (let current = rules; current !== undefined; current = current.outer) {
    const rules = isFolder ? current.forFolders : current.forFiles;
    if (rules === undefined) continue;
    const { ignored, unignored } = rules.test(path.slice(within(current.folder, '').length) + (isFolder ? '/' : ''));
    if (ignored) return true;
    if (unignored) return false;
  }
  return false;
}
