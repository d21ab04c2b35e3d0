/** Which of our findings are shown: none twice. Knows documents as strings, and nothing of VS Code. */

export type Mode = 'auto' | 'always' | 'never';

export interface PrecedenceOptions<Item> {
  /** 'auto': where a linter's extension reports our rules, its findings are shown and ours are not. */
  readonly modeOf: (uri: string) => Mode;
  readonly isReportedByLinter: (uri: string) => boolean;
  readonly show: (uri: string, items: readonly Item[]) => void;
  /** Milliseconds that findings wait for a linter's, once one has been seen to report our rules: it is usually just slower. */
  readonly patience: number;
}

interface Entry<Item> {
  items: readonly Item[];
  shown: readonly Item[];
  waiting: NodeJS.Timeout | undefined;
}

export class Precedence<Item> {
  readonly #options: PrecedenceOptions<Item>;
  readonly #entries = new Map<string, Entry<Item>>();
  #hasSeenLinter = false;

  constructor(options: PrecedenceOptions<Item>) {
    this.#options = options;
  }

  /** Findings of a document, in place of what it had. */
  receive(uri: string, items: readonly Item[]): void {
    const entry = this.#entries.get(uri) ?? { items, shown: [], waiting: undefined };
    entry.items = items;
    this.#entries.set(uri, entry);
    this.#settle(uri, entry);
  }

  received(uri: string): readonly Item[] | undefined {
    return this.#entries.get(uri)?.items;
  }

  get uris(): string[] {
    return [...this.#entries.keys()];
  }

  /** What decides about a document may have changed: what others report of it, or the settings. */
  reconsider(uri: string): void {
    const entry = this.#entries.get(uri);
    if (entry !== undefined) this.#settle(uri, entry);
  }

  forget(uri: string): void {
    const entry = this.#entries.get(uri);
    if (entry === undefined) return;
    this.#show(uri, entry, []);
    this.#entries.delete(uri);
  }

  clear(): void {
    for (const uri of this.uris) this.forget(uri);
  }

  /** Who shows a document's findings: a linter's extension, nobody as the settings say, or we do. */
  shownBy(uri: string): 'us' | 'linter' | 'nobody' {
    const mode = this.#options.modeOf(uri);
    if (mode === 'never') return 'nobody';
    return mode === 'auto' && this.#options.isReportedByLinter(uri) ? 'linter' : 'us';
  }

  #settle(uri: string, entry: Entry<Item>): void {
    const mode = this.#options.modeOf(uri);
    if (mode === 'never') this.#show(uri, entry, []);
    else if (mode === 'always') this.#show(uri, entry, entry.items);
    else if (this.#options.isReportedByLinter(uri)) {
      this.#hasSeenLinter = true;
      this.#show(uri, entry, []);
    } else if (!this.#hasSeenLinter || entry.shown.length > 0 || entry.items.length === 0) this.#show(uri, entry, entry.items);
    else entry.waiting ??= setTimeout(() => this.#show(uri, entry, entry.items), this.#options.patience);
  }

  #show(uri: string, entry: Entry<Item>, items: readonly Item[]): void {
    clearTimeout(entry.waiting);
    entry.waiting = undefined;
    // Telling again what is shown would have others look again, and us in turn.
    if (items === entry.shown || (items.length === 0 && entry.shown.length === 0)) return;
    entry.shown = items;
    this.#options.show(uri, items);
  }
}
