/** What the last lint of each file found, for hosts that ask afterwards. */
import { columnAt, lineAt, type ModuleModel, type Range } from '@failsoft/analysis';
import type { Rewrite } from '@failsoft/analysis/rewrites';
import type { FileAnalysis } from './file-analysis.js';
import type { FindingRewrites } from './host.js';

/** Enough for the open documents of an editor; a terminal asks right after each lint. */
const maxFiles = 256;

interface LintedFile {
  readonly analysis: FileAnalysis;
  readonly findings: FindingRewrites[];
}

const files = new Map<string, LintedFile>();

export function remember(analysis: FileAnalysis, file: string): void {
  files.delete(file);
  files.set(file, { analysis, findings: [] });
  for (const oldest of files.keys()) {
    if (files.size <= maxFiles) break;
    files.delete(oldest);
  }
}

export function recordFinding(file: string, found: { readonly rule: string; readonly module: ModuleModel; readonly at: Range; readonly rewrites: readonly Rewrite[] }): void {
  files.get(file)?.findings.push({ rule: found.rule, line: lineAt(found.module, found.at[0]), column: columnAt(found.module, found.at[0]), rewrites: found.rewrites });
}

export function lintedFile(file: string): LintedFile | undefined {
  return files.get(file);
}
