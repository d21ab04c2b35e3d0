/** The dependency checklist of a folder, as clients show it. */
import type { CallRecord, ClientRecord, EvidenceRecord } from 'eslint-plugin-failsoft';
import { uriOf } from '../documents/file-path.js';
import type { ChecklistFinding, ChecklistPlace, DependencyChecklist } from '../protocol.js';
import type { InventoriedFile, SurveyedFinding } from './folder-survey.js';

/** Dependencies of server code by name. */
export function checklistOf(files: readonly InventoriedFile[]): DependencyChecklist[] {
  const byName = new Map<string, { libraries: Set<string>; calls: ChecklistPlace[]; clients: ChecklistPlace[]; findings: ChecklistFinding[] }>();
  const entryOf = ({ dependency, library }: { readonly dependency: string; readonly library: string }) => {
    const entry = byName.get(dependency) ?? { libraries: new Set<string>(), calls: [], clients: [], findings: [] };
    byName.set(dependency, entry);
    entry.libraries.add(library);
    return entry;
  };
  for (const { inventory: { file, quiet, calls, clients }, findings } of files) {
    if (quiet !== undefined) continue;
    for (const call of calls) entryOf(call).calls.push(placeOfCall(file, call));
    for (const client of clients) entryOf(client).clients.push(placeOfClient(file, client));
    for (const finding of findings) {
      if (finding.dependency !== undefined) byName.get(finding.dependency)?.findings.push(findingOf(file, finding));
    }
  }
  return [...byName]
    .map(([dependency, { libraries, calls, clients, findings }]) => ({
      dependency,
      libraries: [...libraries].sort(),
      calls: sorted(calls),
      clients: sorted(clients),
      findings: sorted(findings),
    }))
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

function findingOf(file: string, { rule, severity, isFixable, ...place }: SurveyedFinding): ChecklistFinding {
  return { uri: uriOf(file), position: positionOf(place), rule, severity, isFixable };
}

function sorted<Place extends Pick<ChecklistPlace, 'uri' | 'position'>>(places: readonly Place[]): Place[] {
  return [...places].sort((a, b) => {
    if (a.uri !== b.uri) return a.uri < b.uri ? -1 : 1;
    return a.position.line - b.position.line || a.position.character - b.position.character;
  });
}
