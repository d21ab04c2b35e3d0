/** The newest report of each open document. */
import { setTimeout as delay } from 'node:timers/promises';
import { isLintable } from '@failsoft/linter';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Folders } from '../folders/folders.js';
import { WorkerFailure } from '../folders/worker-failure.js';
import type { FileReport } from '../worker/messages.js';
import { pathOf, realPath } from './file-path.js';

/** A document as it was linted, and what came of it. */
export interface CheckedDocument {
  readonly document: TextDocument;
  readonly folder: string;
  readonly report: FileReport;
  /** Differs for each check. */
  readonly resultId: string;
}

interface ChecksOptions {
  readonly folders: Folders;
  /** Undefined: it is closed. */
  readonly documentOf: (uri: string) => TextDocument | undefined;
  readonly debounce: () => number;
  /** Called when a report is there. */
  readonly onChecked: (checked: CheckedDocument) => void;
  /** Called after that when a text is linted for the first time: what depends on the document may be found otherwise now. */
  readonly onNewText: (checked: CheckedDocument) => void;
}

interface Check {
  /** A document that is opened anew is another one, whatever its version. */
  readonly document: TextDocument;
  readonly version: number;
  readonly outcome: Promise<CheckedDocument | undefined>;
  readonly abort: AbortController;
}

export class Checks {
  readonly #options: ChecksOptions;
  readonly #checks = new Map<string, Check>();
  readonly #latest = new Map<string, CheckedDocument>();
  readonly #realPaths = new Map<string, string>();
  #count = 0;

  constructor(options: ChecksOptions) {
    this.#options = options;
  }

  /** The last report of a document, possibly of an older version of its text. */
  latest(uri: string): CheckedDocument | undefined {
    return this.#latest.get(uri);
  }

  /** The report of a document's newest text; undefined if it is closed or can't be linted. All that ask for one text share one lint. */
  current(uri: string): Promise<CheckedDocument | undefined> {
    const document = this.#options.documentOf(uri);
    const path = document === undefined ? undefined : pathOf(uri);
    if (document === undefined || path === undefined || !isLintable(path)) return Promise.resolve(undefined);
    const known = this.#checks.get(uri);
    if (known?.document === document && known.version === document.version) return known.outcome;
    known?.abort.abort();
    const abort = new AbortController();
    const wait = known === undefined ? 0 : this.#options.debounce();
    const check: Check = { document, version: document.version, abort, outcome: this.#check(document, path, wait, abort.signal) };
    this.#checks.set(uri, check);
    return check.outcome;
  }

  /** Something else than its text has changed that its report may depend on. */
  invalidate(uri: string): void {
    const check = this.#checks.get(uri);
    if (check === undefined) return;
    this.#checks.delete(uri);
    check.abort.abort();
  }

  invalidateAll(): void {
    for (const uri of [...this.#checks.keys()]) this.invalidate(uri);
  }

  forget(uri: string): void {
    this.invalidate(uri);
    this.#latest.delete(uri);
    this.#realPaths.delete(uri);
  }

  /** URIs of other open documents whose reports depend on one. */
  dependentsOf(uri: string): string[] {
    const path = this.#realPathOf(uri);
    if (path === undefined) return [];
    return [...this.#latest.keys()].filter((other) => {
      const dependencies = this.#latest.get(other)?.report.dependencies ?? [];
      return other !== uri && (dependencies === 'any' || dependencies.includes(path));
    });
  }

  async #check(document: TextDocument, path: string, wait: number, signal: AbortSignal): Promise<CheckedDocument | undefined> {
    const { uri, version } = document;
    const text = document.getText();
    try {
      if (wait > 0) await delay(wait, undefined, { signal });
      const { folder, worker } = this.#options.folders.of(path);
      const report = await worker.lint(path, text, 'waited-for', signal);
      if (signal.aborted) return await this.current(uri);
      const linted = TextDocument.create(uri, document.languageId, version, text);
      const checked: CheckedDocument = { document: linted, folder, report, resultId: `${version}:${this.#count++}` };
      if (report.kind === 'linted') this.#remember(checked);
      return checked;
    } catch (error) {
      // A newer text has come, or what it depends on has changed: whoever waits wants to know of that.
      if (signal.aborted) return this.current(uri);
      if (error instanceof WorkerFailure) return undefined;
      throw error;
    }
  }

  #remember(checked: CheckedDocument): void {
    const { uri, version } = checked.document;
    const before = this.#latest.get(uri);
    this.#latest.set(uri, checked);
    this.#options.onChecked(checked);
    if (before?.document.version !== version) this.#options.onNewText(checked);
  }

  #realPathOf(uri: string): string | undefined {
    const path = pathOf(uri);
    if (path === undefined) return undefined;
    let real = this.#realPaths.get(uri);
    if (real === undefined) this.#realPaths.set(uri, (real = realPath(path)));
    return real;
  }
}
