/** Source text of files, unsaved text first, and stamps that tell whether it changed. */
import { statSync } from 'node:fs';
import { readText } from './disk-view.js';
import type { Overlays } from './overlays.js';

/** Larger files are bundles or data: they are not read. */
const maxBytes = 1_000_000;

/** How long (ms) a file is taken to be as it was last seen. */
const trustFor = 1000;

/** How often (ms) the files that answers rest on are looked at again. */
const sweepEvery = 2000;

interface Seen {
  readonly at: number;
  /** Undefined: no readable file of a fair size. */
  readonly stamp: string | undefined;
}

/** Characters of text that stay in memory: many questions look into the same files again after each edit. */
const maxKeptText = 4_000_000;

export class Sources {
  readonly #texts = new Map<string, { readonly stamp: string; readonly text: string }>();
  #keptText = 0;
  readonly #seen = new Map<string, Seen>();
  readonly #used = new Set<string>();
  #changes = 0;
  #swept: number;

  constructor(
    private readonly overlays: Overlays,
    private readonly now: () => number,
  ) {
    this.#swept = now();
  }

  /** Rises when a file that was looked at before has changed. */
  get generation(): number {
    const at = this.now();
    if (at - this.#swept >= sweepEvery) {
      this.#swept = at;
      for (const path of this.#used) this.stamp(path);
    }
    return this.#changes + this.overlays.version;
  }

  /** Changes when the text does; undefined for what is no file, or too large. */
  stamp(path: string): string | undefined {
    const overlay = this.overlays.get(path);
    if (overlay !== undefined) return overlay.text.length > maxBytes ? undefined : `unsaved ${overlay.version}`;
    const at = this.now();
    const seen = this.#seen.get(path);
    if (seen !== undefined && at - seen.at < trustFor) return seen.stamp;
    const stamp = stampOnDisk(path);
    this.#seen.set(path, { at, stamp });
    if (seen !== undefined && seen.stamp !== stamp) this.#changes++;
    return stamp;
  }

  /** Without a byte order mark; undefined if it can't be read, or is too large. */
  read(path: string): string | undefined {
    const stamp = this.stamp(path);
    if (stamp === undefined) return undefined;
    const overlay = this.overlays.get(path);
    if (overlay !== undefined) return withoutMark(overlay.text);
    const known = this.#texts.get(path);
    if (known?.stamp === stamp) {
      this.#keep(path, known);
      return known.text;
    }
    const read = readText(path);
    const text = read === undefined ? undefined : withoutMark(read);
    if (text === undefined) this.#drop(path);
    else this.#keep(path, { stamp, text });
    return text;
  }

  /** Answers rest on this file: it is looked at from time to time. */
  use(path: string): void {
    this.#used.add(path);
  }

  /** A host gave another text than it did before. */
  changed(): void {
    this.#changes++;
  }

  /** Trusts nothing that was seen before. */
  refresh(): void {
    this.#seen.clear();
    this.#texts.clear();
    this.#keptText = 0;
    this.#changes++;
  }

  /** The texts that were read last. */
  #keep(path: string, read: { readonly stamp: string; readonly text: string }): void {
    this.#drop(path);
    this.#texts.set(path, read);
    this.#keptText += read.text.length;
    for (const oldest of this.#texts.keys()) {
      if (this.#keptText <= maxKeptText) break;
      this.#drop(oldest);
    }
  }

  #drop(path: string): void {
    this.#keptText -= this.#texts.get(path)?.text.length ?? 0;
    this.#texts.delete(path);
  }
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function stampOnDisk(path: string): string | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats?.isFile() === true && stats.size <= maxBytes ? `${stats.mtimeMs} ${stats.size}` : undefined;
  } catch {
    return undefined;
  }
}
