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
import { Fixes } from './features/fixes.js';
import { inlayHintsOf } from './features/inlay-hints.js';
import { vendorRuntime } from './features/vendor-runtime.js';
import type { Folders } from './folders/folders.js';
import { checklistOf } from './inventory/checklist.js';
import type { InventoriedFile } from './inventory/folder-survey.js';
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
  /** Path of the runtime in one file. */
  readonly vendoredRuntime: string;
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
  readonly #fixes: Fixes;

  constructor(given: RequestsOptions) {
    this.#given = given;
    this.#fixes = new Fixes(given.folders);
  }

  async codeActions(params: CodeActionParams): Promise<CodeAction[]> {
    const { checks, client, documents, settings } = this.#given;
    const checked = await checks.current(params.textDocument.uri);
    if (checked === undefined) return [];
    const actions = await codeActionsOf(checked, params, {
      capabilities: client,
      openDocument: (path) => this.#openDocument(path),
      areShown: settings().diagnostics,
      fix: (scope) => this.#fixes.of(checked, scope),
    });
    // Edits of a text that has changed meanwhile would hit another one.
    return documents.get(checked.document.uri)?.version === checked.document.version ? actions : [];
  }

  async hover({ textDocument, position }: TextDocumentPositionParams): Promise<Hover | null> {
    const checked = await this.#given.checks.current(textDocument.uri);
    return (checked === undefined ? undefined : hoverAt(checked, position)) ?? null;
  }

  async codeLenses(uri: string): Promise<CodeLens[]> {
    const { checks, surveys, client, connection } = this.#given;
    const canRefresh = client.workspace?.codeLens?.refreshSupport === true;
    const refresh = () => (canRefresh ? connection.sendRequest(CodeLensRefreshRequest.type) : undefined);
    const log = (error: unknown) => connection.console.log(String(error));
    if (canRefresh && checks.latest(uri) === undefined) {
      // VS Code lets a next question wait for as long as answers have taken on an average, and a first check may take long.
      checks.current(uri).then(() => (checks.latest(uri) === undefined ? undefined : refresh())).catch(log);
      return [];
    }
    const checked = await checks.current(uri);
    if (checked === undefined) return [];
    const survey = surveys.of(checked.folder);
    survey.record(checked.report);
    if (!survey.isComplete) {
      const giveUp = (error: unknown) => {
        // It was stopped: what holds now is counted when the client asks again.
        if (surveys.known(checked.folder) !== survey) return refresh();
        throw error;
      };
      survey.complete().then(refresh, giveUp).catch(log);
    }
    return codeLensesOf(checked, realPath(checked.report.path), survey.files?.map(({ inventory }) => inventory));
  }

  async inlayHints({ textDocument, range }: InlayHintParams): Promise<InlayHint[]> {
    const checked = this.#given.settings().inlayHints ? await this.#given.checks.current(textDocument.uri) : undefined;
    return checked === undefined ? [] : inlayHintsOf(checked, range);
  }

  async inventory(): Promise<FolderChecklist[]> {
    const { folders } = this.#given;
    const checklists: FolderChecklist[] = [];
    for (const folder of folders.workspaceFolders) {
      checklists.push({ folder: uriOf(folder), dependencies: checklistOf(await this.#filesOf(folder)) });
    }
    return checklists;
  }

  async #filesOf(folder: string): Promise<readonly InventoriedFile[]> {
    const { surveys } = this.#given;
    const survey = surveys.of(folder);
    try {
      await survey.complete();
      return survey.files ?? [];
    } catch (error) {
      // The configuration has changed meanwhile: what holds now is asked for.
      if (surveys.known(folder) !== survey) return this.#filesOf(folder);
      throw error;
    }
  }

  async execute({ command, arguments: [first, second] = [] }: ExecuteCommandParams): Promise<void> {
    const { connection, vendoredRuntime: source } = this.#given;
    switch (command) {
      case 'failsoft.openPage':
        if (typeof first === 'string') await this.#openPage(first);
        return;
      case 'failsoft.vendorRuntime': {
        const [target, root] = [first, second].map((uri) => (typeof uri === 'string' ? pathOf(uri) : undefined));
        if (target !== undefined && root !== undefined) await vendorRuntime({ source, target, root }, connection);
        return;
      }
      case 'failsoft.restart':
        this.#given.restart();
        return;
      case 'failsoft.fixDependency': {
        const folder = typeof second === 'string' ? pathOf(second) : undefined;
        if (typeof first === 'string' && folder !== undefined) await this.#fixDependency(first, folder);
      }
    }
  }

  async #openPage(uri: string): Promise<void> {
    const { client, connection } = this.#given;
    if (client.window?.showDocument?.support === true) await connection.window.showDocument({ uri, external: true });
    else show(connection, 'information', `the page is ${uri}`);
  }

  #openDocument(path: string): TextDocument | undefined {
    return this.#given.documents.all().find(({ uri }) => pathOf(uri) === path);
  }

  async #fixDependency(dependency: string, folder: string): Promise<void> {
    const { folders, client: capabilities, connection } = this.#given;
    const inventories = (await this.#filesOf(folder)).map(({ inventory }) => inventory);
    const worker = folders.workerFor(folder);
    const openDocument = (path: string) => this.#openDocument(path);
    const edit = await fixDependency({ dependency, worker, inventories, openDocument, capabilities });
    if (edit === undefined) show(connection, 'information', `there is nothing to fix for ${dependency}`);
    else await connection.workspace.applyEdit({ label: `Failsoft: fix everything for ${dependency}`, edit });
  }
}
