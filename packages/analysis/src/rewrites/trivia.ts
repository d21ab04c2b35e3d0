import type { ModuleModel } from '../module/model.js';
import type { Range } from '../module/value.js';

/** Start of the first token at or after `offset`: white space and comments are passed. */
export function tokenStartAfter(module: ModuleModel, offset: number): number {
  let at = offset;
  for (;;) {
    while (isSpace(module.text[at])) at++;
    const comment = commentAt(module, at);
    if (comment === undefined) return at;
    at = comment[1];
  }
}

/** End of the last token that ends at or before `offset`. */
export function tokenEndBefore(module: ModuleModel, offset: number): number {
  let at = offset;
  for (;;) {
    while (at > 0 && isSpace(module.text[at - 1])) at--;
    const comment = module.comments.find((range) => range[1] === at);
    if (comment === undefined) return at;
    at = comment[0];
  }
}

/** After the comments that follow `offset` on its line. */
export function afterTrailingComments(module: ModuleModel, offset: number): number {
  let end = offset;
  for (;;) {
    let at = end;
    while (module.text[at] === ' ' || module.text[at] === '\t') at++;
    const comment = commentAt(module, at);
    if (comment === undefined) return end;
    end = comment[1];
  }
}

export function commentsBetween(module: ModuleModel, start: number, end: number): readonly Range[] {
  return module.comments.filter((range) => range[0] >= start && range[1] <= end);
}

/** The text of a range without its comments. */
export function codeIn(module: ModuleModel, [start, end]: Range): string {
  let code = '';
  let at = start;
  for (const comment of commentsBetween(module, start, end)) {
    code += module.text.slice(at, comment[0]);
    at = comment[1];
  }
  return code + module.text.slice(at, end);
}

/** White space that starts the line of `offset`. */
export function indentationAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
}

/** Characters before `offset` on its line. */
export function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

/** Whether only white space stands before `offset` on its line. */
export function startsLine(text: string, offset: number): boolean {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return text.slice(lineStart, offset).trim() === '';
}

/** Whether nothing but white space stands between two offsets, comments aside. */
export function isTrivia(module: ModuleModel, start: number, end: number): boolean {
  return tokenStartAfter(module, start) >= end;
}

function commentAt(module: ModuleModel, offset: number): Range | undefined {
  return module.comments.find((range) => range[0] === offset);
}

function isSpace(character: string | undefined): boolean {
  return character !== undefined && /\s/.test(character);
}
