/** Rewrites that import the runtime are offered only where it can be imported: it is brought there. */
import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ResourceOperationKind, type ClientCapabilities, type CodeAction } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { uriOf } from '../documents/file-path.js';
import type { LocatedFinding } from '../worker/messages.js';
import { addRuntimeTo, manifestOf, readManifest, runtimePackage } from './runtime-dependency.js';
import { editOf } from './workspace-edits.js';

interface RuntimeContext {
  readonly capabilities: ClientCapabilities;
  readonly openDocument: (path: string) => TextDocument | undefined;
}

/** For findings that would have more rewrites with it. @param file absolute */
export function bringRuntime(file: string, here: readonly LocatedFinding[], context: RuntimeContext): CodeAction[] {
  const lacking = here.find(({ lacksRuntime }) => lacksRuntime !== undefined)?.lacksRuntime;
  if (lacking === undefined) return [];
  return [...(lacking.from === runtimePackage ? dependOnRuntime(file, context) : []), ...copyRuntime(file, lacking, context)];
}

function dependOnRuntime(file: string, { capabilities, openDocument }: RuntimeContext): CodeAction[] {
  const path = manifestOf(file);
  if (path === undefined) return [];
  const open = openDocument(path);
  const text = open?.getText() ?? readManifest(path);
  const edits = text === undefined ? [] : addRuntimeTo(text);
  if (text === undefined || edits.length === 0) return [];
  const manifest = open ?? TextDocument.create(uriOf(path), 'json', 0, text);
  return [{ title: `Add ${runtimePackage} to package.json, for more fixes`, edit: editOf(manifest, edits, capabilities) }];
}

/** It is TypeScript: JavaScript can't import it. */
function copyRuntime(file: string, lacking: NonNullable<LocatedFinding['lacksRuntime']>, { capabilities }: RuntimeContext): CodeAction[] {
  const { documentChanges, resourceOperations = [] } = capabilities.workspace?.workspaceEdit ?? {};
  const canCreate = documentChanges === true && resourceOperations.includes(ResourceOperationKind.Create);
  const path = placeOfCopy(file, lacking);
  if (!/\.[cm]?tsx?$/.test(file) || !canCreate || path === undefined || existsSync(path)) return [];
  const title = `Copy the runtime to ${relative(lacking.root, path)}, for more fixes`;
  return [{ title, command: { title, command: 'failsoft.vendorRuntime', arguments: [uriOf(path), uriOf(lacking.root)] } }];
}

/** Where the settings say, else where `failsoft init --vendor` would put it. */
function placeOfCopy(file: string, { from, root }: NonNullable<LocatedFinding['lacksRuntime']>): string | undefined {
  if (from.startsWith('.')) return join(root, /\.[cm]?ts$/.test(from) ? from : `${from.replace(/\.[cm]?js$/, '')}.ts`);
  if (from !== runtimePackage) return undefined;
  const manifest = manifestOf(file);
  const folder = manifest === undefined ? root : dirname(manifest);
  return existsSync(join(folder, 'src')) ? join(folder, 'src/failsoft.ts') : join(folder, 'failsoft.ts');
}
