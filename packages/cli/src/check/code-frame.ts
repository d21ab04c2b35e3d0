import { codeFrameColumns } from '@babel/code-frame';

/** Longer lines are generated or minified: a frame of them is no help. */
const longestShown = 240;

export interface FramedRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The lines of the range with one around them, the range underlined; a range of many lines shows where it starts. */
export function codeFrame(text: string, range: FramedRange, isColoured: boolean): string | undefined {
  const lines = text.split(/\r?\n/);
  const shown = lines.slice(Math.max(0, range.line - 2), range.line + 1);
  if (shown.length === 0 || shown.some((line) => line.length > longestShown)) return undefined;
  const isOneLine = range.endLine === range.line && range.endColumn > range.column;
  const end = isOneLine ? { line: range.line, column: range.endColumn } : undefined;
  const options = { highlightCode: isColoured, forceColor: isColoured, linesAbove: 1, linesBelow: 1 };
  return codeFrameColumns(lines.join('\n'), { start: { line: range.line, column: range.column }, end }, options);
}
