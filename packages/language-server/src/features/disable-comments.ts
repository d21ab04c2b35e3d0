/** ESLint's comments that silence a rule, as edits. */
import type { TextEdit } from '@failsoft/analysis/rewrites';

/** In `//`, in a block, and in the braces of JSX; up to its last rule. */
const nextLine = /^\s*(?:\/\/|\{?\s*\/\*)\s*eslint-disable-next-line\s+[^\s,*]+(?:\s*,\s*[^\s,*]+)*(?=\s*$|\s*\*\/\s*\}?\s*$|\s+--)/;

/** Above the line of an offset, with its indentation; a rule more in the comment that is there already; where no line may stand above, in the line itself. */
export function disableOnLine(text: string, offset: number, ruleId: string): TextEdit {
  const start = startOfLine(text, offset);
  const above = text.slice(startOfLine(text, start - 1), start);
  const existing = nextLine.exec(above);
  if (existing !== null) {
    const end = start - above.length + existing[0].length;
    return { range: [end, end], text: `, ${ruleId}` };
  }
  if (mayBeText(text, start)) return { range: [offset, offset], text: `/* eslint-disable-line ${ruleId} */ ` };
  const [indentation = ''] = /^[\t ]*/.exec(text.slice(start)) ?? [];
  return { range: [start, start], text: `${indentation}// eslint-disable-next-line ${ruleId}${lineEnd(text)}` };
}

/** On top of the file, behind what has to stand first. */
export function disableInFile(text: string, ruleId: string): TextEdit {
  const [first = ''] = /^\uFEFF?(?:#!.*(?:\r?\n|$))?/.exec(text) ?? [];
  return { range: [first.length, first.length], text: `/* eslint-disable ${ruleId} */${lineEnd(text)}` };
}

/** Whether a line may start within a template or the text of JSX, where a comment would be text as well. When in doubt, it may. */
function mayBeText(text: string, start: number): boolean {
  const before = text.slice(0, start);
  const backticks = before.replace(/\\[^]/g, '').split('`').length - 1;
  return backticks % 2 === 1 || /(?:[^=]|^)>\s*$/.test(before) || /^[ \t]*[{<]/.test(text.slice(start));
}

function startOfLine(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

function lineEnd(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
