/** What the last lint of each file found, for hosts that ask afterwards. */
import { columnAt, lineAt, type ModuleModel, type Range } from '@failsoft/analysis';
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

interface Found extends Omit<FindingRewrites, 'line' | 'column'> {
  readonly module: ModuleModel;
  readonly at: Range;
}

export function recordFinding(file: string, { module, at: [start], ...found }: Found): void {
  files.get(file)?.findings.push({ ...found, line: lineAt(module, start), column: columnAt(module, start) });
}

export function lintedFile(file: string): LintedFile | undefined {
  return files.get(file);
}
