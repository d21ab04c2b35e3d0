/** Text of unsaved files: it stands in for what is on disk. */
import type { ChangeLog } from './change-log.js';

export class Overlays {
  readonly #texts = new Map<string, { readonly text: string; readonly version: number }>();
  #version = 0;

  constructor(private readonly changes: ChangeLog) {}

  /** Rises with every change. */
  get version(): number {
    return this.#version;
  }

  get paths(): Iterable<string> {
    return this.#texts.keys();
  }

  /** Undefined removes it. */
  set(path: string, text: string | undefined): void {
    this.#version++;
    this.changes.add(path);
    if (text === undefined) this.#texts.delete(path);
    else this.#texts.set(path, { text, version: this.#version });
  }

  get(path: string): { readonly text: string; readonly version: number } | undefined {
    return this.#texts.get(path);
  }
}
