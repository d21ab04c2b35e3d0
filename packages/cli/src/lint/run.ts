import type { ConfiguredFiles } from '../configuration/configure.js';
import type { Progress } from '../terminal/progress.js';
import { checkFile, type FileOutcome } from './lint-file.js';

export interface Run {
  /** Sorted by path. */
  readonly outcomes: readonly FileOutcome[];
  /** Texts of the files with findings, by absolute path. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * Checks all files, one after the other, each with its configuration.
 * @throws UsageError if a setting of failsoft is wrong
 */
export async function lintAll(groups: readonly ConfiguredFiles[], progress: Progress): Promise<Run> {
  const total = groups.reduce((sum, { files }) => sum + files.length, 0);
  const outcomes: FileOutcome[] = [];
  const texts = new Map<string, string>();
  for (const { linter, files } of groups) {
    for (const file of files) {
      progress.show(outcomes.length, total);
      const { outcome, text } = await checkFile(linter, file);
      outcomes.push(outcome);
      if (outcome.kind === 'linted' && outcome.findings.length > 0) texts.set(file, text);
    }
  }
  return { outcomes: outcomes.sort((a, b) => (a.path < b.path ? -1 : 1)), texts };
}
