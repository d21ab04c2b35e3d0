/** A real server process, spoken to over stdio as an editor would. */
import { spawn, type ChildProcess } from 'node:child_process';
import { renameSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { join } from 'node:path';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import {
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  ApplyWorkspaceEditRequest,
  CodeActionRequest,
  ExecuteCommandRequest,
  ExitNotification,
  FileChangeType,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  ResourceOperationKind,
  ShowDocumentRequest,
  ShowMessageNotification,
  ShowMessageRequest,
  ShutdownRequest,
  type ClientCapabilities,
  type CodeAction,
  type Command,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type FileEvent,
  type PublishDiagnosticsParams,
  type Range,
  type ShowMessageParams,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { onTestFinished } from 'vitest';
import { trustNotification } from '../src/protocol.js';

const command = fileURLToPath(new URL('../bin/failsoft-language-server.js', import.meta.url));

export const pulling: ClientCapabilities = {
  textDocument: { diagnostic: {} },
  workspace: {
    diagnostics: { refreshSupport: true },
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: {}, resourceOperations: [ResourceOperationKind.Create] },
  },
  window: { showDocument: { support: true } },
};

const changeTypes = { created: FileChangeType.Created, changed: FileChangeType.Changed, deleted: FileChangeType.Deleted } as const;

export interface StartOptions {
  readonly folders: readonly string[];
  readonly capabilities?: ClientCapabilities;
  readonly options?: unknown;
  readonly env?: NodeJS.ProcessEnv;
}

export class ServerProcess {
  readonly connection: MessageConnection;
  readonly child: ChildProcess;
  readonly messages: ShowMessageParams[] = [];
  readonly published: PublishDiagnosticsParams[] = [];
  /** Edits that the server asked its client to make. */
  readonly applied: WorkspaceEdit[] = [];
  readonly shownDocuments: string[] = [];
  /** The button that its user presses, wherever a message has it. */
  button: string | undefined;
  /** Times that the server asked its client to ask again. */
  refreshes = 0;
  readonly #folder: string;

  private constructor(child: ChildProcess, connection: MessageConnection, folder: string) {
    this.child = child;
    this.connection = connection;
    this.#folder = folder;
    connection.onNotification(ShowMessageNotification.type, (message) => void this.messages.push(message));
    connection.onRequest(ShowMessageRequest.type, (message) => {
      this.messages.push(message);
      return message.actions?.find(({ title }) => title === this.button) ?? null;
    });
    connection.onNotification(PublishDiagnosticsNotification.type, (params) => void this.published.push(params));
    connection.onRequest('workspace/diagnostic/refresh', () => {
      this.refreshes++;
      return null;
    });
    connection.onRequest('client/registerCapability', () => null);
    connection.onRequest(ApplyWorkspaceEditRequest.type, ({ edit }) => {
      this.applied.push(edit);
      return { applied: true };
    });
    connection.onRequest(ShowDocumentRequest.type, ({ uri }) => {
      this.shownDocuments.push(uri);
      return { success: true };
    });
  }

  /** Initialized; lives as long as the test. */
  static async start(options: StartOptions): Promise<ServerProcess> {
    const server = ServerProcess.spawn(options);
    await server.initialize(options);
    await server.connection.sendNotification(InitializedNotification.type, {});
    return server;
  }

  /** Nothing has been said to it yet; lives as long as the test. */
  static spawn({ folders, env = process.env }: StartOptions): ServerProcess {
    const child = spawn(process.execPath, [command, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'], env });
    const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
    const server = new ServerProcess(child, connection, folders[0] ?? '/');
    connection.listen();
    onTestFinished(() => server.stop());
    return server;
  }

  async initialize({ folders, capabilities = pulling, options = {} }: StartOptions): Promise<void> {
    await this.connection.sendRequest(InitializeRequest.method, {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: folders.map((folder) => ({ uri: pathToFileURL(folder).href, name: folder })),
      capabilities,
      initializationOptions: { debounce: 10, ...(typeof options === 'object' ? options : {}) },
    });
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error('the server was not started');
    return this.child.pid;
  }

  uri(path: string): string {
    return pathToFileURL(join(this.#folder, path)).href;
  }

  open(path: string, text: string, version = 1): Promise<void> {
    return this.openUri(this.uri(path), text, version);
  }

  openUri(uri: string, text: string, version = 1): Promise<void> {
    return this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId: 'typescript', version, text } });
  }

  change(path: string, text: string, version: number): Promise<void> {
    return this.connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: { uri: this.uri(path), version }, contentChanges: [{ text }] });
  }

  close(path: string): Promise<void> {
    return this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri: this.uri(path) } });
  }

  pull(path: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.#pull(this.uri(path), previousResultId);
  }

  #pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri }, ...(previousResultId === undefined ? {} : { previousResultId }) });
  }

  async diagnostics(path: string): Promise<Diagnostic[]> {
    const report = await this.pull(path);
    return report.kind === 'full' ? report.items : [];
  }

  /** '3:15 require-timeout' of each, lines and columns as people count them. */
  async findings(path: string): Promise<string[]> {
    return this.findingsOf(this.uri(path));
  }

  async findingsOf(uri: string): Promise<string[]> {
    const report = await this.#pull(uri);
    return report.kind === 'full' ? report.items.map(findingText) : [];
  }

  /** Tells of a file that is no longer as it was on disk. */
  watched(path: string, what: 'created' | 'changed' | 'deleted'): Promise<void> {
    return this.#watched([{ uri: this.uri(path), type: changeTypes[what] }]);
  }

  rename(from: string, to: string): Promise<void> {
    renameSync(join(this.#folder, from), join(this.#folder, to));
    return this.#watched([{ uri: this.uri(from), type: FileChangeType.Deleted }, { uri: this.uri(to), type: FileChangeType.Created }]);
  }

  trust(trusted: boolean): Promise<void> {
    return this.connection.sendNotification(trustNotification, { trusted });
  }

  /** As editors end it. @returns the exit code */
  async shutDown(): Promise<unknown> {
    const exit = new Promise((resolve) => this.child.once('exit', resolve));
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    return exit;
  }

  #watched(changes: FileEvent[]): Promise<void> {
    return this.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
  }

  /** What is offered on a line. @param line 1-based @param diagnostics what the client has there, of any tool */
  codeActions(path: string, line: number, only?: string[], diagnostics: Diagnostic[] = []): Promise<CodeAction[]> {
    return this.codeActionsIn(path, { start: { line: line - 1, character: 0 }, end: { line: line - 1, character: 1000 } }, only, diagnostics);
  }

  async codeActionsIn(path: string, range: Range, only?: string[], diagnostics: Diagnostic[] = []): Promise<CodeAction[]> {
    const actions = await this.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: this.uri(path) },
      range,
      context: { diagnostics, ...(only === undefined ? {} : { only }) },
    });
    return (actions ?? []).filter((action): action is CodeAction => !('arguments' in action));
  }

  async execute(command: Command | undefined): Promise<void> {
    if (command === undefined) throw new Error('the action has no command');
    await this.connection.sendRequest(ExecuteCommandRequest.type, { command: command.command, arguments: command.arguments ?? [] });
  }

  /** The messages that users saw. */
  get shown(): string[] {
    return this.messages.map(({ message }) => message);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.connection.dispose();
    this.child.kill();
    await gone;
  }
}

export function findingText({ range, code }: Diagnostic): string {
  return `${range.start.line + 1}:${range.start.character + 1} ${String(code)}`;
}
