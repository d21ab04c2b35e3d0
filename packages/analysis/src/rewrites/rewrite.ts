import type { Range } from '../module/value.js';

/** Replace `range` of the file's text by `text`; insertions have an empty range. */
export interface TextEdit {
  readonly range: Range;
  readonly text: string;
  /** An import is made once, however many rewrites of the file ask for it. */
  readonly part?: 'import';
}

/** A titled set of separate, minimal edits to one file; applied together they equal applied one by one. */
export interface Rewrite {
  /** Says what happens: 'Set commandTimeout to 1_000 ms'. */
  readonly title: string;
  /** The one that `failsoft fix` and "fix all" take; at most one a finding. */
  readonly preferred: boolean;
  /** Sorted, not overlapping; edits for imports included. */
  readonly edits: readonly TextEdit[];
}
