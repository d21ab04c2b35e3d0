/** Comments at a catch that say why a failure may be lost. */
import type { ModuleModel } from '../module/model.js';
import type { Range } from '../module/value.js';
import { anyOf } from '../any-of.js';
import { isWithin } from './ranges.js';

/** What says only that nothing is done. */
const shrug = anyOf(
  /ignored?|ignoring|swallow(?:ed)?|skip(?:ped)?|suppress(?:ed)?|silent(?:ly)?(?: fail(?:ure|ed)?)?|fail(?:s|ed)? silently|no-?op|empty|pass/,
  /nothing(?: to do)?|do nothing|left blank|todo\b.*|fixme\b.*|eslint-disable.*|biome-ignore.*/,
);
const manner = '(?:just|intentionally|deliberately|silently)? ?';
const object = '(?: (?:the |this |any |all )?(?:errors?|exceptions?|failures?|it|this|here))?';
const emptyWords = new RegExp(`^(?:${manner}(?:${shrug.source})${object})?[\\s.!]*$`, 'i');
/** What says that the failure is lost on purpose. */
const choiceWords = anyOf(
  /best.?effort|\bignor|swallow|non.?(?:critical|essential|fatal)|not (?:critical|essential|fatal)|optional|fire.?and.?forget/i,
  /must (?:not|never)|never break|deliberate|intentional|on purpose|harmless|safe to|does(?:n't| not) matter/i,
);

/** A comment that says why, not just `// ignore`: in the block, behind it, or above the statement. */
export function explains(block: Range, statement: number, module: ModuleModel): boolean {
  return module.comments.some((comment) => {
    const text = module.text
      .slice(comment[0], comment[1])
      .replace(/^\/\/+|^\/\*+|\*\/$/g, '')
      .trim();
    if (isWithin(comment, block)) return !emptyWords.test(text);
    return choiceWords.test(text) && !emptyWords.test(text) && isBeside(comment, block, statement, module);
  });
}

/** On the line on which the block ends, or on the line above the statement. */
function isBeside(comment: Range, block: Range, statement: number, { text }: ModuleModel): boolean {
  if (comment[0] >= block[1]) return !text.slice(block[1], comment[0]).includes('\n');
  return (
    comment[1] <= statement &&
    /^\s*(?:(?:const|let|void|await|return|try)\b[^\n]*)?$/.test(text.slice(comment[1], statement)) &&
    text.slice(comment[1], statement).split('\n').length === 2
  );
}
