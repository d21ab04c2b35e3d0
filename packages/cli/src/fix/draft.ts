import type { Rewrite } from '@failsoft/analysis/rewrites';
import type { Finding, Linter } from '@failsoft/linter';
import type { Source } from '../files/source.js';
import type { FileOutcome } from '../lint/lint-file.js';

/** A rewrite that was made, and the finding that it answers, at the line where it stood before the pass. */
export interface Made {
  readonly finding: Finding;
  readonly rewrite: Rewrite;
}

/** One file while it is being fixed: nothing is written before the end. */
export interface Draft {
  /** Absolute. */
  readonly path: string;
  readonly linter: Linter;
  readonly source: Source;
  /** The text so far; it parses, if the source does. */
  text: string;
  outcome: FileOutcome;
  readonly made: Made[];
  /** Why no more rewrites are made here. */
  stopped: string | undefined;
}

/** The findings that have a preferred rewrite, with it. */
export function offersOf({ outcome, stopped }: Draft): Made[] {
  if (outcome.kind !== 'linted' || stopped !== undefined) return [];
  return outcome.findings.flatMap((finding) => {
    const rewrite = finding.rewrites.find(({ preferred }) => preferred);
    return rewrite === undefined ? [] : [{ finding, rewrite }];
  });
}
