/** Gets diagnostics to the client: told of changes where it asks for them itself, else sent. */
import type { ClientCapabilities, Connection, DocumentDiagnosticReport } from 'vscode-languageserver/node';
import { diagnosticsOf } from '../features/diagnostics.js';
import type { CheckedDocument, Checks } from './checks.js';

interface PublisherOptions {
  readonly connection: Connection;
  readonly capabilities: ClientCapabilities;
  readonly checks: Checks;
  /** Whether findings are shown as diagnostics at all. */
  readonly isOn: () => boolean;
}

/** Many changes at once are one refresh. */
const refreshDelay = 50;

export class Publisher {
  readonly #options: PublisherOptions;
  readonly #pulls: boolean;
  /** What the client was sent last, by URI. */
  readonly #sent = new Map<string, CheckedDocument['report']>();
  #refreshTimer: NodeJS.Timeout | undefined;

  constructor(options: PublisherOptions) {
    this.#options = options;
    this.#pulls = options.capabilities.textDocument?.diagnostic !== undefined;
  }

  /** The text of a document is new. */
  changed(uri: string): void {
    if (!this.#pulls) this.#push(uri);
  }

  /** What is found in documents may have changed, though their texts have not. */
  outdated(uris: readonly string[]): void {
    if (uris.length === 0) return;
    if (!this.#pulls) {
      for (const uri of uris) this.#push(uri);
    } else if (this.#options.capabilities.workspace?.diagnostics?.refreshSupport === true) {
      clearTimeout(this.#refreshTimer);
      this.#refreshTimer = setTimeout(() => void this.#options.connection.languages.diagnostics.refresh().catch(() => undefined), refreshDelay);
    }
  }

  closed(uri: string): void {
    this.#sent.delete(uri);
    if (!this.#pulls) void this.#options.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  /** Answers a client that asks. */
  async pull(uri: string, previousResultId: string | undefined): Promise<DocumentDiagnosticReport> {
    const checked = await this.#options.checks.current(uri);
    if (checked === undefined || !this.#options.isOn()) return { kind: 'full', items: [] };
    if (checked.report.kind === 'unparsable') {
      // While a text does not parse, the client's own markers stay, and move with it: those that it has, if it has not waited for the last ones.
      return previousResultId === undefined ? { kind: 'full', items: [] } : { kind: 'unchanged', resultId: previousResultId };
    }
    if (checked.resultId === previousResultId) return { kind: 'unchanged', resultId: checked.resultId };
    return { kind: 'full', resultId: checked.resultId, items: diagnosticsOf(checked) };
  }

  #push(uri: string): void {
    this.#send(uri).catch((error: unknown) => this.#options.connection.console.log(String(error)));
  }

  async #send(uri: string): Promise<void> {
    const checked = await this.#options.checks.current(uri);
    if (checked === undefined || !this.#isSendable(checked)) return;
    const diagnostics = this.#options.isOn() ? diagnosticsOf(checked) : [];
    await this.#options.connection.sendDiagnostics({ uri, version: checked.document.version, diagnostics });
  }

  #isSendable({ document, report }: CheckedDocument): boolean {
    // Once for each report, however many changes waited for it.
    if (report.kind === 'unparsable' || this.#sent.get(document.uri) === report) return false;
    this.#sent.set(document.uri, report);
    return true;
  }
}
