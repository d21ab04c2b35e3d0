/** What has hung or ended a worker: left alone until it changes. */
export class Suspects {
  readonly #configurations = new Set<string>();
  readonly #texts = new Map<string, string>();

  /** Paths of the project's configurations that are not loaded, as the worker names them. */
  get configurations(): readonly string[] {
    return [...this.#configurations];
  }

  addConfiguration(name: string): void {
    this.#configurations.add(name);
  }

  addText(path: string, text: string): void {
    this.#texts.set(path, text);
  }

  /** Whether this is the text of a file that was not got through with. */
  holds(path: string, text: string): boolean {
    return this.#texts.get(path) === text;
  }

  clear(): void {
    this.#configurations.clear();
    this.#texts.clear();
  }
}
