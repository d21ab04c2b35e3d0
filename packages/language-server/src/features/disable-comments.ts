/** ESLint's comments that silence a rule, as edits. */
import type { TextEdit } from '@failsoft/analysis/rewrites';

/** Above the line of an offset, with its indentation; a rule more in the comment that is there already. */
export function disableOnLine(text: string, offset: number, ruleId: string): TextEdit {
  const start = startOfLine(text, offset);
  const above = text.slice(startOfLine(text, start - 1), start);
  const existing = /^\s*\/\/\s*eslint-disable-next-line\s+[^\s,]+(?:\s*,\s*[^\s,]+)*(?=\s*$|\s+--)/.exec(above);
  if (existing !== null) {
    const end = start - above.length + existing[0].length;
    return { range: [end, end], text: `, ${ruleId}` };
  }
  const [indentation = ''] = /^[\t ]*/.exec(text.slice(start)) ?? [];
  return { range: [start, start], text: `${indentation}// eslint-disable-next-line ${ruleId}${lineEnd(text)}` };
}

/** On top of the file, behind what has to stand first. */
export function disableInFile(text: string, ruleId: string): TextEdit {
  const [first = ''] = /^\uFEFF?(?:#!.*(?:\r?\n|$))?/.exec(text) ?? [];
  return { range: [first.length, first.length], text: `/* eslint-disable ${ruleId} */${lineEnd(text)}` };
}

function startOfLine(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

function lineEnd(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
