import type { FileInventory, FindingKey } from 'eslint-plugin-failsoft';
import { readSource, type Source } from '../files/source.js';
import type { Finding } from './finding.js';
import type { Linter } from './linter.js';
import type { RuleFailure } from './rule-failure.js';

/** All that came of one file; `path` is absolute. */
export type FileOutcome =
  | {
      readonly kind: 'linted';
      readonly path: string;
      readonly text: string;
      readonly findings: readonly Finding[];
      readonly suppressed: readonly FindingKey[];
      readonly failures: readonly RuleFailure[];
      readonly inventory: FileInventory | undefined;
    }
  | { readonly kind: 'unparsable'; readonly path: string; readonly line: number; readonly column: number; readonly message: string }
  | { readonly kind: 'unreadable'; readonly path: string; readonly message: string }
  | { readonly kind: 'ignored'; readonly path: string };

/** @throws UsageError if a setting of failsoft is wrong */
export async function lintFile(linter: Linter, path: string): Promise<FileOutcome> {
  let source: Source;
  try {
    source = await readSource(path);
  } catch (error) {
    return { kind: 'unreadable', path, message: error instanceof Error ? error.message : String(error) };
  }
  return lintSource(linter, path, source.text);
}

/** @throws UsageError if a setting of failsoft is wrong */
export async function lintSource(linter: Linter, path: string, text: string): Promise<FileOutcome> {
  const result = await linter.lint(path, text);
  if (result.kind !== 'linted') return { ...result, path };
  return { ...result, path, text, inventory: linter.host.inventory(path) };
}
