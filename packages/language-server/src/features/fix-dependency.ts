/** Everything that can be fixed about one dependency of a folder, as one edit that the user sees before it is made. */
import { readFile } from 'node:fs/promises';
import { combineRewrites } from '@failsoft/analysis/rewrites';
import type { FileInventory } from 'eslint-plugin-failsoft';
import type { AnnotatedTextEdit, ClientCapabilities, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { uriOf } from '../documents/file-path.js';
import { textEditsOf } from '../documents/positions.js';
import { WorkerFailure, type FolderWorker } from '../folders/folder-worker.js';
import type { FileReport, LocatedFinding } from '../worker/messages.js';
import { preferredOf } from './code-actions.js';
import { dependencyOf } from './dependency-of.js';

export interface DependencyFix {
  readonly dependency: string;
  readonly worker: FolderWorker;
  /** Of the whole folder. */
  readonly inventories: readonly FileInventory[];
  /** By path: clients differ in how they write URIs. */
  readonly openDocument: (path: string) => TextDocument | undefined;
  readonly capabilities: ClientCapabilities;
}

/** Undefined if there is nothing to fix. */
export async function fixDependency({ dependency, worker, inventories, openDocument, capabilities }: DependencyFix): Promise<WorkspaceEdit | undefined> {
  const edits: TextDocumentEdit[] = [];
  const canPreview = capabilities.workspace?.workspaceEdit?.changeAnnotationSupport !== undefined;
  const annotation = 'failsoft';
  for (const { file } of inventories.filter((inventory) => concerns(inventory, dependency))) {
    const open = openDocument(file);
    const document = open ?? (await documentOnDisk(file));
    if (document === undefined) continue;
    const report = await worker.lint(file, document.getText(), 'waited-for').catch(withoutAnswer);
    const findings = report?.findings.filter((finding) => report.inventory !== undefined && isAbout(finding, report.inventory, dependency)) ?? [];
    const combined = combineRewrites(preferredOf(findings)).edits;
    if (combined.length === 0) continue;
    const changes = textEditsOf(document, combined).map((edit): AnnotatedTextEdit => ({ ...edit, annotationId: annotation }));
    const version = open?.version ?? null;
    edits.push({ textDocument: { uri: document.uri, version }, edits: canPreview ? changes : textEditsOf(document, combined) });
  }
  if (edits.length === 0) return undefined;
  if (capabilities.workspace?.workspaceEdit?.documentChanges !== true) {
    return { changes: Object.fromEntries(edits.map(({ textDocument, edits: changes }) => [textDocument.uri, changes.filter((edit) => 'newText' in edit)])) };
  }
  if (!canPreview) return { documentChanges: edits };
  const description = `Deadlines, listeners and handlers that calls of ${dependency} lack`;
  return { documentChanges: edits, changeAnnotations: { [annotation]: { label: `Failsoft: fix ${dependency}`, description, needsConfirmation: true } } };
}

function isAbout(finding: LocatedFinding, inventory: FileInventory, dependency: string): boolean {
  return dependencyOf(finding, inventory) === dependency;
}

function concerns({ quiet, calls, clients }: FileInventory, dependency: string): boolean {
  return quiet === undefined && [...calls, ...clients].some((record) => record.dependency === dependency);
}

async function documentOnDisk(file: string): Promise<TextDocument | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : TextDocument.create(uriOf(file), 'typescript', 0, text);
}

function withoutAnswer(error: unknown): FileReport | undefined {
  if (error instanceof WorkerFailure) return undefined;
  throw error;
}
