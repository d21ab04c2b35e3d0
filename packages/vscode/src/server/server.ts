/** The language server, as a process that the extension starts, watches and ends. */
import { workspace, type Disposable, type ExtensionContext, type LogOutputChannel } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { languages } from './languages.js';

/** Where the bundle has it, in the extension's folder. */
const serverModule = 'dist/server/main.js';

export class Server implements Disposable {
  readonly #client: LanguageClient;
  readonly #trust: Disposable;

  constructor(context: ExtensionContext, output: LogOutputChannel) {
    const run = { module: context.asAbsolutePath(serverModule), transport: TransportKind.ipc } as const;
    this.#client = new LanguageClient('failsoft', 'Failsoft', run, {
      documentSelector: languages.map((language) => ({ scheme: 'file', language })),
      outputChannel: output,
      initializationOptions: () => ({ trusted: workspace.isTrusted }),
    });
    this.#trust = workspace.onDidGrantWorkspaceTrust(() => void this.#client.sendNotification('failsoft/trust', { trusted: true }));
  }

  start(): Promise<void> {
    return this.#client.start();
  }

  restart(): Promise<void> {
    return this.#client.restart();
  }

  stop(): Promise<void> {
    return this.#client.isRunning() ? this.#client.stop() : Promise.resolve();
  }

  dispose(): void {
    this.#trust.dispose();
    void this.stop();
  }
}
