import type { CallRecord, FileInventory } from 'eslint-plugin-failsoft';
import type { CodeLens } from 'vscode-languageserver/node';
import type { CheckedDocument } from '../documents/checks.js';
import { uriOf } from '../documents/file-path.js';
import { locate } from './records.js';

/**
 * Over each client's creation: its calls in the folder, and what they lack. There is no command; for clients that have a view to lead to, its
 * arguments are the dependency's name and the folder's URI.
 * @param realPath of the document, links followed
 * @param inventories of the whole folder; undefined while they are being gathered
 */
export function codeLensesOf({ document, report, folder }: CheckedDocument, realPath: string, inventories: readonly FileInventory[] | undefined): CodeLens[] {
  if (report.inventory === undefined || report.inventory.quiet !== undefined) return [];
  return locate(document, report.inventory).flatMap((located): CodeLens[] => {
    if (located.kind !== 'client') return [];
    const { client, range } = located;
    const calls = inventories
      ?.filter(({ quiet }) => quiet === undefined)
      .flatMap((inventory) => inventory.calls.filter((call) => call.client?.line === client.line && call.client.file === realPath));
    const title = `${client.dependency}: ${calls === undefined ? 'counting calls…' : summary(calls)}`;
    return [{ range, command: { title, command: '', arguments: [client.dependency, uriOf(folder)] } }];
  });
}

function summary(calls: readonly CallRecord[]): string {
  if (calls.length === 0) return 'no calls found';
  const lacking = (name: 'timeout' | 'errorHandling') => calls.filter((call) => call[name].verdict === 'missing').length;
  const parts = [
    [lacking('timeout'), 'without timeout'],
    [lacking('errorHandling'), 'without error handling'],
  ] as const;
  return [calls.length === 1 ? '1 call' : `${calls.length} calls`, ...parts.flatMap(([count, what]) => (count === 0 ? [] : [`${count} ${what}`]))].join(', ');
}
