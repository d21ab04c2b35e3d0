/** An editor's side of the protocol: a real server process, spoken to over stdio. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { publishedFolder } from '../lint/published.mjs';
import { withChildren } from './processes.mjs';

const command = join(publishedFolder, 'node_modules/@failsoft/language-server/bin/failsoft-language-server.js');

const capabilities = {
  push: {},
  pull: { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } },
};

export class Editor {
  #versions = new Map();
  #resultIds = new Map();
  /** Who waits for diagnostics, by document and version. */
  #waiting = new Map();
  #busy = new Set();
  #onRest = [];

  /** `way`: 'push' or 'pull'. */
  static async start(folder, way) {
    const editor = new Editor(way);
    await editor.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: folder }],
      capabilities: capabilities[way],
      initializationOptions: { debounce: 0 },
    });
    await editor.connection.sendNotification('initialized', {});
    return editor;
  }

  constructor(way) {
    this.way = way;
    this.child = spawn(process.execPath, [command, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.connection = createMessageConnection(new StreamMessageReader(this.child.stdout), new StreamMessageWriter(this.child.stdin));
    this.connection.onNotification('textDocument/publishDiagnostics', ({ uri, version, diagnostics }) => this.#waiting.get(`${uri} ${version}`)?.(diagnostics));
    this.connection.onNotification('failsoft/status', ({ folder, state }) => this.#show(folder, state));
    this.connection.onRequest('workspace/diagnostic/refresh', () => null);
    // Of configurations whose packages are not installed: the checkouts are bare.
    this.connection.onNotification('window/showMessage', () => undefined);
    this.connection.listen();
  }

  get pids() {
    return withChildren(this.child.pid);
  }

  /** @returns what is found in it */
  async open(path, text = readFileSync(path, 'utf8')) {
    const uri = pathToFileURL(path).href;
    this.#versions.set(uri, 1);
    const told = () => this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'typescript', version: 1, text } });
    return this.way === 'push' ? this.#published(uri, 1, told) : this.#pulled(uri, told);
  }

  /**
   * @param isBroken whether the text after it does not parse: nothing is published then, and the next answer about the document tells that it was linted
   * @returns what is found after it; undefined where that is what was found before
   */
  async change(path, change, isBroken) {
    const uri = pathToFileURL(path).href;
    const version = this.#versions.get(uri) + 1;
    this.#versions.set(uri, version);
    const told = () => this.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [change] });
    if (this.way === 'pull') return this.#pulled(uri, told);
    if (!isBroken) return this.#published(uri, version, told);
    await told();
    await this.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 0 } });
    return undefined;
  }

  codeActions(path, { range }) {
    return this.connection.sendRequest('textDocument/codeAction', { textDocument: { uri: pathToFileURL(path).href }, range, context: { diagnostics: [] } });
  }

  inventory() {
    return this.connection.sendRequest('failsoft/inventory');
  }

  /** Resolves when nothing is being linted. */
  rest() {
    return this.#busy.size === 0 ? Promise.resolve() : new Promise((resolve) => this.#onRest.push(resolve));
  }

  async end() {
    const exit = once(this.child, 'exit');
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    await exit;
    this.connection.dispose();
  }

  #published(uri, version, told) {
    return new Promise((resolve, reject) => {
      this.#waiting.set(`${uri} ${version}`, (diagnostics) => {
        this.#waiting.delete(`${uri} ${version}`);
        resolve(diagnostics);
      });
      told().catch(reject);
    });
  }

  async #pulled(uri, told) {
    void told();
    const { resultId, items } = await this.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri }, previousResultId: this.#resultIds.get(uri) });
    this.#resultIds.set(uri, resultId);
    return items;
  }

  #show(folder, state) {
    if (state === 'idle' || state === 'stopped') this.#busy.delete(folder);
    else this.#busy.add(folder);
    if (this.#busy.size === 0) for (const resolve of this.#onRest.splice(0)) resolve();
  }
}
