import { existsSync } from 'node:fs';
import { dirname, join, relative, isAbsolute, sep } from 'node:path';

/** The innermost workspace folder of a file; for one outside of all, the package or repository that it is in, else its own folder. */
export function folderOf(path: string, workspaceFolders: readonly string[]): string {
  const containing = workspaceFolders.filter((folder) => isInside(path, folder)).sort((a, b) => b.length - a.length);
  return containing[0] ?? nearestProject(dirname(path)) ?? dirname(path);
}

export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function nearestProject(folder: string): string | undefined {
  for (let current = folder; ; current = dirname(current)) {
    if (existsSync(join(current, 'package.json')) || existsSync(join(current, '.git'))) return current;
    if (dirname(current) === current) return undefined;
  }
}
