/** The language server: a process that is started when it is first needed, watched, and ended with the extension. */
import { join } from 'node:path';
import { Disposable, EventEmitter, workspace, type ExtensionContext, type LogOutputChannel } from 'vscode';
import {
  CloseAction,
  DidChangeConfigurationNotification,
  ErrorAction,
  ExecuteCommandRequest,
  State,
  TransportKind,
  type ErrorHandler,
  type LanguageClientOptions,
  type NodeModule,
} from 'vscode-languageclient/node';
import { inventoryRequest, statusNotification, trustNotification, type FolderChecklist, type FolderState } from '@failsoft/language-server';
import type { ShownDiagnostics } from '../diagnostics/shown-diagnostics.js';
import { serverSettings } from '../settings.js';
import { clientOptions } from './client-options.js';
import { nodeProblem } from './node-version.js';
import { QuietClient } from './quiet-client.js';
import { Restarts, tooManyRestarts } from './restarts.js';
import { stateOf, type ServerState } from './server-state.js';

/** Where the bundle has it, in the extension's folder. */
const serverModule = 'dist/server/main.js';

/** Broken messages that are put up with. */
const toleratedErrors = 3;

export class Server implements Disposable {
  readonly #stateChanged = new EventEmitter<ServerState>();
  readonly onDidChangeState = this.#stateChanged.event;
  readonly #filesChanged = new EventEmitter<void>();
  /** Fires when files that decide what is found have changed on disk. */
  readonly onDidChangeFiles = this.#filesChanged.event;
  readonly #run: NodeModule;
  readonly #options: LanguageClientOptions;
  readonly #output: LogOutputChannel;
  readonly #restarts = new Restarts();
  readonly #folders = new Map<string, FolderState>();
  readonly #listeners: Disposable;
  #state: ServerState = { kind: 'off' };
  #client: QuietClient | undefined;
  #started: Promise<QuietClient | undefined> | undefined;

  constructor(context: ExtensionContext, output: LogOutputChannel, diagnostics: ShownDiagnostics) {
    this.#output = output;
    const env = { FAILSOFT_COMPILE_CACHE: join(context.globalStorageUri.fsPath, 'compile-cache') };
    this.#run = { module: context.asAbsolutePath(serverModule), transport: TransportKind.ipc, options: { env } };
    this.#options = clientOptions({ output, diagnostics, errorHandler: this.#errorHandler(), onFilesChanged: () => this.#filesChanged.fire() });
    this.#listeners = Disposable.from(
      workspace.onDidGrantWorkspaceTrust(() => this.#tellOfTrust()),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('failsoft')) this.#tellOfSettings();
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
    await this.#started;
    await this.stop();
    this.#restarts.forget();
    await this.start();
  }

  async stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    this.#started = undefined;
    if (client?.isRunning() === true) await client.stop();
    // One that has not got as far can't be asked to end.
    else client?.serverProcess?.kill();
  }

  /** Undefined if the server does not run. */
  async inventory(): Promise<readonly FolderChecklist[] | undefined> {
    return (await this.#running())?.sendRequest(inventoryRequest);
  }

  /** The edit that fixes what can be fixed; the user decides on it before it is made. @param folder URI of a workspace folder */
  async fixDependency(dependency: string, folder: string): Promise<void> {
    const client = await this.#running();
    await client?.sendRequest(ExecuteCommandRequest.type, { command: 'failsoft.fixDependency', arguments: [dependency, folder] });
  }

  dispose(): void {
    this.#listeners.dispose();
    this.#stateChanged.dispose();
    this.#filesChanged.dispose();
    void this.stop();
  }

  #running(): Promise<QuietClient | undefined> {
    this.#started ??= this.#start();
    return this.#started;
  }

  async #start(): Promise<QuietClient | undefined> {
    const problem = nodeProblem(process.versions.node);
    if (problem !== undefined) {
      this.#fail(problem);
      return undefined;
    }
    const client = new QuietClient('failsoft', 'Failsoft', this.#run, this.#options);
    this.#client = client;
    client.onDidChangeState(({ newState }) => {
      if (client === this.#client) this.#onClientState(newState);
    });
    client.onNotification(statusNotification, ({ folder, state }) => this.#onFolderState(folder, state));
    // Why it failed is in its log.
    return client.start().then(() => client, () => undefined);
  }

  #errorHandler(): ErrorHandler {
    return {
      error: (error, _message, count = 0) => {
        if (count <= toleratedErrors) return { action: ErrorAction.Continue, handled: true };
        this.#fail(`The connection to the language server is broken: ${error.message}.`);
        return { action: ErrorAction.Shutdown, handled: true };
      },
      closed: () => {
        // One that ends while it starts would do so again.
        if (this.#client?.state === State.Running) {
          if (this.#restarts.allow(Date.now())) return { action: CloseAction.Restart, handled: true };
          this.#fail(tooManyRestarts);
        }
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    };
  }

  #fail(reason: string): void {
    this.#started = Promise.resolve(undefined);
    this.#output.error(reason);
    this.#show({ kind: 'failed', reason });
  }

  #onClientState(state: State): void {
    this.#folders.clear();
    if (state === State.Starting) this.#show({ kind: 'starting' });
    else if (state === State.Running) this.#show(stateOf([]));
    else if (state === State.StartFailed) this.#fail('The language server could not be started. The output says why.');
    // A failure is told by whoever knows its reason.
    else if (this.#state.kind !== 'failed') this.#show({ kind: 'off' });
  }

  #onFolderState(folder: string, state: FolderState): void {
    this.#folders.set(folder, state);
    this.#show(stateOf(this.#folders.values()));
  }

  #tellOfTrust(): void {
    if (this.#client?.isRunning() === true) void this.#client.sendNotification(trustNotification, { trusted: true });
  }

  #tellOfSettings(): void {
    if (this.#client?.isRunning() === true) void this.#client.sendNotification(DidChangeConfigurationNotification.type, { settings: { failsoft: serverSettings() } });
  }

  #show(state: ServerState): void {
    this.#state = state;
    this.#stateChanged.fire(state);
  }
}
