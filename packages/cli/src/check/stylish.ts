/** The report for people: findings by file with code frames, then what failed, then all dependencies. */
import type { Colors } from '../terminal/colors.js';
import { codeFrame } from './code-frame.js';
import { errorLine } from './errors.js';
import type { CheckReport, ReportedFinding } from './report.js';
import { summaryLines } from './summary.js';

export interface StylishOptions {
  /** Text of a file with findings, by the report's path. */
  readonly textOf: (path: string) => string | undefined;
  readonly colors: Colors;
  readonly milliseconds: number;
}

export function* stylish(report: CheckReport, { textOf, colors, milliseconds }: StylishOptions): Generator<string> {
  for (const [path, findings] of byPath(report.findings)) {
    yield `${colors.underline(path)}\n\n`;
    for (const finding of findings) yield `${findingLines(finding, textOf(path), colors).join('\n')}\n\n`;
  }
  for (const error of report.errors) yield `${errorLine(error, colors)}\n`;
  if (report.errors.length > 0) yield '\n';
  yield `${summaryLines(report, colors, milliseconds).join('\n')}\n`;
}

function findingLines(finding: ReportedFinding, text: string | undefined, colors: Colors): string[] {
  const severity = finding.severity === 'error' ? colors.red('error') : colors.yellow('warning');
  const frame = text === undefined ? undefined : codeFrame(text, finding, colors.isColorSupported);
  const fix = finding.rewrites.find(({ preferred }) => preferred) ?? finding.rewrites[0];
  return [
    `  ${colors.dim(`${finding.line}:${finding.column}`)}  ${severity}  ${finding.message}  ${colors.dim(finding.rule)}`,
    ...(frame === undefined ? [] : frame.split('\n').map((line) => `    ${line}`.trimEnd())),
    ...(fix === undefined ? [] : [`    ${colors.green('fix:')} ${fix.title}${fix.preferred ? '' : colors.dim(' (by hand or in the editor)')}`]),
  ];
}

function byPath(findings: readonly ReportedFinding[]): Map<string, ReportedFinding[]> {
  const groups = new Map<string, ReportedFinding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.path);
    if (group === undefined) groups.set(finding.path, [finding]);
    else group.push(finding);
  }
  return groups;
}
