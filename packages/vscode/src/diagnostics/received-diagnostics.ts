/** The collection that the client library writes to. What of it is shown is decided elsewhere. */
import { Uri, type Diagnostic, type DiagnosticCollection } from 'vscode';
import type { Precedence } from './precedence.js';

type Entry = [Uri, readonly Diagnostic[] | undefined];

export class ReceivedDiagnostics implements DiagnosticCollection {
  readonly name = 'failsoft';
  readonly #precedence: Precedence<Diagnostic>;
  readonly #onReceived: () => void;

  constructor(precedence: Precedence<Diagnostic>, onReceived: () => void) {
    this.#precedence = precedence;
    this.#onReceived = onReceived;
  }

  set(uri: Uri, diagnostics: readonly Diagnostic[] | undefined): void;
  set(entries: readonly Entry[]): void;
  set(target: Uri | readonly Entry[], diagnostics?: readonly Diagnostic[]): void {
    const entries: readonly Entry[] = target instanceof Uri ? [[target, diagnostics]] : target;
    for (const [uri, items] of entries) {
      if (items === undefined) this.delete(uri);
      else this.#precedence.receive(uri.toString(), items);
    }
    this.#onReceived();
  }

  delete(uri: Uri): void {
    this.#precedence.forget(uri.toString());
  }

  clear(): void {
    this.#precedence.clear();
  }

  get(uri: Uri): readonly Diagnostic[] | undefined {
    return this.#precedence.received(uri.toString());
  }

  has(uri: Uri): boolean {
    return this.get(uri) !== undefined;
  }

  forEach(callback: (uri: Uri, diagnostics: readonly Diagnostic[], collection: DiagnosticCollection) => unknown, thisArg?: unknown): void {
    for (const [uri, diagnostics] of this) callback.call(thisArg, uri, diagnostics, this);
  }

  *[Symbol.iterator](): IterableIterator<[uri: Uri, diagnostics: readonly Diagnostic[]]> {
    for (const uri of this.#precedence.uris) yield [Uri.parse(uri), this.#precedence.received(uri) ?? []];
  }

  dispose(): void {
    this.clear();
  }
}
