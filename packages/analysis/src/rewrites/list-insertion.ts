import type { ModuleModel } from '../module/model.js';
import type { Range } from '../module/value.js';
import { layoutOf } from './layout.js';
import type { TextEdit } from './rewrite.js';
import { afterTrailingComments, commentsBetween, indentationAt, tokenEndBefore } from './trivia.js';

/** A comma-separated list in brackets: an object literal, an argument list, the names of an import. */
export interface BracketedList {
  /** From the opening bracket to after the closing one. */
  readonly range: Range;
  /** Start of each item. */
  readonly items: readonly number[];
  /** What formatters put inside the brackets of a list on one line: ' ' for braces. */
  readonly padding: ' ' | '';
}

/** Adds items at the end of a list in the list's own layout: on its line, or a line each. */
export function insertItems(module: ModuleModel, list: BracketedList, added: readonly string[]): TextEdit[] {
  const close = list.range[1] - 1;
  const last = list.items.at(-1);
  if (last === undefined) return fillEmpty(module, list, added);
  const end = tokenEndBefore(module, close);
  const separated = module.text[end - 1] === ',';
  if (!module.text.slice(end, close).includes('\n')) {
    return isTooWide(module, list, added) ? spreadOverLines(module, list, added) : [insertion(end, separated ? ` ${added.join(', ')},` : `, ${added.join(', ')}`)];
  }
  return appendLines(module, { end, separated, indent: indentationAt(module.text, last), added });
}

function appendLines(module: ModuleModel, at: { end: number; separated: boolean; indent: string; added: readonly string[] }): TextEdit[] {
  const { newline } = layoutOf(module);
  const lines = at.added.map((item) => `${newline}${at.indent}${item}`);
  const place = afterTrailingComments(module, at.end);
  if (at.separated) return [insertion(place, lines.map((line) => `${line},`).join(''))];
  if (place === at.end) return [insertion(place, `,${lines.join(',')}`)];
  return [insertion(at.end, ','), insertion(place, lines.join(','))];
}

function fillEmpty(module: ModuleModel, list: BracketedList, added: readonly string[]): TextEdit[] {
  const { newline, indent } = layoutOf(module);
  const [open, close] = [list.range[0] + 1, list.range[1] - 1];
  const base = indentationAt(module.text, list.range[0]);
  const inside = module.text.slice(open, close);
  const comment = commentsBetween(module, open, close).at(-1);
  const lines = added.map((item) => `${newline}${base}${indent}${item}`).join(',');
  if (comment !== undefined) {
    return [insertion(comment[1], inside.includes('\n') ? lines : ` ${added.join(', ')}`)];
  }
  const text = inside.includes('\n') ? `${lines}${newline}${base}` : `${list.padding}${added.join(', ')}${list.padding}`;
  return [{ range: [open, close], text }];
}

/** Whether the line gets longer than this file's lines are, and an item a line is possible without touching a comment. */
function isTooWide(module: ModuleModel, list: BracketedList, added: readonly string[]): boolean {
  const [start, end] = list.range;
  if (list.padding === '' || commentsBetween(module, start, end).length > 0 || module.text.slice(start, end).includes('\n')) return false;
  const lineStart = module.text.lastIndexOf('\n', start - 1) + 1;
  return end - lineStart + added.join(', ').length + 2 > layoutOf(module).width;
}

function spreadOverLines(module: ModuleModel, list: BracketedList, added: readonly string[]): TextEdit[] {
  const { newline, indent, trailingComma } = layoutOf(module);
  const base = indentationAt(module.text, list.range[0]);
  const line = `${newline}${base}${indent}`;
  const edits: TextEdit[] = list.items.map((start) => ({ range: [endOfInk(module.text, start), start], text: line }));
  const end = tokenEndBefore(module, list.range[1] - 1);
  const comma = module.text[end - 1] === ',' ? '' : ',';
  const text = `${comma}${added.map((item) => `${line}${item}`).join(',')}${trailingComma}${newline}${base}`;
  return [...edits, { range: [end, list.range[1] - 1], text }];
}

function endOfInk(text: string, offset: number): number {
  return text.slice(0, offset).trimEnd().length;
}

function insertion(at: number, text: string): TextEdit {
  return { range: [at, at], text };
}
