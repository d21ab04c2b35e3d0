import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CheckedDocument } from '../documents/checks.js';
import { rangeOf } from '../documents/positions.js';
import type { LocatedFinding } from '../worker/messages.js';

export function diagnosticsOf({ document, report }: CheckedDocument): Diagnostic[] {
  return report.findings.map((finding) => diagnosticOf(document, finding));
}

/**
 * The diagnostics that show a finding: those that the client has, ours or ESLint's, else ours.
 * @param given what the client has, of any tool
 * @param areShown whether findings are shown as diagnostics of ours
 */
export function diagnosticsFor(finding: LocatedFinding, { document, report: { namespace } }: CheckedDocument, given: readonly Diagnostic[], areShown: boolean): Diagnostic[] {
  const own = diagnosticOf(document, finding);
  const ids = [finding.rule, `${namespace}/${finding.rule}`];
  const { line, character } = own.range.start;
  const same = given.filter(({ code, range: { start } }) => typeof code === 'string' && ids.includes(code) && start.line === line && start.character === character);
  if (same.length > 0) return same;
  return areShown ? [own] : [];
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
