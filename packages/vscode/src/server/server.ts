/** The language server as the rest of the extension sees it: started when it is first needed, watched, and ended with the extension. */
import { join } from 'node:path';
import { Disposable, EventEmitter, workspace, type ExtensionContext, type LogOutputChannel } from 'vscode';
import type { FolderChecklist, FolderState } from '@failsoft/language-server';
import type { ShownDiagnostics } from '../diagnostics/shown-diagnostics.js';
import type { Connection, ConnectionOptions } from './connection.js';
import { nodeProblem } from './node-version.js';
import { Restarts, tooManyRestarts } from './restarts.js';
import { stateOf, type ServerState } from './server-state.js';

/** Where the bundle has it, in the extension's folder. */
const serverModule = 'dist/server/main.js';

export class Server implements Disposable {
  readonly #stateChanged = new EventEmitter<ServerState>();
  readonly onDidChangeState = this.#stateChanged.event;
  readonly #filesChanged = new EventEmitter<void>();
  /** Fires when files that decide what is found have changed on disk. */
  readonly onDidChangeFiles = this.#filesChanged.event;
  readonly #options: ConnectionOptions;
  readonly #restarts = new Restarts();
  readonly #folders = new Map<string, FolderState>();
  readonly #listeners: Disposable;
  #state: ServerState = { kind: 'off' };
  /** Undefined: not asked for yet. Resolves to undefined if it has failed. */
  #connection: Promise<Connection | undefined> | undefined;

  constructor(context: ExtensionContext, output: LogOutputChannel, diagnostics: ShownDiagnostics) {
    this.#options = {
      module: context.asAbsolutePath(serverModule),
      cacheFolder: join(context.globalStorageUri.fsPath, 'compile-cache'),
      output,
      diagnostics,
      events: {
        onStarting: () => this.#onClientState({ kind: 'starting' }),
        onRunning: () => this.#onClientState(stateOf([])),
        onStopped: () => this.#onClientState({ kind: 'off' }),
        onFailed: (reason) => this.#fail(reason),
        onFolderState: (folder, state) => {
          this.#folders.set(folder, state);
          this.#show(stateOf(this.#folders.values()));
        },
        onFilesChanged: () => this.#filesChanged.fire(),
        onEnded: () => (this.#restarts.allow(Date.now()) ? undefined : tooManyRestarts),
      },
    };
    this.#listeners = Disposable.from(
      workspace.onDidGrantWorkspaceTrust(async () => (await this.#connection)?.tellOfTrust()),
      workspace.onDidChangeConfiguration(async (event) => {
        if (event.affectsConfiguration('failsoft')) await (await this.#connection)?.tellOfSettings();
      }),
    );
  }

  get state(): ServerState {
    return this.#state;
  }

  /** Resolves when it runs, or has failed. */
  async start(): Promise<void> {
    await this.#running();
  }

  async restart(): Promise<void> {
    await this.stop();
    this.#restarts.forget();
    await this.start();
  }

  async stop(): Promise<void> {
    const connection = await this.#connection;
    this.#connection = undefined;
    await connection?.stop();
  }

  /** Undefined if the server does not run. */
  async inventory(): Promise<readonly FolderChecklist[] | undefined> {
    return (await this.#running())?.inventory();
  }

  /** The edit that fixes what can be fixed; the user decides on it before it is made. @param folder URI of a workspace folder */
  async fixDependency(dependency: string, folder: string): Promise<void> {
    await (await this.#running())?.execute('failsoft.fixDependency', dependency, folder);
  }

  dispose(): void {
    this.#listeners.dispose();
    this.#stateChanged.dispose();
    this.#filesChanged.dispose();
    void this.stop();
  }

  #running(): Promise<Connection | undefined> {
    this.#connection ??= this.#connect();
    return this.#connection;
  }

  async #connect(): Promise<Connection | undefined> {
    const problem = nodeProblem(process.versions.node);
    if (problem !== undefined) {
      this.#fail(problem);
      return undefined;
    }
    const { Connection } = await import('./connection.js');
    const connection = new Connection(this.#options);
    const isRunning = await connection.start();
    if (!isRunning) await connection.stop();
    return isRunning ? connection : undefined;
  }

  #fail(reason: string): void {
    this.#connection = Promise.resolve(undefined);
    this.#options.output.error(reason);
    this.#show({ kind: 'failed', reason });
  }

  #onClientState(state: ServerState): void {
    this.#folders.clear();
    this.#show(state);
  }

  #show(state: ServerState): void {
    this.#state = state;
    this.#stateChanged.fire(state);
  }
}
