/** Makes rewrites of one text, pass by pass, until no finding offers one any more. */
import { applyEdits, combineRewrites, composeEdits, type Rewrite, type TextEdit } from '@failsoft/analysis/rewrites';
import { offersOf, type Offer } from './fix-scope.js';
import type { FileReport, FixScope } from './messages.js';

/** Each pass makes all rewrites that do not touch each other: a few are enough for any file. */
const maxPasses = 10;

/**
 * @param lint answers for any text of the file
 * @returns separate edits of `text`; those of a pass that breaks the text, or does not remove its findings, are left out
 */
export async function fixPasses(text: string, scope: FixScope, lint: (text: string) => Promise<FileReport>): Promise<readonly TextEdit[]> {
  let edits: readonly TextEdit[] = [];
  let current = text;
  let offers = offersOf(await lint(text), scope);
  for (let pass = 0; pass < maxPasses && offers.length > 0; pass++) {
    const step = combineRewrites(offers.map(({ rewrite }) => rewrite));
    const next = applyEdits(current, step.edits);
    const report = await lint(next);
    const left = offersOf(report, scope);
    if (report.kind === 'unparsable' || !areGone(step.applied, offers, left)) break;
    edits = composeEdits(text, edits, step.edits);
    current = next;
    offers = left;
  }
  return edits;
}

/** Whether what the rewrites answer is found no more: lines have moved, so they are counted. */
function areGone(applied: readonly Rewrite[], before: readonly Offer[], after: readonly Offer[]): boolean {
  const made = before.filter(({ rewrite }) => applied.includes(rewrite));
  return made.every(({ finding: { rule }, rewrite: { title } }) => {
    const count = (offers: readonly Offer[]) => offers.filter((offer) => offer.finding.rule === rule && offer.rewrite.title === title).length;
    return count(after) <= count(before) - count(made);
  });
}
