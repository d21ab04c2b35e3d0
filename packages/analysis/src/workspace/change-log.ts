/** Which files turned out to have changed, in the order in which that was seen. */

/** Longer than any list of files that change between two questions, unless everything does. */
const maxLength = 1000;

export class ChangeLog {
  #paths: string[] = [];
  /** What came before this position is not known one by one. */
  #start = 0;

  /** Rises with every change. */
  get position(): number {
    return this.#start + this.#paths.length;
  }

  add(path: string): void {
    if (this.#paths.length >= maxLength) this.addEverything();
    else this.#paths.push(path);
  }

  addEverything(): void {
    this.#start = this.position + 1;
    this.#paths = [];
  }

  /** What changed after a position: undefined if that may be any file. */
  since(position: number): ReadonlySet<string> | undefined {
    return position < this.#start ? undefined : new Set(this.#paths.slice(position - this.#start));
  }
}
