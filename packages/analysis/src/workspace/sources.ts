/** Source text of files, unsaved text first, and stamps that tell whether it changed. */
import { readFileSync, statSync } from 'node:fs';
import type { Overlays } from './overlays.js';

/** Larger files are bundles or data: they are not read. */
const maxBytes = 1_000_000;

/** How long (ms) a file is taken to be as it was last seen. */
const trustFor = 1000;

interface Seen {
  readonly at: number;
  /** Undefined: no readable file of a fair size. */
  readonly stamp: string | undefined;
}

export class Sources {
  readonly #seen = new Map<string, Seen>();

  constructor(
    readonly overlays: Overlays,
    private readonly now: () => number,
  ) {}

  /** Changes when the text does; undefined for what is no file, or too large. */
  stamp(path: string): string | undefined {
    const overlay = this.overlays.get(path);
    if (overlay !== undefined) return overlay.text.length > maxBytes ? undefined : `unsaved ${overlay.version}`;
    const at = this.now();
    const seen = this.#seen.get(path);
    if (seen !== undefined && at - seen.at < trustFor) return seen.stamp;
    const stamp = stampOnDisk(path);
    this.#seen.set(path, { at, stamp });
    return stamp;
  }

  /** Without a byte order mark; undefined if it can't be read, or is too large. */
  read(path: string): string | undefined {
    const overlay = this.overlays.get(path);
    if (overlay !== undefined) return overlay.text;
    if (this.stamp(path) === undefined) return undefined;
    const text = readText(path);
    return text?.startsWith('\uFEFF') === true ? text.slice(1) : text;
  }

  refresh(): void {
    this.#seen.clear();
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

function stampOnDisk(path: string): string | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats?.isFile() === true && stats.size <= maxBytes ? `${stats.mtimeMs} ${stats.size}` : undefined;
  } catch {
    return undefined;
  }
}
