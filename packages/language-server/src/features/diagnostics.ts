import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CheckedDocument } from '../documents/checks.js';
import { rangeOf } from '../documents/positions.js';
import type { LocatedFinding } from '../worker/messages.js';

export function diagnosticsOf({ document, report }: CheckedDocument): Diagnostic[] {
  return report.findings.map((finding) => diagnosticOf(document, finding));
}

/**
 * The diagnostics that show a finding: those that the client has, ours, ESLint's or oxlint's, else ours.
 * @param given what the client has, of any tool
 * @param areShown whether findings are shown as diagnostics of ours
 */
export function diagnosticsFor(
  finding: LocatedFinding,
  { document, report }: CheckedDocument,
  given: readonly Diagnostic[],
  areShown: boolean,
): Diagnostic[] {
  const own = diagnosticOf(document, finding);
  const codes = new Set<unknown>([finding.rule, ...codesOfLinters(finding.rule, report.namespace)]);
  const { line, character } = own.range.start;
  const same = given.filter(({ code, range: { start } }) => codes.has(code) && start.line === line && start.character === character);
  if (same.length > 0) return same;
  return areShown ? [own] : [];
}

/** What ESLint's language server and oxlint's write as the code of a rule. */
function codesOfLinters(rule: string, namespace: string): readonly string[] {
  return [`${namespace}/${rule}`, `${namespace}(${rule})`];
}

function diagnosticOf(document: TextDocument, { range, severity, rule, message, page }: LocatedFinding): Diagnostic {
  return {
    range: rangeOf(document, range),
    severity: severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    source: 'failsoft',
    code: rule,
    ...(page === undefined ? {} : { codeDescription: { href: page } }),
    message,
  };
}
