import type { ConfiguredFiles } from '../configuration/configure.js';
import type { Progress } from '../terminal/progress.js';
import { lintFile, type FileOutcome } from './lint-file.js';

/**
 * All files, one after the other, each with its configuration; outcomes sorted by path.
 * @throws UsageError if a setting of failsoft is wrong
 */
export async function lintAll(groups: readonly ConfiguredFiles[], progress: Progress): Promise<FileOutcome[]> {
  const total = groups.reduce((sum, { files }) => sum + files.length, 0);
  const outcomes: FileOutcome[] = [];
  for (const { linter, files } of groups) {
    for (const file of files) {
      progress.show(outcomes.length, total);
      outcomes.push(await lintFile(linter, file));
    }
  }
  return outcomes.sort((a, b) => (a.path < b.path ? -1 : 1));
}
