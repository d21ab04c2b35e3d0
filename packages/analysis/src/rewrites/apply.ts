import type { Rewrite, TextEdit } from './rewrite.js';

/** The text after all edits; they must be sorted and must not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let done = 0;
  for (const edit of edits) {
    result += text.slice(done, edit.range[0]) + edit.text;
    done = edit.range[1];
  }
  return result + text.slice(done);
}

export function sortEdits(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
}

export interface CombinedRewrites {
  /** Sorted, not overlapping, each import once. */
  readonly edits: readonly TextEdit[];
  readonly applied: readonly Rewrite[];
  /** They touch what an earlier one touches: to be asked for again on the new text. */
  readonly conflicting: readonly Rewrite[];
}

export interface AppliedRewrites extends Omit<CombinedRewrites, 'edits'> {
  readonly text: string;
}

/** Applies as many rewrites of one file as do not touch each other, the earlier ones first. */
export function applyRewrites(text: string, rewrites: readonly Rewrite[]): AppliedRewrites {
  const { edits, applied, conflicting } = combineRewrites(rewrites);
  return { text: applyEdits(text, edits), applied, conflicting };
}

/** The edits of as many rewrites of one file as do not touch each other, the earlier ones first. */
export function combineRewrites(rewrites: readonly Rewrite[]): CombinedRewrites {
  const edits: TextEdit[] = [];
  const applied: Rewrite[] = [];
  const conflicting: Rewrite[] = [];
  for (const rewrite of rewrites) {
    const fresh = rewrite.edits.filter((edit) => !edits.some((other) => isSameImport(edit, other)));
    if (fresh.some((edit) => edits.some((other) => touches(edit, other)))) {
      conflicting.push(rewrite);
    } else {
      edits.push(...fresh);
      applied.push(rewrite);
    }
  }
  return { edits: sortEdits(edits), applied, conflicting };
}

function isSameImport(a: TextEdit, b: TextEdit): boolean {
  return a.part === 'import' && b.part === 'import' && a.text === b.text && a.range[0] === b.range[0] && a.range[1] === b.range[1];
}

/** Two edits at one place have no order that both rewrites agree on. */
function touches(a: TextEdit, b: TextEdit): boolean {
  return a.range[0] <= b.range[1] && b.range[0] <= a.range[1];
}
