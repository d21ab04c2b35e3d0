import { realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { extensions, isLintable, lintablePattern, neverSearched } from '@failsoft/linter';
import { globby, isDynamicPattern } from 'globby';
import { UsageError } from '../arguments/usage-error.js';

export interface FoundFile {
  /** Absolute. */
  readonly path: string;
  /** Absolute folder that stands for the project: the working directory, or for a file outside of it, what was asked for. */
  readonly base: string;
}

export interface FoundFiles {
  /** Sorted by path, without duplicates. */
  readonly files: readonly FoundFile[];
  /** Folders that can't be read. */
  readonly unreadable: readonly { readonly path: string; readonly message: string }[];
}

/**
 * The lintable files that the given files, folders and globs stand for.
 * A file that is named itself is always taken; folders and globs leave out what git ignores.
 * @throws UsageError if one of the paths stands for no file.
 */
export async function findFiles(paths: readonly string[], cwd: string): Promise<FoundFiles> {
  const found = new Map<string, FoundFile>();
  const unreadable: { path: string; message: string }[] = [];
  for (const path of paths) {
    const search = await interpret(path, cwd);
    const files = search.kind === 'file' ? [search.path] : await glob(search, (folder, message) => unreadable.push({ path: folder, message }));
    if (files.length === 0) throw new UsageError(nothingFound(path, search));
    const asked = search.kind === 'file' ? dirname(search.path) : search.folder;
    for (const file of files) if (!found.has(file)) found.set(file, { path: file, base: isInside(file, cwd) ? cwd : asked });
  }
  return { files: [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1)), unreadable };
}

type Search =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'glob'; readonly folder: string; readonly pattern: string };

async function interpret(path: string, cwd: string): Promise<Search> {
  const absolute = resolve(cwd, path);
  const stats = path === '' ? undefined : await stat(absolute).catch(() => undefined);
  if (stats?.isDirectory()) return { kind: 'folder', folder: await realpath(absolute) };
  if (stats?.isFile()) {
    if (isLintable(absolute)) return { kind: 'file', path: await realpath(absolute) };
    throw new UsageError(`"${path}" is neither JavaScript nor TypeScript: expected a file that ends in ${extensions.map((name) => `.${name}`).join(', ')}`);
  }
  if (path !== '' && isDynamicPattern(path)) return { kind: 'glob', ...splitGlob(path.replaceAll('\\', '/'), cwd) };
  throw new UsageError(`no such file or folder: "${path}"`);
}

/** The folder up to the first part with a wildcard, and the rest. */
function splitGlob(path: string, cwd: string): { readonly folder: string; readonly pattern: string } {
  const parts = path.split('/');
  const first = parts.findIndex((part) => isDynamicPattern(part));
  const index = first === -1 ? 0 : first;
  return { folder: resolve(cwd, parts.slice(0, index).join('/') || (path.startsWith('/') ? '/' : '.')), pattern: parts.slice(index).join('/') };
}

async function glob(search: Search & { readonly kind: 'folder' | 'glob' }, onUnreadable: (folder: string, message: string) => void): Promise<string[]> {
  // A glob may match folders: `packages/*/src`.
  const patterns = search.kind === 'glob' ? [search.pattern, `${search.pattern}/${lintablePattern}`] : [lintablePattern];
  const options = { cwd: search.folder, gitignore: true, ignore: neverSearched, absolute: true, followSymbolicLinks: false };
  const files = await globby(patterns, options).catch((error: unknown) => {
    const failure = fileSystemError(error);
    if (failure === undefined) throw error;
    onUnreadable(failure.path, failure.message);
    return globby(patterns, { ...options, suppressErrors: true });
  });
  return files.filter(isLintable).map((file) => resolve(file));
}

function fileSystemError(error: unknown): { readonly path: string; readonly message: string } | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('path' in error) || typeof error.path !== 'string') return undefined;
  return { path: error.path, message: error.message };
}

function nothingFound(path: string, search: Search): string {
  if (search.kind === 'glob') return `no JavaScript or TypeScript file matches "${path}"`;
  return `no JavaScript or TypeScript file to check in "${path}" (files ignored by git, node_modules and dist are left out)`;
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
