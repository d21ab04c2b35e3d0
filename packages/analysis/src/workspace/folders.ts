/** What folders hold. Each is listed once: looking for a file under ten possible names costs one call of the system. */
import { readdirSync, statSync, type Dirent } from 'node:fs';
import type { Overlays } from './overlays.js';
import { parentOf, realPath, within } from './real-path.js';

export type EntryKind = 'file' | 'folder' | 'link' | 'other';

const nothing: ReadonlyMap<string, EntryKind> = new Map();

export class Folders {
  readonly #listings = new Map<string, ReadonlyMap<string, EntryKind>>();
  readonly #linked = new Map<string, 'file' | 'folder' | undefined>();
  readonly #real = new Map<string, string>();

  constructor(private readonly overlays: Overlays) {}

  /** Names in a folder, sorted; empty for what is no folder. */
  list(folder: string): ReadonlyMap<string, EntryKind> {
    const known = this.#listings.get(folder);
    if (known !== undefined) return known;
    const listing = listingOf(folder);
    this.#listings.set(folder, listing);
    return listing;
  }

  isFile(path: string): boolean {
    return this.#kindOf(path) === 'file' || this.overlays.get(path) !== undefined;
  }

  isFolder(path: string): boolean {
    return this.#kindOf(path) === 'folder';
  }

  /** The real path of a file that exists. */
  real(path: string): string {
    const folder = parentOf(path);
    if (folder === undefined) return path;
    const name = path.slice(within(folder, '').length);
    if (this.list(folder).get(name) === 'link') return realPath(path);
    return within(this.#realFolder(folder), name);
  }

  #realFolder(folder: string): string {
    const known = this.#real.get(folder);
    if (known !== undefined) return known;
    const real = realPath(folder);
    this.#real.set(folder, real);
    return real;
  }

  #kindOf(path: string): EntryKind | undefined {
    const folder = parentOf(path);
    if (folder === undefined) return 'folder';
    const kind = this.list(folder).get(path.slice(within(folder, '').length));
    return kind === 'link' ? this.#linkedKind(path) : kind;
  }

  #linkedKind(path: string): 'file' | 'folder' | undefined {
    if (this.#linked.has(path)) return this.#linked.get(path);
    const kind = kindOfTarget(path);
    this.#linked.set(path, kind);
    return kind;
  }
}

function listingOf(folder: string): ReadonlyMap<string, EntryKind> {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return new Map(entries.sort((a, b) => (a.name < b.name ? -1 : 1)).map((entry) => [entry.name, kindOfEntry(entry)]));
  } catch {
    return nothing;
  }
}

function kindOfEntry(entry: Dirent): EntryKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

function kindOfTarget(path: string): 'file' | 'folder' | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats?.isFile() === true) return 'file';
    return stats?.isDirectory() === true ? 'folder' : undefined;
  } catch {
    return undefined;
  }
}
