/** One run of the language server, through the client library: loaded when it is first needed, because the library takes longer to load than all else. */
import { Disposable, type LogOutputChannel } from 'vscode';
import {
  CloseAction,
  DidChangeConfigurationNotification,
  ErrorAction,
  ExecuteCommandRequest,
  State,
  TransportKind,
  type ErrorHandler,
} from 'vscode-languageclient/node';
import { inventoryRequest, statusNotification, trustNotification, type FolderChecklist, type FolderState } from '@failsoft/language-server';
import type { ShownDiagnostics } from '../diagnostics/shown-diagnostics.js';
import { serverSettings } from '../settings.js';
import { clientOptions } from './client-options.js';
import { QuietClient } from './quiet-client.js';

/** Broken messages that are put up with. */
const toleratedErrors = 3;

export interface ConnectionEvents {
  readonly onStarting: () => void;
  readonly onRunning: () => void;
  /** Not called after `onFailed`. */
  readonly onStopped: () => void;
  /** @param reason sentences for the user */
  readonly onFailed: (reason: string) => void;
  readonly onFolderState: (folder: string, state: FolderState) => void;
  /** Files that decide what is found have changed on disk. */
  readonly onFilesChanged: () => void;
  /** It has ended by itself. Undefined: it is started again; else why not, in sentences for the user. */
  readonly onEnded: () => string | undefined;
}

export interface ConnectionOptions {
  /** Path of the server's module. */
  readonly module: string;
  /** Where server and workers keep their compiled code. */
  readonly cacheFolder: string;
  readonly output: LogOutputChannel;
  readonly diagnostics: ShownDiagnostics;
  readonly events: ConnectionEvents;
}

export class Connection {
  readonly #client: QuietClient;
  readonly #events: ConnectionEvents;
  readonly #listeners: Disposable;
  #hasFailed = false;

  constructor({ module, cacheFolder, output, diagnostics, events }: ConnectionOptions) {
    this.#events = events;
    const run = { module, transport: TransportKind.ipc, options: { env: { FAILSOFT_COMPILE_CACHE: cacheFolder } } } as const;
    this.#client = new QuietClient('failsoft', 'Failsoft', run, clientOptions({ output, diagnostics, errorHandler: this.#errorHandler(), onFilesChanged: events.onFilesChanged }));
    this.#listeners = Disposable.from(
      this.#client.onDidChangeState(({ newState }) => this.#onState(newState)),
      this.#client.onNotification(statusNotification, ({ folder, state }) => events.onFolderState(folder, state)),
    );
  }

  /** Resolves to whether it runs. */
  start(): Promise<boolean> {
    // Why it failed is in its log.
    return this.#client.start().then(() => true, () => false);
  }

  /** For good. */
  async stop(): Promise<void> {
    this.#listeners.dispose();
    if (this.#client.isRunning()) await this.#client.stop();
    // One that has not got as far can't be asked to end.
    else this.#client.serverProcess?.kill();
  }

  inventory(): Promise<readonly FolderChecklist[]> {
    return this.#client.sendRequest(inventoryRequest);
  }

  async execute(command: string, ...args: readonly string[]): Promise<void> {
    await this.#client.sendRequest(ExecuteCommandRequest.type, { command, arguments: [...args] });
  }

  async tellOfTrust(): Promise<void> {
    if (this.#client.isRunning()) await this.#client.sendNotification(trustNotification, { trusted: true });
  }

  async tellOfSettings(): Promise<void> {
    if (this.#client.isRunning()) await this.#client.sendNotification(DidChangeConfigurationNotification.type, { settings: { failsoft: serverSettings() } });
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
        const objection = this.#client.state === State.Running ? this.#events.onEnded() : 'The language server ends while it starts. The output says why.';
        if (objection === undefined) return { action: CloseAction.Restart, handled: true };
        this.#fail(objection);
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    };
  }

  #onState(state: State): void {
    if (state === State.Starting) this.#events.onStarting();
    else if (state === State.Running) this.#events.onRunning();
    else if (state === State.StartFailed) this.#fail('The language server could not be started. The output says why.');
    else if (!this.#hasFailed) this.#events.onStopped();
  }

  #fail(reason: string): void {
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    this.#events.onFailed(reason);
  }
}
