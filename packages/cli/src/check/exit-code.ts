import type { ExitCode } from '../environment.js';
import type { CheckReport } from './report.js';

/** As ESLint: 1 for findings at error level and files that can't be read or parsed, 2 for what is no fault of the files: a rule or a parser that fails. */
export function exitCodeOf({ errors, summary }: Pick<CheckReport, 'errors' | 'summary'>): ExitCode {
  if (errors.some(({ kind }) => kind === 'rule-failure' || kind === 'parser-failure')) return 2;
  return errors.length > 0 || summary.errors > 0 ? 1 : 0;
}
