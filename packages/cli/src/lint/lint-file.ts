import { ConfigurationError, type Linter, type LintResult, type SkippedFile } from '@failsoft/linter';
import { UsageError } from '../arguments/usage-error.js';
import { readSource, type Source } from '../files/source.js';

/** All that came of one file; `path` is absolute. */
export type FileOutcome = (LintResult | SkippedFile | { readonly kind: 'unreadable'; readonly message: string }) & { readonly path: string };

/** A file that no rule can report in is not linted. @throws UsageError if a setting of failsoft is wrong */
export async function checkFile(linter: Linter, path: string): Promise<{ readonly outcome: FileOutcome; readonly text: string }> {
  let source: Source;
  try {
    source = await readSource(path);
  } catch (error) {
    return { outcome: { kind: 'unreadable', path, message: error instanceof Error ? error.message : String(error) }, text: '' };
  }
  return { outcome: await checkSource(linter, path, source.text), text: source.text };
}

/** A file that no rule can report in is not linted. @throws UsageError if a setting of failsoft is wrong */
export async function checkSource(linter: Linter, path: string, text: string): Promise<FileOutcome> {
  return { ...(await linter.check(path, text).catch(asUsageError)), path };
}

/** @throws UsageError if a setting of failsoft is wrong */
export async function lintSource(linter: Linter, path: string, text: string): Promise<FileOutcome> {
  return { ...(await linter.lint(path, text).catch(asUsageError)), path };
}

function asUsageError(error: unknown): never {
  throw error instanceof ConfigurationError ? new UsageError(error.message) : error;
}
