import { applyEdits, sortEdits } from './apply.js';
import type { TextEdit } from './rewrite.js';

/** An edit of the second text, or what an edit of the first has become in it. */
interface Span {
  start: number;
  end: number;
}

/**
 * The edits of a text that equal two sets of edits made one after the other.
 * They stay apart unless the second set touches what the first has written.
 * @param first edits of `text`, sorted and not overlapping
 * @param second edits of what they make of it, sorted and not overlapping
 */
export function composeEdits(text: string, first: readonly TextEdit[], second: readonly TextEdit[]): TextEdit[] {
  const between = applyEdits(text, first);
  const written = writtenBy(first);
  return joined([...written, ...second.map(({ range: [start, end] }) => ({ start, end }))]).map(({ start, end }) => {
    const inside = second.filter(({ range }) => range[0] >= start && range[1] <= end);
    const moved = inside.map(({ range, text: replacement }) => ({ range: [range[0] - start, range[1] - start] as const, text: replacement }));
    return { range: [before(start, first, written, 'start'), before(end, first, written, 'end')], text: applyEdits(between.slice(start, end), sortEdits(moved)) };
  });
}

/** Where the edits' texts stand once they are made. */
function writtenBy(edits: readonly TextEdit[]): Span[] {
  let shift = 0;
  return edits.map(({ range, text }) => {
    const start = range[0] + shift;
    shift += text.length - (range[1] - range[0]);
    return { start, end: start + text.length };
  });
}

/** Spans that touch are one. */
function joined(spans: readonly Span[]): Span[] {
  const groups: Span[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = groups.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else groups.push({ start, end });
  }
  return groups;
}

/** The offset in the first text of one in the second, which stands within no edit. */
function before(offset: number, edits: readonly TextEdit[], written: readonly Span[], side: 'start' | 'end'): number {
  let at = offset;
  for (const [index, { range, text }] of edits.entries()) {
    const { start = 0, end = 0 } = written[index] ?? {};
    const isPassed = side === 'end' ? end <= offset : end <= offset && start < offset;
    if (isPassed) at -= text.length - (range[1] - range[0]);
  }
  return at;
}
