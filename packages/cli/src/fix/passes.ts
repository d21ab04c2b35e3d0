/** Rewrites all files in memory, pass by pass, until no finding offers a rewrite any more. */
import { applyRewrites } from '@failsoft/analysis/rewrites';
import type { ConfiguredFiles } from '../configuration/configure.js';
import { readSource } from '../files/source.js';
import { checkSource, lintSource, type FileOutcome } from '../lint/lint-file.js';
import type { Progress } from '../terminal/progress.js';
import { offersOf, type Draft, type Made } from './draft.js';

/** Each pass makes all rewrites that do not touch each other: a few are enough for any file. */
const maxPasses = 10;

export interface Rewritten {
  readonly drafts: readonly Draft[];
  /** Files that could not be read at all. */
  readonly unreadable: readonly FileOutcome[];
}

/** @throws UsageError if a setting of failsoft is wrong */
export async function rewriteAll(groups: readonly ConfiguredFiles[], progress: Progress): Promise<Rewritten> {
  const { drafts, unreadable } = await openAll(groups, progress);
  for (let pass = 1; pass <= maxPasses; pass++) {
    const changes = drafts.flatMap((draft) => changeOf(draft) ?? []);
    if (changes.length === 0) break;
    for (const { draft, text } of changes) draft.linter.host.overlay(draft.path, text);
    const reverted = new Set<string>();
    for (const change of changes) if (!(await isKept(change))) reverted.add(change.draft.path);
    await lintDependents(drafts, new Set(changes.map(({ draft }) => draft.path)), reverted);
  }
  for (const draft of drafts) {
    if (offersOf(draft).length > 0) draft.stopped = `more rewrites are left after ${maxPasses} passes: run failsoft fix again`;
  }
  return { drafts, unreadable };
}

async function openAll(groups: readonly ConfiguredFiles[], progress: Progress): Promise<{ drafts: Draft[]; unreadable: FileOutcome[] }> {
  const total = groups.reduce((sum, { files }) => sum + files.length, 0);
  const drafts: Draft[] = [];
  const unreadable: FileOutcome[] = [];
  for (const { linter, files } of groups) {
    for (const path of files) {
      progress.show(drafts.length + unreadable.length, total);
      try {
        const source = await readSource(path);
        const outcome = await checkSource(linter, path, source.text);
        drafts.push({ path, linter, source, text: source.text, outcome, made: [], stopped: undefined });
      } catch (error) {
        if (!isFileSystemError(error)) throw error;
        unreadable.push({ kind: 'unreadable', path, message: error.message });
      }
    }
  }
  return { drafts, unreadable };
}

interface Change {
  readonly draft: Draft;
  readonly text: string;
  readonly made: readonly Made[];
}

function changeOf(draft: Draft): Change | undefined {
  const offers = offersOf(draft);
  if (offers.length === 0) return undefined;
  const { text, applied } = applyRewrites(draft.text, offers.map(({ rewrite }) => rewrite));
  if (text === draft.text) {
    draft.stopped = 'its rewrites change nothing';
    return undefined;
  }
  return { draft, text, made: offers.filter(({ rewrite }) => applied.includes(rewrite)) };
}

/** A rewrite has to remove its finding and to leave a file that parses; else the file stays as it was before the pass. */
async function isKept({ draft, text, made }: Change): Promise<boolean> {
  const outcome = await lintSource(draft.linter, draft.path, text);
  const reason = objectionTo(outcome, offersOf(draft).length);
  if (reason === undefined) {
    draft.text = text;
    draft.outcome = outcome;
    draft.made.push(...made);
    return true;
  }
  draft.stopped = `${reason}: left out ${[...new Set(made.map(({ rewrite }) => `"${rewrite.title}"`))].join(', ')}`;
  draft.linter.host.overlay(draft.path, draft.text);
  return false;
}

function objectionTo(outcome: FileOutcome, offersBefore: number): string | undefined {
  if (outcome.kind === 'unparsable') return `the rewritten text does not parse (line ${outcome.line}: ${outcome.message})`;
  if (outcome.kind !== 'linted') return 'the rewritten text is not checked any more';
  const left = outcome.findings.filter(({ rewrites }) => rewrites.some(({ preferred }) => preferred)).length;
  return left < offersBefore ? undefined : 'the rewrites do not remove their findings';
}

/** What changed may decide what is found elsewhere: a client that has a deadline now, a function that catches now. */
async function lintDependents(drafts: readonly Draft[], changed: ReadonlySet<string>, reverted: ReadonlySet<string>): Promise<void> {
  for (const draft of drafts) {
    // Changed files were linted in the light of all changes, but before some were taken back.
    const decisive = changed.has(draft.path) ? reverted : changed;
    if ((draft.outcome.kind !== 'linted' && draft.outcome.kind !== 'skipped') || !draft.outcome.dependencies.some((file) => file !== draft.path && decisive.has(file))) continue;
    draft.outcome = await lintSource(draft.linter, draft.path, draft.text);
  }
}

function isFileSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
