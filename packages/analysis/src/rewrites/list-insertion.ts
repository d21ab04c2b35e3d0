import type { ModuleModel } from '../module/model.js';
import type { Range } from '../module/value.js';
import { layoutOf } from './layout.js';
import type { TextEdit } from './rewrite.js';
import { afterTrailingComments, columnOf, commentsBetween, indentationAt, tokenEndBefore } from './trivia.js';

/** A comma-separated list in brackets: an object literal, an argument list, the names of an import. */
export interface BracketedList {
  /** From the opening bracket to after the closing one. */
  readonly range: Range;
  /** Start of each item. */
  readonly items: readonly number[];
  /** What formatters put inside the brackets of a list on one line: ' ' for braces. */
  readonly padding: ' ' | '';
  /** Of a list within a list on the same line: the line on which it will stand if the outer one gets a line an item. */
  readonly ownLine?: { readonly indent: string; readonly column: number };
}

/** Text of an item; one that may take several lines is told the indentation of its line and the column at which it starts. */
export type ListItem = string | ((indent: string, column: number) => string);

export function itemText(item: ListItem, indent: string, column: number): string {
  return typeof item === 'string' ? item : item(indent, column);
}

export function onOneLine(item: ListItem): string {
  return itemText(item, '', -Infinity);
}

/** Adds items at the end of a list in the list's own layout: on its line, or a line each. `grown`: what other edits add to that line. */
export function insertItems(module: ModuleModel, list: BracketedList, added: readonly ListItem[], grown = 0): TextEdit[] {
  const close = list.range[1] - 1;
  const last = list.items.at(-1);
  if (last === undefined) return fillEmpty(module, list, added);
  if (added.length === 0) return isTooWide(module, list, added, grown) ? spreadOverLines(module, list, added) : [];
  const end = tokenEndBefore(module, close);
  const separated = module.text[end - 1] === ',';
  if (module.text.slice(end, close).includes('\n')) return appendLines(module, { end, separated, indent: indentationAt(module.text, last), added });
  if (isTooWide(module, list, added, grown)) return spreadOverLines(module, list, added);
  return [insertion(end, `${separated ? '' : ','} ${inlineText(module, list, added, end + 2)}${separated ? ',' : ''}`)];
}

/** Arguments may grow over lines where theirs is full; properties stay on one, or get a line each. */
function inlineText(module: ModuleModel, list: BracketedList, added: readonly ListItem[], at: number): string {
  if (list.padding === ' ') return added.map(onOneLine).join(', ');
  let column = columnOf(module.text, at);
  return added
    .map((item) => {
      const text = itemText(item, indentationAt(module.text, at), column);
      column += text.length + 2;
      return text;
    })
    .join(', ');
}

function appendLines(module: ModuleModel, at: { end: number; separated: boolean; indent: string; added: readonly ListItem[] }): TextEdit[] {
  const { newline } = layoutOf(module);
  const lines = at.added.map((item) => `${newline}${at.indent}${itemText(item, at.indent, at.indent.length)}`);
  const place = afterTrailingComments(module, at.end);
  if (at.separated) return [insertion(place, lines.map((line) => `${line},`).join(''))];
  if (place === at.end) return [insertion(place, `,${lines.join(',')}`)];
  return [insertion(at.end, ','), insertion(place, lines.join(','))];
}

function fillEmpty(module: ModuleModel, list: BracketedList, added: readonly ListItem[]): TextEdit[] {
  const { newline, indent } = layoutOf(module);
  const [open, close] = [list.range[0] + 1, list.range[1] - 1];
  const base = list.ownLine?.indent ?? indentationAt(module.text, list.range[0]);
  const inside = module.text.slice(open, close);
  const comment = commentsBetween(module, open, close).at(-1);
  const lines = added.map((item) => `${newline}${base}${indent}${itemText(item, base + indent, base.length + indent.length)}`).join(',');
  if (comment !== undefined) return [insertion(comment[1], inside.includes('\n') ? lines : ` ${added.map(onOneLine).join(', ')}`)];
  if (inside.includes('\n')) return [{ range: [open, close], text: `${lines}${newline}${base}` }];
  if (isTooWide(module, list, added, 0)) return [{ range: [open, close], text: `${lines}${layoutOf(module).trailingComma}${newline}${base}` }];
  return [{ range: [open, close], text: `${list.padding}${inlineText(module, list, added, open)}${list.padding}` }];
}

/** Whether the line gets longer than this file's lines are, and an item a line is possible without touching a comment. */
function isTooWide(module: ModuleModel, list: BracketedList, added: readonly ListItem[], grown: number): boolean {
  const [start, end] = list.range;
  if (list.padding === '' || commentsBetween(module, start, end).length > 0 || module.text.slice(start, end).includes('\n')) return false;
  const column = list.ownLine === undefined ? columnOf(module.text, end) : list.ownLine.column + end - start;
  return column + grown + added.map(onOneLine).join(', ').length + 2 > layoutOf(module).width;
}

function spreadOverLines(module: ModuleModel, list: BracketedList, added: readonly ListItem[]): TextEdit[] {
  const { newline, indent, trailingComma } = layoutOf(module);
  const base = list.ownLine?.indent ?? indentationAt(module.text, list.range[0]);
  const line = `${newline}${base}${indent}`;
  const edits: TextEdit[] = list.items.map((start) => ({ range: [endOfInk(module.text, start), start], text: line }));
  const end = tokenEndBefore(module, list.range[1] - 1);
  const comma = module.text[end - 1] === ',' ? '' : ',';
  const items = added.map((item) => line + itemText(item, base + indent, base.length + indent.length)).join(',');
  const tail = added.length === 0 ? comma && trailingComma : comma + items + trailingComma;
  return [...edits, { range: [end, list.range[1] - 1], text: tail + newline + base }];
}

function endOfInk(text: string, offset: number): number {
  return text.slice(0, offset).trimEnd().length;
}

function insertion(at: number, text: string): TextEdit {
  return { range: [at, at], text };
}
