import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CheckedDocument } from '../documents/checks.js';
import { rangeOf } from '../documents/positions.js';
import type { LocatedFinding } from '../worker/messages.js';

export function diagnosticsOf({ document, report }: CheckedDocument): Diagnostic[] {
  return report.findings.map((finding) => diagnosticOf(document, finding));
}

export function diagnosticOf(document: TextDocument, { range, severity, rule, message, page }: LocatedFinding): Diagnostic {
  return {
    range: rangeOf(document, range),
    severity: severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    source: 'failsoft',
    code: rule,
    ...(page === undefined ? {} : { codeDescription: { href: page } }),
    message,
  };
}
