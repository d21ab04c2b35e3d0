/** The files whose text holds a word. */

/** Kept up to date file by file: to read all of them again after each edit would cost more than everything else. */
export class FilesWithWord {
  readonly #whole: RegExp;
  readonly #found = new Set<string>();
  #paths: readonly string[] | undefined;

  constructor(private readonly word: string) {
    this.#whole = new RegExp(`(?<![\\w$])${word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}(?![\\w$])`);
  }

  get paths(): readonly string[] {
    return (this.#paths ??= [...this.#found].sort());
  }

  /** Undefined: the file is gone. */
  look(path: string, text: string | undefined): void {
    const holds = text?.includes(this.word) === true && this.#whole.test(text);
    if (holds === this.#found.has(path)) return;
    this.#paths = undefined;
    if (holds) this.#found.add(path);
    else this.#found.delete(path);
  }
}
