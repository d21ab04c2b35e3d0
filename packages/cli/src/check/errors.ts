import { relativePath } from '../files/relative-path.js';
import type { FileOutcome } from '../lint/lint-file.js';
import type { Colors } from '../terminal/colors.js';
import type { ReportedError } from './report.js';

/** What went wrong with a file, apart from findings. */
export function errorsOf(outcome: FileOutcome, cwd: string): ReportedError[] {
  const path = relativePath(cwd, outcome.path);
  switch (outcome.kind) {
    case 'ignored':
    case 'skipped':
      return [];
    case 'unreadable':
      return [{ kind: 'unreadable', path, message: outcome.message }];
    case 'unparsable':
      return [{ kind: 'unparsable', path, line: outcome.line, message: outcome.message }];
    case 'parser-failed':
      return [{ kind: 'parser-failure', path, message: outcome.message }];
    case 'linted':
      return outcome.failures.map(({ rule, line, message }) => ({
        kind: 'rule-failure',
        path,
        ...(line === undefined ? {} : { line }),
        message,
        ...(rule === undefined ? {} : { rule: `failsoft/${rule}` }),
      }));
  }
}

export function errorLine({ kind, path, line, message, rule }: ReportedError, colors: Colors): string {
  const place = line === undefined ? path : `${path}:${line}`;
  switch (kind) {
    case 'unreadable':
      return `${colors.red('error')}  ${place} can't be read: ${message}`;
    case 'unparsable':
      return `${colors.red('error')}  ${place} can't be parsed: ${message}`;
    case 'parser-failure':
      return `${colors.red('error')}  ${place} is not checked, because its parser does not work: ${message}`;
    case 'rule-failure':
      return `${colors.red('error')}  ${rule ?? 'failsoft'} failed on ${place}: ${message} (please report this)`;
  }
}
