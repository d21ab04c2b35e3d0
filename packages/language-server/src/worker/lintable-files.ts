import { resolve } from 'node:path';
import { lintablePattern, neverSearched } from '@failsoft/linter';
import { globby } from 'globby';

/** Absolute paths of a folder's source files, without those that git ignores. Folders that can't be read are left out. */
export async function lintableFiles(folder: string): Promise<string[]> {
  const options = { cwd: folder, gitignore: true, ignore: neverSearched, absolute: true, followSymbolicLinks: false, suppressErrors: true };
  const found = await globby(lintablePattern, options);
  return found.map((path) => resolve(path)).sort();
}
