import type { ModuleModel } from '../module/model.js';
import type { CallValue } from '../module/value.js';
import { insertItems, itemText, type ListItem } from './list-insertion.js';
import type { TextEdit } from './rewrite.js';
import { columnOf, indentationAt } from './trivia.js';

/** Sets the argument at a position behind the last one; positions between are filled with `undefined`. */
export function insertArgument(module: ModuleModel, call: CallValue, position: number, item: ListItem): readonly TextEdit[] | undefined {
  if (call.tagged || position < call.args.length || call.args.some(({ kind }) => kind === 'spread')) return undefined;
  const fillers = Array.from({ length: position - call.args.length }, () => 'undefined');
  if (call.argsRange === undefined) {
    const end = call.range[1];
    const text = [...fillers, itemText(item, indentationAt(module.text, end), columnOf(module.text, end) + 1)].join(', ');
    return call.isNew ? [{ range: [end, end], text: `(${text})` }] : undefined;
  }
  return insertItems(module, { range: call.argsRange, items: call.args.map(({ range }) => range[0]), padding: '' }, [...fillers, item]);
}
