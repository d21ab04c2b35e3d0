/** Which files are no source of the project: installed, built, generated, or ignored by git. */
import ignore from 'ignore';
import type { DiskView } from './disk-view.js';
import { foldersUp, within } from './real-path.js';
import { isSourceFile } from './source-files.js';

/** Beside these, folders whose name starts with a dot. */
const otherFolders = new Set(['node_modules', 'bower_components', 'dist', 'build', 'out', 'coverage']);

/** What a .gitignore says of a path, with a slash at its end for a folder. */
interface IgnoredPaths {
  test(path: string): { readonly ignored: boolean; readonly unignored: boolean };
}

/** The .gitignore files in force in a folder: its own first, which may take back what outer ones say. */
export interface GitRules {
  readonly folder: string;
  readonly rules: IgnoredPaths;
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
  return text === undefined ? outer : { folder, rules: ignore().add(text), outer };
}

export function isGitIgnored(path: string, isFolder: boolean, rules: GitRules | undefined): boolean {
  for (let current = rules; current !== undefined; current = current.outer) {
    const { ignored, unignored } = current.rules.test(path.slice(within(current.folder, '').length) + (isFolder ? '/' : ''));
    if (ignored) return true;
    if (unignored) return false;
  }
  return false;
}
