/** Paths as the workspace writes them: absolute, real, with `/` on every platform. */
import { realpathSync } from 'node:fs';
import { basename, dirname, resolve, sep } from 'node:path';

export function slashed(path: string): string {
  return sep === '\\' ? path.replaceAll('\\', '/') : path;
}

/** Symbolic links followed as far as the path exists: an unsaved file has a real path too. */
export function realPath(path: string): string {
  const absolute = resolve(path);
  try {
    return slashed(realpathSync.native(absolute));
  } catch {
    const parent = dirname(absolute);
    return parent === absolute ? slashed(absolute) : within(realPath(parent), basename(absolute));
  }
}

/** The folder that holds a file or folder; undefined at the top. */
export function parentOf(path: string): string | undefined {
  const end = path.lastIndexOf('/');
  if (end < 0 || end === path.length - 1) return undefined;
  const parent = path.slice(0, end);
  return parent === '' || parent.endsWith(':') ? `${parent}/` : parent;
}

/** The folder itself, then all that hold it. */
export function* foldersUp(folder: string): Generator<string, void> {
  for (let current: string | undefined = folder; current !== undefined; current = parentOf(current)) yield current;
}

export function within(folder: string, name: string): string {
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}

export function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(within(folder, ''));
}
