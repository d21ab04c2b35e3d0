import type { ModuleModel } from '../module/model.js';
import type { Range, Value } from '../module/value.js';
import { layoutOf } from './layout.js';
import type { TextEdit } from './rewrite.js';
import { afterTrailingComments, indentationAt, tokenEndBefore, tokenStartAfter } from './trivia.js';

/** A statement on a list of statements: another may follow it. */
export interface StatementPlace {
  readonly range: Range;
}

/** The expression statement that a value is. */
export function expressionStatement(module: ModuleModel, root: Value, mayBeSkipped: boolean): StatementPlace | undefined {
  const [start] = root.range;
  const end = endOfStatement(module, root.range[1]);
  return end !== undefined && startsStatement(module, start, mayBeSkipped) ? { range: [start, end] } : undefined;
}

/** The declaration of one name, by the place of the name and its initialiser: `export const x = …;`. */
export function declarationStatement(module: ModuleModel, name: Range, initialiser: Value): StatementPlace | undefined {
  const head = /(?:\bexport\s+)?\b(?:const|let|var|await\s+using|using)\s+$/.exec(module.text.slice(Math.max(0, name[0] - 60), name[0]))?.[0];
  const end = endOfStatement(module, initialiser.range[1]);
  if (head === undefined || end === undefined) return undefined;
  const start = name[0] - head.length;
  return startsStatement(module, start, /\bvar\s+$/.test(head)) ? { range: [start, end] } : undefined;
}

/** A line of its own behind a statement. */
export function insertAfter(module: ModuleModel, { range }: StatementPlace, text: string): TextEdit {
  const at = afterTrailingComments(module, range[1]);
  return { range: [at, at], text: layoutOf(module).newline + indentationAt(module.text, range[0]) + text };
}

/** End of the statement whose expression ends at an offset, where that is plain to see; its semicolon included. */
function endOfStatement(module: ModuleModel, offset: number): number | undefined {
  const { text } = module;
  let end = offset;
  for (;;) {
    const next = tokenStartAfter(module, end);
    const type = /^(?:as|satisfies)\b[\w\s.$<>,[\]|&]*?(?=\s*(?:[;)]|\r?\n|$))/.exec(text.slice(next))?.[0];
    if (text[next] === ';') return next + 1;
    if (text[next] === ')' || (text[next] === '!' && text[next + 1] !== '=')) end = next + 1;
    else if (type !== undefined) end = next + type.length;
    else return next >= text.length || text[next] === '}' || (text.slice(end, next).includes('\n') && text[next] !== ',') ? end : undefined;
  }
}

/** Whether a new statement may stand beside one that starts at an offset: `if (x) start();` has room for one only. */
function startsStatement(module: ModuleModel, offset: number, mayBeSkipped: boolean): boolean {
  const { text } = module;
  const before = tokenEndBefore(module, offset);
  const last = text[before - 1];
  if (last === undefined || last === ';' || last === '{' || last === '}') return true;
  if (/\b(?:else|do)$/.test(text.slice(Math.max(0, before - 5), before)) || (last === ')' && mayBeSkipped)) return false;
  return last !== '(' && last !== ',' && last !== '=' && last !== '>' && text.slice(before, offset).includes('\n');
}
