/** The dependency checklist of a folder, as clients show it. */
import type { CallRecord, ClientRecord, EvidenceRecord, FileInventory } from 'eslint-plugin-failsoft';
import { uriOf } from '../documents/file-path.js';
import type { ChecklistPlace, DependencyChecklist } from '../protocol.js';

/** Dependencies of server code by name. */
export function checklistOf(inventories: readonly FileInventory[]): DependencyChecklist[] {
  const byName = new Map<string, { libraries: Set<string>; calls: ChecklistPlace[]; clients: ChecklistPlace[] }>();
  const entryOf = ({ dependency, library }: { readonly dependency: string; readonly library: string }) => {
    const entry = byName.get(dependency) ?? { libraries: new Set<string>(), calls: [], clients: [] };
    byName.set(dependency, entry);
    entry.libraries.add(library);
    return entry;
  };
  for (const { file, quiet, calls, clients } of inventories) {
    if (quiet !== undefined) continue;
    for (const call of calls) entryOf(call).calls.push(placeOfCall(file, call));
    for (const client of clients) entryOf(client).clients.push(placeOfClient(file, client));
  }
  return [...byName]
    .map(([dependency, { libraries, calls, clients }]) => ({ dependency, libraries: [...libraries].sort(), calls: sorted(calls), clients: sorted(clients) }))
    .sort((a, b) => (a.dependency < b.dependency ? -1 : 1));
}

function placeOfCall(file: string, call: CallRecord): ChecklistPlace {
  const { timeout, errorHandling, circuitBreaker } = call;
  const protections = [protection('timeout', timeout), protection('errorHandling', errorHandling), protection('circuitBreaker', circuitBreaker)];
  return { uri: uriOf(file), position: positionOf(call), text: call.callee, protections };
}

function placeOfClient(file: string, client: ClientRecord): ChecklistPlace {
  const protections = [protection('timeout', client.timeout), protection('errorListener', client.errorListener)];
  return { uri: uriOf(file), position: positionOf(client), text: client.name, protections };
}

function protection(name: ChecklistPlace['protections'][number]['name'], { verdict, reason }: EvidenceRecord): ChecklistPlace['protections'][number] {
  return { name, verdict, reason };
}

function positionOf({ line, column }: { readonly line: number; readonly column: number }): ChecklistPlace['position'] {
  return { line: line - 1, character: column - 1 };
}

function sorted(places: readonly ChecklistPlace[]): ChecklistPlace[] {
  return [...places].sort((a, b) => {
    if (a.uri !== b.uri) return a.uri < b.uri ? -1 : 1;
    return a.position.line - b.position.line || a.position.character - b.position.character;
  });
}
