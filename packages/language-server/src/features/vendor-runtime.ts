/** Copies the runtime, as one file, into a project: the client makes the file, so that it can be undone. */
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import type { Connection } from 'vscode-languageserver/node';
import { uriOf } from '../documents/file-path.js';
import { show } from '../show-message.js';

export interface VendoredRuntime {
  /** Path of the file that comes with the server. */
  readonly source: string;
  /** Path of the file to be made. */
  readonly target: string;
  /** Folder that settings name files from. */
  readonly root: string;
}

export async function vendorRuntime({ source, target, root }: VendoredRuntime, connection: Connection): Promise<void> {
  const content = await readFile(source, 'utf8');
  const uri = uriOf(target);
  const start = { line: 0, character: 0 };
  const documentChanges = [
    { kind: 'create', uri, options: { overwrite: false, ignoreIfExists: false } } as const,
    { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: content }] },
  ];
  const { applied, failureReason = 'the editor did not make it' } = await connection.workspace.applyEdit({ label: 'Failsoft: copy the runtime', edit: { documentChanges } });
  const name = relative(root, target).replaceAll('\\', '/');
  if (!applied) show(connection, 'error', `${name} was not written: ${failureReason}`);
  else show(connection, 'information', `${name} is the runtime in one file, and yours: save it. Fixes import from it, wherever in its package you move it; settings.failsoft.runtime: './${name.replace(/\.ts$/, '')}' in the ESLint configuration names it for all packages`);
}
