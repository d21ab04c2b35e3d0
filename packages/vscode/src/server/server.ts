/** The language server: a process that is started when it is first needed, watched, and ended with the extension. */
import { join } from 'node:path';
import { Disposable, EventEmitter, workspace, type ExtensionContext, type LogOutputChannel } from 'vscode';
import {
  CloseAction,
  DidChangeConfigurationNotification,
  ErrorAction,
  ExecuteCommandRequest,
  LanguageClient,
  State,
  TransportKind,
  type ErrorHandler,
} from 'vscode-languageclient/node';
import { inventoryRequest, statusNotification, trustNotification, type FolderChecklist, type FolderState } from '@failsoft/language-server';
import type { ShownDiagnostics } from '../diagnostics/shown-diagnostics.js';
import { serverSettings } from '../settings.js';
import { clientOptions } from './client-options.js';
import { nodeProblem } from './node-version.js';
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
  readonly #client: LanguageClient;
  readonly #output: LogOutputChannel;
  readonly #restarts = new Restarts();
  readonly #folders = new Map<string, FolderState>();
  readonly #listeners: Disposable;
  #state: ServerState = { kind: 'off' };
  #started: Promise<boolean> | undefined;

  constructor(context: ExtensionContext, output: LogOutputChannel, diagnostics: ShownDiagnostics) {
    this.#output = output;
    const env = { FAILSOFT_COMPILE_CACHE: join(context.globalStorageUri.fsPath, 'compile-cache') };
    const run = { module: context.asAbsolutePath(serverModule), transport: TransportKind.ipc, options: { env } } as const;
    const options = clientOptions({ output, diagnostics, errorHandler: this.#errorHandler(), onFilesChanged: () => this.#filesChanged.fire() });
    this.#client = new LanguageClient('failsoft', 'Failsoft', run, options);
    this.#listeners = Disposable.from(
      this.#client.onDidChangeState(({ newState }) => this.#onClientState(newState)),
      this.#client.onNotification(statusNotification, ({ folder, state }) => this.#onFolderState(folder, state)),
      workspace.onDidGrantWorkspaceTrust(() => this.#tellOfTrust()),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('failsoft')) this.#tellOfSettings();
      }),
    );
  }

  get state(): ServerState {
    return this.#state;
  }

  /** Resolves to whether it runs. */
  start(): Promise<boolean> {
    this.#started ??= this.#start();
    return this.#started;
  }

  async restart(): Promise<void> {
    await this.#started;
    await this.stop();
    this.#restarts.forget();
    await this.start();
  }

  async stop(): Promise<void> {
    this.#started = undefined;
    if (this.#client.isRunning()) await this.#client.stop();
  }

  /** Undefined if the server does not run. */
  async inventory(): Promise<readonly FolderChecklist[] | undefined> {
    return (await this.start()) ? this.#client.sendRequest(inventoryRequest) : undefined;
  }

  /** The edit that fixes what can be fixed; the user looks at it before it is made. @param folder URI of a workspace folder */
  async fixDependency(dependency: string, folder: string): Promise<void> {
    if (!(await this.start())) return;
    await this.#client.sendRequest(ExecuteCommandRequest.type, { command: 'failsoft.fixDependency', arguments: [dependency, folder] });
  }

  dispose(): void {
    this.#listeners.dispose();
    this.#stateChanged.dispose();
    this.#filesChanged.dispose();
    void this.stop();
  }

  async #start(): Promise<boolean> {
    const problem = nodeProblem(process.versions.node);
    if (problem !== undefined) {
      this.#fail(problem);
      return false;
    }
    try {
      await this.#client.start();
      return true;
    } catch (error) {
      this.#fail(`The language server could not be started: ${textOf(error)}.`);
      return false;
    }
  }

  #errorHandler(): ErrorHandler {
    return {
      error: (error, _message, count = 0) => {
        if (count <= toleratedErrors) return { action: ErrorAction.Continue, handled: true };
        this.#fail(`The connection to the language server is broken: ${error.message}.`);
        return { action: ErrorAction.Shutdown, handled: true };
      },
      closed: () => {
        if (this.#restarts.allow(Date.now())) return { action: CloseAction.Restart, handled: true };
        this.#started = Promise.resolve(false);
        this.#fail(tooManyRestarts);
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    };
  }

  #fail(reason: string): void {
    this.#output.error(reason);
    this.#show({ kind: 'failed', reason });
  }

  #onClientState(state: State): void {
    this.#folders.clear();
    if (state === State.Starting) this.#show({ kind: 'starting' });
    else if (state === State.Running) this.#show(stateOf([]));
    // A failure is told by whoever knows its reason.
    else if (this.#state.kind !== 'failed') this.#show({ kind: 'off' });
  }

  #onFolderState(folder: string, state: FolderState): void {
    this.#folders.set(folder, state);
    this.#show(stateOf(this.#folders.values()));
  }

  #tellOfTrust(): void {
    if (this.#client.isRunning()) void this.#client.sendNotification(trustNotification, { trusted: true });
  }

  #tellOfSettings(): void {
    if (this.#client.isRunning()) void this.#client.sendNotification(DidChangeConfigurationNotification.type, { settings: { failsoft: serverSettings() } });
  }

  #show(state: ServerState): void {
    this.#state = state;
    this.#stateChanged.fire(state);
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
}
