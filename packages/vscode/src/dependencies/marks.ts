/** The sign before a line of the tree. */
import type { ChecklistFinding, ChecklistPlace, Protection } from '@failsoft/language-server';
import { protectionTexts } from './protections.js';

/** 'error' and 'warning': a rule reports it here. 'missing': it is not there, and no rule minds, or one reports it elsewhere. */
export type Mark = 'error' | 'warning' | 'missing' | 'unknown' | 'present';

export const worstFirst: readonly Mark[] = ['error', 'warning', 'missing', 'unknown', 'present'];

export function worstOf(marks: readonly Mark[]): Mark {
  return worstFirst.find((mark) => marks.includes(mark)) ?? 'present';
}

/** What rules report of one protection, by the line of the place that has to have it. */
export class Reported {
  readonly #marks = new Map<string, Mark>();

  constructor(name: Protection['name'], findings: readonly ChecklistFinding[], places: readonly ChecklistPlace[]) {
    for (const finding of findings) {
      if (!protectionTexts[name].rules.includes(finding.rule)) continue;
      const key = keyOf(finding.uri, lineOfPlace(finding, places));
      this.#marks.set(key, worstOf([finding.severity, this.#marks.get(key) ?? 'present']));
    }
  }

  markOf({ uri, position }: ChecklistPlace, { verdict }: Protection): Mark {
    return this.#marks.get(keyOf(uri, position.line)) ?? verdict;
  }
}

/** A finding at an option or at a catch clause stands below its call or client. */
function lineOfPlace({ uri, position: { line } }: ChecklistFinding, places: readonly ChecklistPlace[]): number {
  return Math.max(-1, ...places.flatMap(({ uri: other, position }) => (other === uri && position.line <= line ? [position.line] : [])));
}

function keyOf(uri: string, line: number): string {
  return `${uri}:${line}`;
}
