/** The plugin's answers to other hosts, from what the last lint of each file found. */
import { columnAt, lineAt, type CreatedClient, type Evidence, type ExternalCall, type FileFacts } from '@failsoft/analysis';
import { foreseenFile } from './file-analysis.js';
import type { CallRecord, ClientRecord, EvidenceRecord, FileInventory, FindingKey, Host, UnlintedFile } from './host.js';
import { lintedFile } from './linted-files.js';
import { rules as allRules } from './rules/index.js';
import { settingsFrom, workspaces } from './sessions.js';
import { findingOfCall, findingOfClient, type FindingPlace } from './timeout-findings.js';

export const host: Host = {
  protocol: 1,
  readsProgramOnly: true,
  inventory(file) {
    const facts = lintedFile(file)?.analysis.facts;
    return facts === undefined ? undefined : inventoryOf(file, facts);
  },
  rewrites: (file) => lintedFile(file)?.findings ?? [],
  dependencies: (file) => [...(lintedFile(file)?.analysis.facts?.dependsOn ?? [])],
  overlay: (file, text) => workspaces.overlay(file, text),
  refresh: () => workspaces.refresh(),
  statistics: () => workspaces.statistics(),
  unlinted,
};

function unlinted(file: string, text: string, settings: unknown, rules?: ReadonlyMap<string, unknown>): UnlintedFile | undefined {
  const analysed = foreseenFile(file, text, settingsFrom(settings));
  const { audience, mayMatter } = analysed;
  const quiet = audience.kind === 'quiet' ? audience.why : undefined;
  if (!mayMatter) return { why: 'no-external-call', inventory: { file, quiet, calls: [], clients: [] }, dependencies: [] };
  const { facts } = analysed;
  // It can't be parsed: whoever lints it says why.
  if (facts === undefined) return undefined;
  if (quiet === undefined && mayBeReported(facts, rules)) return undefined;
  return { why: quiet === undefined ? 'nothing-found' : 'quiet', inventory: inventoryOf(file, facts), dependencies: [...facts.dependsOn] };
}

function mayBeReported(facts: FileFacts, rules: ReadonlyMap<string, unknown> | undefined): boolean {
  if (rules !== undefined) return Object.entries(allRules).some(([name, rule]) => rules.has(name) && rule.findsIn(facts, rules.get(name)));
  const kinds = ['calls', 'clients', 'ineffective', 'silentCatches', 'cacheUses', 'fanOuts', 'breakerNeeds'] as const;
  return kinds.some((kind) => facts[kind].length > 0);
}

function inventoryOf(file: string, { audience, calls, clients }: FileFacts): FileInventory {
  const quiet = audience.kind === 'quiet' ? audience.why : undefined;
  return { file, quiet, calls: calls.map((call) => callRecord(call, quiet)), clients: clients.map((client) => clientRecord(client, quiet)) };
}

function callRecord(external: ExternalCall, quiet: string | undefined): CallRecord {
  const { module, call, target } = external;
  const at = call.callee.kind === 'member' ? call.callee.propertyRange[0] : call.callee.range[0];
  const place = quiet === undefined ? findingOfCall(external) : undefined;
  const created = target.kind === 'client' ? target.creations[0] : undefined;
  return {
    callee: external.calleeText,
    library: external.library.name,
    dependency: external.library.dependency,
    line: lineAt(module, at),
    column: columnAt(module, at),
    timeout: evidenceRecord(external.timeout, quiet),
    errorHandling: evidenceRecord(external.errorHandling, quiet),
    circuitBreaker: evidenceRecord(external.circuitBreaker, quiet),
    ...(place === undefined ? {} : { finding: findingKey(place) }),
    ...(created === undefined ? {} : { client: { file: created.module.path, line: lineAt(created.module, created.range[0]) } }),
  };
}

function clientRecord(client: CreatedClient, quiet: string | undefined): ClientRecord {
  const place = quiet === undefined ? findingOfClient(client) : undefined;
  return {
    name: client.client.name,
    library: client.library.name,
    dependency: client.library.dependency,
    line: lineAt(client.module, client.range[0]),
    column: columnAt(client.module, client.range[0]),
    timeout: evidenceRecord(client.timeout, quiet),
    errorListener: evidenceRecord(client.errorListener, quiet),
    ...(place === undefined ? {} : { finding: findingKey(place) }),
  };
}

/** Nothing is said to be missing in files that rules are quiet in. */
function evidenceRecord(evidence: Evidence, quiet: string | undefined): EvidenceRecord {
  if (quiet !== undefined && evidence.verdict === 'missing') return { verdict: 'unknown', reason: `not judged: ${quiet} code` };
  const { verdict, reason } = evidence;
  if (evidence.verdict !== 'present') return { verdict, reason };
  const { where, limitMs } = evidence;
  return {
    verdict,
    reason,
    ...(where === undefined ? {} : { where: `${where.path}:${String(where.line)}` }),
    ...(limitMs === undefined ? {} : { limitMs }),
  };
}

function findingKey({ rule, module, at }: FindingPlace): FindingKey & { readonly file: string } {
  return { rule, file: module.path, line: lineAt(module, at[0]), column: columnAt(module, at[0]) };
}
