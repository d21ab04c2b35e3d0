/** Source text of files, unsaved text first, and stamps that tell whether it changed. */
import { statSync } from 'node:fs';
import { readText } from './disk-view.js';
import type { ChangeLog } from './change-log.js';
import type { Overlays } from './overlays.js';

/** Larger files are bundles or data: they are not read. */
const maxBytes = 1_000_000;

/** How long (ms) a file is taken to be as it was last seen. */
const trustFor = 1000;

/** How often (ms) the files that answers rest on are looked at again. */
const sweepEvery = 2000;

/** Characters of text that are kept: who imports a file, and what a barrel exports, is asked of the same files again and again. */
const maxKeptText = 6_000_000;

interface Seen {
  readonly at: number;
  /** Undefined: no readable file of a fair size. */
  readonly stamp: string | undefined;
}

export class Sources {
  readonly #seen = new Map<string, Seen>();
  readonly #used = new Set<string>();
  readonly #texts = new RecentTexts();
  #swept: number;

  constructor(
    private readonly overlays: Overlays,
    private readonly changes: ChangeLog,
    private readonly now: () => number,
  ) {
    this.#swept = now();
  }

  /** Rises when a file that was looked at before has changed: where the log of changes ends. */
  get generation(): number {
    const at = this.now();
    if (at - this.#swept >= sweepEvery) {
      this.#swept = at;
      for (const path of this.#used) this.stamp(path);
    }
    return this.changes.position;
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
    if (seen !== undefined && seen.stamp !== stamp) this.changes.add(path);
    return stamp;
  }

  /** Without a byte order mark; undefined if it can't be read, or is too large. */
  read(path: string): string | undefined {
    const stamp = this.stamp(path);
    if (stamp === undefined) return undefined;
    const kept = this.#texts.get(path, stamp);
    if (kept !== undefined) return kept;
    const text = withoutMark(this.overlays.get(path)?.text ?? readText(path));
    if (text !== undefined) this.#texts.keep(path, stamp, text);
    return text;
  }

  /** Answers rest on this file: it is looked at from time to time. */
  use(path: string): void {
    this.#used.add(path);
  }

  /** A host gave another text than it did before. */
  changed(path: string): void {
    this.changes.add(path);
  }

  /** Trusts nothing that was seen before. */
  refresh(): void {
    this.#seen.clear();
    this.#texts.clear();
    this.changes.addEverything();
  }
}

/** The texts asked for last, up to an amount. */
class RecentTexts {
  readonly #texts = new Map<string, { readonly stamp: string; readonly text: string }>();
  #size = 0;

  get(path: string, stamp: string): string | undefined {
    const kept = this.#texts.get(path);
    if (kept?.stamp !== stamp) return undefined;
    this.#texts.delete(path);
    this.#texts.set(path, kept);
    return kept.text;
  }

  keep(path: string, stamp: string, text: string): void {
    this.#drop(path);
    this.#texts.set(path, { stamp, text });
    this.#size += text.length;
    for (const oldest of this.#texts.keys()) {
      if (this.#size <= maxKeptText) break;
      this.#drop(oldest);
    }
  }

  clear(): void {
    this.#texts.clear();
    this.#size = 0;
  }

  #drop(path: string): void {
    this.#size -= this.#texts.get(path)?.text.length ?? 0;
    this.#texts.delete(path);
  }
}

function withoutMark(text: string | undefined): string | undefined {
  return text?.startsWith('\uFEFF') === true ? text.slice(1) : text;
}

function stampOnDisk(path: string): string | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats?.isFile() === true && stats.size <= maxBytes ? `${stats.mtimeMs} ${stats.size}` : undefined;
  } catch {
    return undefined;
  }
}
