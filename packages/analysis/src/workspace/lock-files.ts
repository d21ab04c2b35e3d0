/** What a lock file says will be installed: read where nothing is installed yet. */
import type { DiskView } from './disk-view.js';
import { foldersUp, within } from './real-path.js';

/** How each package manager's lock file names a version of a package: the first group. */
const entriesIn: readonly { readonly file: string; readonly of: (name: string) => RegExp }[] = [
  { file: 'package-lock.json', of: (name) => new RegExp(`(?:node_modules/|")${name}": ?\\{\\s*"version": ?"(\\d[^"]*)"`, 'g') },
  { file: 'pnpm-lock.yaml', of: (name) => new RegExp(`^ {2}['"]?/?${name}[@/](\\d[\\w.+-]*)`, 'gm') },
  { file: 'yarn.lock', of: (name) => new RegExp(`^"?${name}@[^\\n]*:\\n\\s+version:? "?(\\d[\\w.+-]*)`, 'gm') },
  { file: 'bun.lock', of: (name) => new RegExp(`\\["${name}@(\\d[\\w.+-]*)"`, 'g') },
];

/** The version that the nearest lock file has of a package; undefined where it has several, or none. */
export function lockedVersion(disk: DiskView, name: string, folder: string, root: string): string | undefined {
  const escaped = name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  for (const current of foldersUp(folder)) {
    for (const { file, of } of entriesIn) {
      if (!disk.isFile(within(current, file))) continue;
      const text = disk.text(within(current, file)) ?? '';
      const versions = new Set([...text.matchAll(of(escaped))].map(([, version]) => version));
      const [only] = versions;
      return versions.size === 1 ? only : undefined;
    }
    if (current === root) return undefined;
  }
  return undefined;
}
