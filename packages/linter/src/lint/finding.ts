import type { FindingKey, FindingRewrites } from 'eslint-plugin-failsoft';
import type { Rewrite } from '@failsoft/analysis/rewrites';

/** A message of one of our rules. `rule` has no prefix; lines and columns are 1-based, the end column is exclusive. */
export interface Finding extends FindingKey {
  readonly severity: 'error' | 'warning';
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
  readonly messageId: string;
  readonly rewrites: readonly Rewrite[];
  /** What it is about, for people: 'Redis'. Absent where the project's own plugin doesn't say. */
  readonly dependency?: string;
  /** Set where there would be more rewrites if the file could import the runtime. */
  readonly lacksRuntime: FindingRewrites['lacksRuntime'];
}

/** Equal for the same finding of one file. */
export function keyText({ rule, line, column }: FindingKey): string {
  return `${line}:${column}:${rule}`;
}
