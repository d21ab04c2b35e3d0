/** Edits of findings, applied as a command that fixes a whole file does. */
import type { Finding } from './findings.js';

/** The first suggestion of each finding, from the top; those that touch what is edited already are left out. */
export function withFirstSuggestions(text: string, findings: readonly Finding[]): string {
  const first = findings.flatMap(({ suggestions }) => suggestions.slice(0, 1));
  let applied = '';
  let end = 0;
  for (const { range, text: inserted } of first.sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1])) {
    if (range[0] < end) continue;
    applied += text.slice(end, range[0]) + inserted;
    end = range[1];
  }
  return applied + text.slice(end);
}
