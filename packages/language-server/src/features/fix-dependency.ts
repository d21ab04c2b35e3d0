/** Everything that can be fixed about one dependency of a folder, as one edit that the user sees before it is made. */
import { readFile } from 'node:fs/promises';
import type { TextEdit } from '@failsoft/analysis/rewrites';
import type { FileInventory } from 'eslint-plugin-failsoft';
import type { AnnotatedTextEdit, ClientCapabilities, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { uriOf } from '../documents/file-path.js';
import { textEditsOf } from '../documents/positions.js';
import type { FolderWorker } from '../folders/folder-worker.js';
import { WorkerFailure } from '../folders/worker-failure.js';

export interface DependencyFix {
  readonly dependency: string;
  readonly worker: FolderWorker;
  /** Of the whole folder. */
  readonly inventories: readonly FileInventory[];
  /** By path: clients differ in how they write URIs. */
  readonly openDocument: (path: string) => TextDocument | undefined;
  readonly capabilities: ClientCapabilities;
}

/** A text, and what is to be done to it: of an open document with the version that it is. */
interface FixedFile {
  readonly document: TextDocument;
  readonly version: number | null;
  readonly edits: readonly TextEdit[];
}

/** Undefined if there is nothing to fix. */
export async function fixDependency(fix: DependencyFix): Promise<WorkspaceEdit | undefined> {
  const files: FixedFile[] = [];
  for (const { file } of fix.inventories.filter((inventory) => concerns(inventory, fix.dependency))) {
    const fixed = await fixFile(file, fix);
    if (fixed !== undefined && fixed.edits.length > 0) files.push(fixed);
  }
  return files.length === 0 ? undefined : workspaceEditOf(files, fix);
}

async function fixFile(file: string, { dependency, worker, openDocument }: DependencyFix): Promise<FixedFile | undefined> {
  const open = openDocument(file);
  const text = open?.getText() ?? (await readFile(file, 'utf8').catch(() => undefined));
  if (text === undefined) return undefined;
  // The open document goes on changing while it is linted.
  const version = open?.version ?? null;
  const document = TextDocument.create(open?.uri ?? uriOf(file), 'typescript', version ?? 0, text);
  const edits = await worker.fix(file, text, { of: 'dependency', dependency }).catch(noEdits);
  return { document, version, edits };
}

function workspaceEditOf(files: readonly FixedFile[], { dependency, capabilities: { workspace } }: DependencyFix): WorkspaceEdit {
  if (workspace?.workspaceEdit?.documentChanges !== true) {
    return { changes: Object.fromEntries(files.map(({ document, edits }) => [document.uri, textEditsOf(document, edits)])) };
  }
  const canPreview = workspace.workspaceEdit.changeAnnotationSupport !== undefined;
  const annotationId = 'failsoft';
  const documentChanges = files.map(({ document, version, edits }): TextDocumentEdit => {
    const changes = textEditsOf(document, edits);
    const annotated = changes.map((change): AnnotatedTextEdit => ({ ...change, annotationId }));
    return { textDocument: { uri: document.uri, version }, edits: canPreview ? annotated : changes };
  });
  if (!canPreview) return { documentChanges };
  const description = `Deadlines, listeners and handlers that calls of ${dependency} lack`;
  return { documentChanges, changeAnnotations: { [annotationId]: { label: `Failsoft: fix ${dependency}`, description, needsConfirmation: true } } };
}

function concerns({ quiet, calls, clients }: FileInventory, dependency: string): boolean {
  return quiet === undefined && [...calls, ...clients].some((record) => record.dependency === dependency);
}

function noEdits(error: unknown): readonly TextEdit[] {
  if (error instanceof WorkerFailure) return [];
  throw error;
}
