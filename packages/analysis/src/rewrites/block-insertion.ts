import type { ModuleModel } from '../module/model.js';
import type { Range } from '../module/value.js';
import { layoutOf } from './layout.js';
import type { TextEdit } from './rewrite.js';
import { afterTrailingComments, indentationAt } from './trivia.js';

/** A statement as the first line of a block; a block on one line is laid out over several. */
export function insertFirst(module: ModuleModel, block: Range, statement: string): readonly TextEdit[] {
  const { newline, indent } = layoutOf(module);
  const [open, close] = [block[0] + 1, block[1] - 1];
  const inside = module.text.slice(open, close);
  const base = indentationAt(module.text, block[0]);
  if (inside.trim() === '' && !inside.includes('\n')) {
    return [{ range: [open, close], text: `${newline}${base}${indent}${statement}${newline}${base}` }];
  }
  if (!inside.includes('\n')) return spreadOverLines(module, [open, close], statement, base);
  const at = afterTrailingComments(module, open);
  const line = newline + innerIndent(inside, base, indent);
  const rest = /^[ \t]*(?=[^\s])/.exec(module.text.slice(at, close))?.[0];
  return rest === undefined ? [{ range: [at, at], text: line + statement }] : [{ range: [at, at + rest.length], text: line + statement + line }];
}

function spreadOverLines(module: ModuleModel, [open, close]: Range, statement: string, base: string): readonly TextEdit[] {
  const { newline, indent } = layoutOf(module);
  const inside = module.text.slice(open, close);
  const line = `${newline}${base}${indent}`;
  const start = open + inside.length - inside.trimStart().length;
  const end = open + inside.trimEnd().length;
  return [
    { range: [open, start], text: `${line}${statement}${line}` },
    { range: [end, close], text: `${newline}${base}` },
  ];
}

/** That of the first line in the block, else a step deeper than the block's own. */
function innerIndent(inside: string, base: string, step: string): string {
  const line = /\n([ \t]*)[^\s]/.exec(inside)?.[1];
  return line !== undefined && line.length > base.length ? line : base + step;
}
