/** What goes on between 'initialize' and 'shutdown': what a client says goes to workers, and what they find goes back. */
import {
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type Connection,
  type FileEvent,
  type InitializeParams,
  type TextDocuments,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { isLintable } from '@failsoft/linter/lintable';
import { isConfiguration, watchers } from './capabilities.js';
import { Checks } from './documents/checks.js';
import { pathOf, uriOf } from './documents/file-path.js';
import { Publisher } from './documents/publisher.js';
import { Folders, type FoldersOptions } from './folders/folders.js';
import { Surveys } from './inventory/surveys.js';
import { readOptions, type ServerOptions } from './options.js';
import { statusNotification, trustNotification } from './protocol.js';
import { answerRequests } from './requests.js';
import type { ServerFiles } from './server-files.js';
import { show, showWithButton } from './show-message.js';

export class Session {
  readonly #files: ServerFiles;
  readonly #connection: Connection;
  readonly #documents: TextDocuments<TextDocument>;
  readonly #client: InitializeParams['capabilities'];
  readonly #folders: Folders;
  readonly #surveys: Surveys;
  readonly #checks: Checks;
  readonly #publisher: Publisher;
  #options: ServerOptions;

  constructor(connection: Connection, documents: TextDocuments<TextDocument>, params: InitializeParams, files: ServerFiles) {
    this.#files = files;
    this.#connection = connection;
    this.#documents = documents;
    this.#client = params.capabilities;
    this.#options = readOptions(params.initializationOptions);
    this.#folders = new Folders(this.#foldersOptions());
    this.#folders.setWorkspaceFolders(workspaceFoldersOf(params));
    this.#surveys = new Surveys(this.#folders);
    this.#checks = new Checks({
      folders: this.#folders,
      documentOf: (uri) => documents.get(uri),
      debounce: () => this.#options.debounce,
      onChecked: ({ folder, report }) => this.#surveys.known(folder)?.record(report),
      onNewText: ({ document }) => this.#outdated(this.#checks.dependentsOf(document.uri)),
    });
    this.#publisher = new Publisher({ connection, capabilities: params.capabilities, checks: this.#checks, isOn: () => this.#options.diagnostics });
    this.#listenToDocuments();
    this.#listenToWorkspace();
    connection.languages.diagnostics.on(({ textDocument, previousResultId }) => this.#publisher.pull(textDocument.uri, previousResultId));
    answerRequests({
      connection,
      client: this.#client,
      documents,
      checks: this.#checks,
      folders: this.#folders,
      surveys: this.#surveys,
      settings: () => this.#options,
      vendoredRuntime: files.vendoredRuntime,
      restart: () => this.#restart(),
    });
  }

  end(): void {
    this.#folders.close();
  }

  #listenToDocuments(): void {
    this.#documents.onDidChangeContent(({ document }) => {
      const path = pathOf(document.uri);
      if (path === undefined) return;
      this.#folders.overlay(path, document.getText());
      this.#publisher.changed(document.uri);
    });
    this.#documents.onDidClose(({ document: { uri } }) => {
      const dependents = this.#checks.dependentsOf(uri);
      this.#checks.forget(uri);
      this.#publisher.closed(uri);
      const path = pathOf(uri);
      if (path === undefined) return;
      this.#folders.overlay(path, undefined);
      this.#folders.releaseUnused(this.#openPaths());
      this.#surveys.release();
      this.#outdated(dependents);
    });
  }

  #listenToWorkspace(): void {
    this.#connection.onInitialized(() => {
      if (this.#client.workspace?.workspaceFolders === true) {
        this.#connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
          const gone = new Set(removed.map(({ uri }) => pathOf(uri)));
          const kept = this.#folders.workspaceFolders.filter((folder) => !gone.has(folder));
          this.#folders.setWorkspaceFolders([...kept, ...pathsOf(added.map(({ uri }) => uri))]);
          this.#surveys.release();
          this.#outdatedAll();
        });
      }
      if (this.#client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true) {
        const registered = this.#connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
        registered.catch((error: unknown) => this.#connection.console.log(String(error)));
      }
    });
    this.#connection.onDidChangeWatchedFiles(({ changes }) => this.#onFilesChanged(changes));
    this.#connection.onDidChangeConfiguration(({ settings }: { readonly settings: unknown }) => {
      const given: unknown = typeof settings === 'object' && settings !== null && 'failsoft' in settings ? settings.failsoft : settings;
      // What a workspace says about itself is no trust: settings may be its own.
      this.#reconfigure({ ...this.#options, ...(typeof given === 'object' ? given : {}), trusted: this.#options.trusted });
    });
    this.#connection.onNotification(trustNotification, ({ trusted }) => this.#reconfigure({ ...this.#options, trusted }));
  }

  #restart(): void {
    this.#surveys.clear();
    this.#folders.restartAll();
    this.#outdatedAll();
  }

  #onFilesChanged(changes: readonly FileEvent[]): void {
    // Of an open document the text counts that the client has told of; a configuration is read from the disk.
    const decidesOnLints = (path: string): boolean => isConfiguration(path) || this.#folders.isConfiguredBy(path);
    const open = new Set(pathsOf(this.#documents.keys()).filter((path) => isLintable(path) && !decidesOnLints(path)));
    const decisive = changes.flatMap(({ uri, type }) => pathsOf([uri]).filter((path) => type !== FileChangeType.Changed || !open.has(path)));
    if (decisive.length === 0) return;
    this.#surveys.changed(decisive.filter(isLintable));
    const configurations = decisive.filter(decidesOnLints);
    this.#folders.refresh();
    if (configurations.length > 0) {
      this.#surveys.clear();
      this.#folders.restart(configurations);
    }
    this.#outdatedAll();
  }

  #reconfigure(given: unknown): void {
    const before = this.#options;
    this.#options = readOptions(given);
    const { trusted, preset, timeBudget, diagnostics, inlayHints } = this.#options;
    if (inlayHints !== before.inlayHints) this.#refreshHints();
    if (trusted !== before.trusted || preset !== before.preset || timeBudget !== before.timeBudget) {
      this.#surveys.clear();
      this.#folders.reconfigure(this.#foldersOptions());
    } else if (diagnostics === before.diagnostics) return;
    this.#outdatedAll();
  }

  #outdated(uris: readonly string[]): void {
    for (const uri of uris) this.#checks.invalidate(uri);
    this.#publisher.outdated(uris);
  }

  #outdatedAll(): void {
    this.#outdated(this.#documents.keys());
  }

  #refreshHints(): void {
    if (this.#client.workspace?.inlayHint?.refreshSupport !== true) return;
    this.#connection.languages.inlayHint.refresh().catch((error: unknown) => this.#connection.console.log(String(error)));
  }

  #openPaths(): string[] {
    return pathsOf(this.#documents.keys());
  }

  #foldersOptions(): FoldersOptions {
    const { trusted, preset, timeBudget } = this.#options;
    return {
      workerEntry: this.#files.worker,
      code: trusted ? 'project' : 'bundled',
      preset,
      timeBudget,
      eventsOf: (folder) => ({
        onState: (state) => void this.#connection.sendNotification(statusNotification, { folder: uriOf(folder), state }),
        onNotice: (severity, text) => show(this.#connection, severity, text),
        onLeftAlone: (text) => {
          const asked = showWithButton(this.#connection, this.#client, text, { title: 'Try again', press: () => this.#restart() });
          asked.catch((error: unknown) => this.#connection.console.log(String(error)));
        },
        onLog: (text) => this.#connection.console.log(text),
      }),
    };
  }
}

/** Older clients name one root. */
function workspaceFoldersOf(params: InitializeParams): string[] {
  const root: unknown = Object.entries(params).find(([name]) => name === 'rootUri')?.[1];
  return pathsOf(params.workspaceFolders?.map(({ uri }) => uri) ?? (typeof root === 'string' ? [root] : []));
}

function pathsOf(uris: readonly string[]): string[] {
  return uris.flatMap((uri) => pathOf(uri) ?? []);
}
