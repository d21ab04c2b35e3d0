/** Answers what a client asks of documents and folders. */
import {
  CodeLensRefreshRequest,
  type CodeAction,
  type CodeActionParams,
  type CodeLens,
  type ClientCapabilities,
  type Connection,
  type ExecuteCommandParams,
  type Hover,
  type InlayHint,
  type InlayHintParams,
  type TextDocumentPositionParams,
  type TextDocuments,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Checks } from './documents/checks.js';
import { pathOf, realPath, uriOf } from './documents/file-path.js';
import { codeActionsOf } from './features/code-actions.js';
import { codeLensesOf } from './features/code-lenses.js';
import { fixDependency } from './features/fix-dependency.js';
import { hoverAt } from './features/hover.js';
import { inlayHintsOf } from './features/inlay-hints.js';
import type { Folders } from './folders/folders.js';
import { checklistOf } from './inventory/checklist.js';
import type { Surveys } from './inventory/surveys.js';
import type { ServerOptions } from './options.js';
import { inventoryRequest, type FolderChecklist } from './protocol.js';
import { show } from './show-message.js';

export interface RequestsOptions {
  readonly connection: Connection;
  readonly client: ClientCapabilities;
  readonly documents: TextDocuments<TextDocument>;
  readonly checks: Checks;
  readonly folders: Folders;
  readonly surveys: Surveys;
  readonly settings: () => ServerOptions;
  /** Loads the code of projects anew. */
  readonly restart: () => void;
}

/** Registers what answers, for as long as the connection lasts. */
export function answerRequests(given: RequestsOptions): void {
  const requests = new Requests(given);
  const { connection } = given;
  connection.onCodeAction((params) => requests.codeActions(params));
  connection.onHover((params) => requests.hover(params));
  connection.onCodeLens(({ textDocument }) => requests.codeLenses(textDocument.uri));
  connection.languages.inlayHint.on((params) => requests.inlayHints(params));
  connection.onRequest(inventoryRequest, () => requests.inventory());
  connection.onExecuteCommand((params) => requests.execute(params));
}

class Requests {
  readonly #given: RequestsOptions;

  constructor(given: RequestsOptions) {
    this.#given = given;
  }

  async codeActions(params: CodeActionParams): Promise<CodeAction[]> {
    const { checks, client } = this.#given;
    const checked = await checks.current(params.textDocument.uri);
    return checked === undefined ? [] : codeActionsOf(checked, params, { capabilities: client, openDocument: (path) => this.#openDocument(path) });
  }

  async hover({ textDocument, position }: TextDocumentPositionParams): Promise<Hover | null> {
    const checked = await this.#given.checks.current(textDocument.uri);
    return (checked === undefined ? undefined : hoverAt(checked, position)) ?? null;
  }

  async codeLenses(uri: string): Promise<CodeLens[]> {
    const { checks, surveys, client, connection } = this.#given;
    const checked = await checks.current(uri);
    if (checked === undefined) return [];
    const survey = surveys.of(checked.folder);
    survey.record(checked.report);
    if (!survey.isComplete) {
      const refresh = client.workspace?.codeLens?.refreshSupport === true ? () => connection.sendRequest(CodeLensRefreshRequest.type) : () => undefined;
      survey.complete().then(refresh).catch((error: unknown) => connection.console.log(String(error)));
    }
    return codeLensesOf(checked, realPath(checked.report.path), survey.isComplete ? survey.inventories : undefined);
  }

  async inlayHints({ textDocument, range }: InlayHintParams): Promise<InlayHint[]> {
    const checked = this.#given.settings().inlayHints ? await this.#given.checks.current(textDocument.uri) : undefined;
    return checked === undefined ? [] : inlayHintsOf(checked, range);
  }

  async inventory(): Promise<FolderChecklist[]> {
    const { folders, surveys } = this.#given;
    const checklists: FolderChecklist[] = [];
    for (const folder of folders.workspaceFolders) {
      const survey = surveys.of(folder);
      await survey.complete();
      checklists.push({ folder: uriOf(folder), dependencies: checklistOf(survey.files) });
    }
    return checklists;
  }

  async execute({ command, arguments: [first, second] = [] }: ExecuteCommandParams): Promise<void> {
    switch (command) {
      case 'failsoft.openPage':
        if (typeof first === 'string') await this.#given.connection.window.showDocument({ uri: first, external: true });
        return;
      case 'failsoft.restart':
        this.#given.restart();
        return;
      case 'failsoft.fixDependency': {
        const folder = typeof second === 'string' ? pathOf(second) : undefined;
        if (typeof first === 'string' && folder !== undefined) await this.#fixDependency(first, folder);
      }
    }
  }

  #openDocument(path: string): TextDocument | undefined {
    return this.#given.documents.all().find(({ uri }) => pathOf(uri) === path);
  }

  async #fixDependency(dependency: string, folder: string): Promise<void> {
    const { folders, surveys, client: capabilities, connection } = this.#given;
    const survey = surveys.of(folder);
    await survey.complete();
    const worker = folders.workerFor(folder);
    const openDocument = (path: string) => this.#openDocument(path);
    const edit = await fixDependency({ dependency, worker, inventories: survey.inventories, openDocument, capabilities });
    if (edit === undefined) show(connection, 'information', `there is nothing to fix for ${dependency}`);
    else await connection.workspace.applyEdit({ label: `Failsoft: fix everything for ${dependency}`, edit });
  }
}
