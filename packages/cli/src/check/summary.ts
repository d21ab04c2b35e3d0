import type { Colors } from '../terminal/colors.js';
import { amount, duration } from '../terminal/amounts.js';
import { textTable } from '../terminal/text-table.js';
import type { CheckReport, DependencySummary, Summary } from './report.js';

/** The last lines of the report: a table of dependencies, the verdict, and how it was reached. */
export function summaryLines(report: CheckReport, colors: Colors, milliseconds: number): string[] {
  const { dependencies } = report.summary;
  return [
    ...(dependencies.length === 0 ? [] : [...dependencyTable(dependencies, colors), '']),
    verdict(report, colors),
    colors.dim(`${circumstances(report.summary)}, ${duration(milliseconds)}`),
  ];
}

function dependencyTable(dependencies: readonly DependencySummary[], colors: Colors): string[] {
  const [head = '', ...rows] = textTable([
    ['dependency', 'calls', 'no timeout', 'unknown', 'clients', 'through'],
    ...dependencies.map(({ dependency, calls, missing, unknown, clients, libraries }) => [dependency, calls, missing, unknown, clients, libraries.join(', ')]),
  ]);
  return [colors.bold(head), ...rows];
}

function verdict({ findings, summary, errors }: CheckReport, colors: Colors): string {
  const failed = errors.length === 0 ? '' : `, ${amount(errors.length, 'file or rule', 'files or rules')} failed`;
  if (findings.length === 0) return errors.length === 0 ? colors.green('No findings') : `No findings${colors.red(failed)}`;
  const levels = summary.warnings === 0 ? '' : ` (${amount(summary.errors, 'error')}, ${amount(summary.warnings, 'warning')})`;
  const files = new Set(findings.map(({ path }) => path)).size;
  const found = `${amount(findings.length, 'finding')}${levels} in ${amount(files, 'file')}`;
  return colors.bold((summary.errors > 0 ? colors.red : colors.yellow)(found)) + colors.red(failed) + fixableText(summary.fixable, findings.length);
}

function fixableText(fixable: number, all: number): string {
  if (fixable === 0) return '';
  if (fixable === all) return `; failsoft fix rewrites ${all === 1 ? 'it' : 'all of them'}`;
  return `; failsoft fix rewrites ${fixable.toLocaleString('en')} of them`;
}

/** '18 files checked (9 without external calls, not parsed; quiet in 3: test 2, script 1) with preset recommended' */
function circumstances({ files, unparsed, quiet, uncovered, configurations }: Summary): string {
  const notes = [...unparsedNote(unparsed), ...quietNote(quiet)];
  const noted = notes.length === 0 ? '' : ` (${notes.join('; ')})`;
  const using = configurations.length === 0 ? '' : ` with ${configurations.join(', ')}`;
  const leftOut = uncovered === 0 ? '' : `, ${amount(uncovered, 'file')} left out by the configuration`;
  return `${amount(files, 'file')} checked${noted}${using}${leftOut}`;
}

function unparsedNote(files: number): string[] {
  return files === 0 ? [] : [`${files.toLocaleString('en')} without external calls, not parsed`];
}

function quietNote(quiet: Summary['quiet']): string[] {
  const reasons = Object.entries(quiet).sort(([, a], [, b]) => b - a);
  const files = reasons.reduce((sum, [, count]) => sum + count, 0);
  return files === 0 ? [] : [`quiet in ${files.toLocaleString('en')}: ${reasons.map(([reason, count]) => `${reason} ${count}`).join(', ')}`];
}
