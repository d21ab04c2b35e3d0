import type { ModuleModel } from '../module/model.js';
import type { CallValue } from '../module/value.js';
import { insertItems } from './list-insertion.js';
import type { TextEdit } from './rewrite.js';

/** Sets the argument at a position behind the last one; positions between are filled with `undefined`. */
export function insertArgument(module: ModuleModel, call: CallValue, position: number, text: string): readonly TextEdit[] | undefined {
  if (call.tagged || position < call.args.length || call.args.some(({ kind }) => kind === 'spread')) return undefined;
  const added = [...Array.from({ length: position - call.args.length }, () => 'undefined'), text];
  if (call.argsRange === undefined) {
    const end = call.range[1];
    return call.isNew ? [{ range: [end, end], text: `(${added.join(', ')})` }] : undefined;
  }
  return insertItems(module, { range: call.argsRange, items: call.args.map(({ range }) => range[0]), padding: '' }, added);
}
