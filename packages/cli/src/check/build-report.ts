import { keyText } from '@failsoft/linter';
import type { CallRecord, ClientRecord, EvidenceRecord, FindingKey } from 'eslint-plugin-failsoft';
import { relativePath } from '../files/relative-path.js';
import type { FileOutcome } from '../lint/lint-file.js';
import { summarizeDependencies } from './dependencies.js';
import { errorsOf } from './errors.js';
import type { CheckReport, ReportedCall, ReportedClient, ReportedEvidence, ReportedFinding, ReportingFinding } from './report.js';

type LintedFile = FileOutcome & { readonly kind: 'linted' };
type ListedFile = FileOutcome & { readonly kind: 'linted' | 'skipped' };

export interface RunFacts {
  readonly cwd: string;
  readonly configurations: readonly string[];
  readonly uncovered: number;
}

export function buildReport(outcomes: readonly FileOutcome[], { cwd, configurations, uncovered }: RunFacts): CheckReport {
  const linted = outcomes.filter((outcome) => outcome.kind === 'linted');
  const listed = outcomes.filter((outcome) => outcome.kind === 'linted' || outcome.kind === 'skipped');
  const lookUp = findingLookup(linted, cwd);
  const findings = linted.flatMap((file) => findingsOf(file, cwd));
  const calls = listed.flatMap((file) => (file.inventory?.calls ?? []).map((record) => callOf(record, file, cwd, lookUp)));
  const clients = listed.flatMap((file) => (file.inventory?.clients ?? []).map((record) => clientOf(record, file, cwd, lookUp)));
  const count = (severity: 'error' | 'warning') => findings.filter((finding) => finding.severity === severity).length;
  return {
    version: 1,
    findings,
    calls,
    clients,
    errors: outcomes.flatMap((outcome) => errorsOf(outcome, cwd)),
    summary: {
      files: outcomes.filter(({ kind }) => kind !== 'ignored').length,
      unparsed: outcomes.filter((outcome) => outcome.kind === 'skipped' && outcome.why === 'no-external-call').length,
      quiet: countQuiet(listed),
      uncovered: uncovered + outcomes.filter(({ kind }) => kind === 'ignored').length,
      errors: count('error'),
      warnings: count('warning'),
      fixable: findings.filter(({ rewrites }) => rewrites.some(({ preferred }) => preferred)).length,
      dependencies: summarizeDependencies(calls, clients),
      configurations,
    },
  };
}

function findingsOf({ path, findings }: LintedFile, cwd: string): ReportedFinding[] {
  return findings.map(({ rule, severity, line, column, endLine, endColumn, message, messageId, rewrites }) => ({
    rule: `failsoft/${rule}`,
    severity,
    path: relativePath(cwd, path),
    line,
    column,
    endLine,
    endColumn,
    message,
    messageId,
    rewrites: rewrites.map(({ title, preferred }) => ({ title, preferred })),
  }));
}

type FindingLookup = (finding: (FindingKey & { readonly file: string }) | undefined) => { readonly finding?: ReportingFinding };

/** A finding that the host knows of is not always reported: its rule may not run, or a comment silences it. */
function findingLookup(linted: readonly LintedFile[], cwd: string): FindingLookup {
  const files = new Map(
    linted.map(({ path, findings, suppressed }) => [path, { reported: new Set(findings.map(keyText)), suppressed: new Set(suppressed.map(keyText)) }]),
  );
  return (finding) => {
    if (finding === undefined) return {};
    const reference = { rule: `failsoft/${finding.rule}`, path: relativePath(cwd, finding.file), line: finding.line, column: finding.column };
    const file = files.get(finding.file);
    if (file === undefined || file.reported.has(keyText(finding))) return { finding: reference };
    return file.suppressed.has(keyText(finding)) ? { finding: { ...reference, suppressed: true } } : {};
  };
}

function callOf(record: CallRecord, { path, inventory }: ListedFile, cwd: string, lookUp: FindingLookup): ReportedCall {
  const { line, column, callee, library, dependency, client } = record;
  return {
    path: relativePath(cwd, path),
    line,
    column,
    callee,
    library,
    dependency,
    timeout: evidenceOf(record.timeout, cwd),
    errorHandling: evidenceOf(record.errorHandling, cwd),
    circuitBreaker: evidenceOf(record.circuitBreaker, cwd),
    ...(inventory?.quiet === undefined ? {} : { quiet: inventory.quiet }),
    ...lookUp(record.finding),
    ...(client === undefined ? {} : { client: { path: relativePath(cwd, client.file), line: client.line } }),
  };
}

function clientOf(record: ClientRecord, { path, inventory }: ListedFile, cwd: string, lookUp: FindingLookup): ReportedClient {
  const { line, column, name, library, dependency } = record;
  return {
    path: relativePath(cwd, path),
    line,
    column,
    name,
    library,
    dependency,
    timeout: evidenceOf(record.timeout, cwd),
    errorListener: evidenceOf(record.errorListener, cwd),
    ...(inventory?.quiet === undefined ? {} : { quiet: inventory.quiet }),
    ...lookUp(record.finding),
  };
}

function evidenceOf({ verdict, reason, where }: EvidenceRecord, cwd: string): ReportedEvidence {
  if (where === undefined) return { verdict, reason };
  const colon = where.lastIndexOf(':');
  return { verdict, reason, where: relativePath(cwd, where.slice(0, colon)) + where.slice(colon) };
}

function countQuiet(listed: readonly ListedFile[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { inventory } of listed) {
    if (inventory?.quiet !== undefined) counts[inventory.quiet] = (counts[inventory.quiet] ?? 0) + 1;
  }
  return counts;
}
