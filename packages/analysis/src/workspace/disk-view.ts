/** Folders and configuration files as they were when first looked at. Each is looked at once, and can tell whether it has changed since. */
import { readFileSync, readdirSync, statSync, type Dirent, type Stats } from 'node:fs';
import type { Overlays } from './overlays.js';
import { parentOf, realPath, within } from './real-path.js';

type EntryKind = 'file' | 'folder' | 'link' | 'other';

interface Seen<T> {
  readonly content: T;
  /** Undefined: nothing was there. */
  readonly stamp: string | undefined;
}

/** A change this soon (ms) after another may leave the same time on the disk. */
const clockTick = 20;

const nothing: ReadonlyMap<string, EntryKind> = new Map();

export class DiskView {
  readonly #listings = new Map<string, Seen<ReadonlyMap<string, EntryKind>>>();
  readonly #texts = new Map<string, Seen<string | undefined>>();
  readonly #linked = new Map<string, EntryKind>();
  readonly #real = new Map<string, string>();

  constructor(private readonly overlays: Overlays) {}

  /** Names in a folder, sorted; empty for what is no folder. */
  list(folder: string): ReadonlyMap<string, EntryKind> {
    let seen = this.#listings.get(folder);
    if (seen === undefined) this.#listings.set(folder, (seen = { stamp: stampOf(folder), content: listingOf(folder) }));
    return seen.content;
  }

  /** The text of a configuration file; undefined if it can't be read. */
  text(path: string): string | undefined {
    let seen = this.#texts.get(path);
    if (seen === undefined) this.#texts.set(path, (seen = { stamp: stampOf(path), content: readText(path) }));
    return seen.content;
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
    const name = nameIn(folder, path);
    if (this.list(folder).get(name) === 'link') return realPath(path);
    let real = this.#real.get(folder);
    if (real === undefined) this.#real.set(folder, (real = realPath(folder)));
    return within(real, name);
  }

  /** Whether a folder or a file that was looked at is not as it was. */
  hasChanged(): boolean {
    for (const seen of [this.#listings, this.#texts]) {
      for (const [path, { stamp }] of seen) if (stampOf(path) !== stamp) return true;
    }
    return false;
  }

  #kindOf(path: string): EntryKind | undefined {
    const folder = parentOf(path);
    if (folder === undefined) return 'folder';
    const kind = this.list(folder).get(nameIn(folder, path));
    if (kind !== 'link') return kind;
    let target = this.#linked.get(path);
    if (target === undefined) this.#linked.set(path, (target = kindOf(statsOf(path))));
    return target;
  }
}

function nameIn(folder: string, path: string): string {
  return path.slice(within(folder, '').length);
}

function listingOf(folder: string): ReadonlyMap<string, EntryKind> {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return new Map(entries.sort((a, b) => (a.name < b.name ? -1 : 1)).map((entry) => [entry.name, entry.isSymbolicLink() ? 'link' : kindOf(entry)]));
  } catch {
    return nothing;
  }
}

/** The text of any file; undefined if it can't be read. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function kindOf(entry: Dirent | Stats | undefined): EntryKind {
  if (entry?.isFile() === true) return 'file';
  return entry?.isDirectory() === true ? 'folder' : 'other';
}

function stampOf(path: string): string | undefined {
  const stats = statsOf(path);
  if (stats === undefined) return undefined;
  const isFresh = Math.abs(Date.now() - stats.mtimeMs) < clockTick;
  return `${stats.mtimeMs} ${stats.size}${isFresh ? ' fresh' : ''}`;
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
