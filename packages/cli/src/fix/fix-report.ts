/** What `failsoft fix` did, for people. */
import type { Finding } from '@failsoft/linter';
import { errorLine } from '../check/errors.js';
import type { ReportedError } from '../check/report.js';
import { amount } from '../terminal/amounts.js';
import type { Colors } from '../terminal/colors.js';
import type { Made } from './draft.js';

export interface FixedFile {
  /** As printed. */
  readonly path: string;
  readonly made: readonly Made[];
  /** Findings left. */
  readonly left: readonly Finding[];
  /** Why rewrites of this file were not made or not kept. */
  readonly refused: string | undefined;
}

export interface FixReport {
  readonly files: readonly FixedFile[];
  readonly errors: readonly ReportedError[];
  readonly configurations: readonly string[];
  readonly checked: number;
  readonly isDryRun: boolean;
}

export function* fixReport(report: FixReport, colors: Colors): Generator<string> {
  const { files, errors } = report;
  for (const { path, made } of files.filter(hasRewrites)) {
    yield `${colors.underline(path)}\n`;
    for (const { finding, rewrite } of made) yield `  ${colors.dim(`${finding.line}:${finding.column}`)}  ${colors.green(rewrite.title)}  ${colors.dim(`failsoft/${finding.rule}`)}\n`;
    yield '\n';
  }
  const unfinished = files.filter(({ left }) => left.length > 0);
  if (unfinished.length > 0) yield `${colors.bold('Left for you')}\n\n`;
  for (const { path, left } of unfinished) {
    yield `${colors.underline(path)}\n`;
    for (const finding of left) yield `  ${colors.dim(`${finding.line}:${finding.column}`)}  ${finding.message}  ${colors.dim(`failsoft/${finding.rule}`)}\n`;
    yield '\n';
  }
  for (const { path, refused } of files) if (refused !== undefined) yield `${colors.red('error')}  ${path}: ${refused}\n`;
  for (const error of errors) yield `${errorLine(error, colors)}\n`;
  if (errors.length > 0 || files.some(({ refused }) => refused !== undefined)) yield '\n';
  yield `${verdict(report, colors)}\n${colors.dim(`${amount(report.checked, 'file')} checked${withConfigurations(report)}`)}\n`;
}

function verdict({ files, isDryRun }: FixReport, colors: Colors): string {
  const changed = files.filter(hasRewrites);
  const rewrites = changed.reduce((sum, { made }) => sum + made.length, 0);
  const left = files.reduce((sum, file) => sum + file.left.length, 0);
  const done = rewrites === 0 ? 'Nothing to rewrite' : `${isDryRun ? 'Would make' : 'Made'} ${amount(rewrites, 'rewrite')} in ${amount(changed.length, 'file')}`;
  return colors.bold(`${done}; ${left === 0 ? 'no finding is left' : `${amount(left, 'finding')} left for you`}`);
}

function hasRewrites({ made }: FixedFile): boolean {
  return made.length > 0;
}

function withConfigurations({ configurations }: FixReport): string {
  return configurations.length === 0 ? '' : ` with ${configurations.join(', ')}`;
}
