/** The sign before a line of the tree. */
import type { ChecklistFinding, ChecklistPlace, Protection } from '@failsoft/language-server';
import { protectionTexts } from './protections.js';

/** 'error' and 'warning': a rule reports it here. 'missing': it is not there, and no rule minds, or one reports it elsewhere. */
export type Mark = 'error' | 'warning' | 'missing' | 'unknown' | 'present';

export const worstFirst: readonly Mark[] = ['error', 'warning', 'missing', 'unknown', 'present'];

export function worstOf(marks: readonly Mark[]): Mark {
  return worstFirst.find((mark) => marks.includes(mark)) ?? 'present';
}

export function markOf({ uri, position }: ChecklistPlace, { name, verdict }: Protection, findings: readonly ChecklistFinding[]): Mark {
  const here = findings.filter((finding) => finding.uri === uri && finding.position.line === position.line && protectionTexts[name].rules.includes(finding.rule));
  return here.length > 0 ? worstOf(here.map(({ severity }) => severity)) : verdict;
}
