/** Our findings in the editor, unless a linter's extension already shows them. */
import { Disposable, EventEmitter, languages, Uri, workspace, type Diagnostic } from 'vscode';
import type { DiagnosticCollectionProvider } from 'vscode-languageclient/node';
import { modeOf } from '../settings.js';
import type { DocumentFacts } from '../status/status-text.js';
import { ruleOfLinter } from './linter-reports.js';
import { Precedence } from './precedence.js';
import { ReceivedDiagnostics } from './received-diagnostics.js';

/** What ESLint's extension usually takes from an edit to its diagnostics, and more. */
const patience = 1_500;

export class ShownDiagnostics implements Disposable {
  readonly #collection = languages.createDiagnosticCollection('failsoft');
  readonly #reconsidered = new EventEmitter<void>();
  readonly #received = new EventEmitter<void>();
  readonly #precedence = new Precedence<Diagnostic>({
    modeOf: (uri) => modeOf(Uri.parse(uri)),
    isReportedByLinter: (uri) => languages.getDiagnostics(Uri.parse(uri)).some((diagnostic) => ruleOfLinter(diagnostic) !== undefined),
    show: (uri, items) => this.#collection.set(Uri.parse(uri), [...items]),
    patience,
  });
  readonly #collector = new ReceivedDiagnostics(this.#precedence, () => this.#received.fire());
  readonly #listeners = Disposable.from(
    languages.onDidChangeDiagnostics(({ uris }) => this.#reconsider(uris.map(String))),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('failsoft.diagnostics')) this.#reconsider(this.#precedence.uris);
    }),
  );

  /** For the client library, which asks for a collection for each way that diagnostics come. */
  readonly provider: DiagnosticCollectionProvider = { create: () => this.#collector, dispose: () => this.#collector.clear() };

  /** Fires when the server has told of a document. */
  readonly onDidReceive = this.#received.event;
  /** Fires when it may have changed who shows the findings of a document. */
  readonly onDidReconsider = this.#reconsidered.event;

  /** Who shows the findings of a document, and how many it has. */
  factsOf(uri: Uri): Pick<DocumentFacts, 'shownBy' | 'findings'> {
    const key = uri.toString();
    return { shownBy: this.#precedence.shownBy(key), findings: this.#precedence.received(key)?.length };
  }

  dispose(): void {
    this.#listeners.dispose();
    this.#precedence.clear();
    this.#collection.dispose();
    this.#reconsidered.dispose();
    this.#received.dispose();
  }

  #reconsider(uris: readonly string[]): void {
    for (const uri of uris) this.#precedence.reconsider(uri);
    this.#reconsidered.fire();
  }
}
