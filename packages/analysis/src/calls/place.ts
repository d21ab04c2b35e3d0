import type { ModuleModel } from '../module/model.js';
import type { Range, Value } from '../module/value.js';
import type { Place } from './facts.js';

export function placeOf(value: Value, module: ModuleModel): Place {
  return placeOfRange(value.kind === 'call' ? value.callee.range : value.range, module);
}

export function placeOfRange(range: Range, module: ModuleModel): Place {
  return { path: module.path, range, line: lineAt(module, range[0]) };
}

const starts = new WeakMap<ModuleModel, readonly number[]>();

/** 1-based line of an offset. */
export function lineAt(module: ModuleModel, offset: number): number {
  const lines = lineStarts(module);
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

/** 1-based column of an offset. */
export function columnAt(module: ModuleModel, offset: number): number {
  return offset - (lineStarts(module)[lineAt(module, offset) - 1] ?? 0) + 1;
}

function lineStarts(module: ModuleModel): readonly number[] {
  const known = starts.get(module);
  if (known !== undefined) return known;
  const lines = [0];
  const breaks = /\r\n|[\n\r\u2028\u2029]/g;
  for (let match = breaks.exec(module.text); match !== null; match = breaks.exec(module.text)) lines.push(breaks.lastIndex);
  starts.set(module, lines);
  return lines;
}
