import type { Range, Value } from '../module/value.js';

/** The values that a value is made of; what stands in functions and classes is code of its own. */
function partsOf(value: Value): readonly Value[] {
  switch (value.kind) {
    case 'member':
      return value.computed === undefined ? [value.object] : [value.object, value.computed];
    case 'call':
      return [value.callee, ...value.args];
    case 'object':
      return value.entries.map((entry) => entry.value);
    case 'array':
      return value.elements;
    case 'spread':
    case 'await':
    case 'yield':
      return [value.value];
    case 'template':
      return value.expressions;
    case 'either':
      return value.condition === undefined ? value.options : [value.condition, ...value.options];
    case 'assign':
      return [value.target, value.value];
    case 'operation':
      return value.operands;
    case 'opaque':
      return value.parts;
    default:
      return [];
  }
}

/** A value and everything in it that belongs to the same body. */
export function* everyPart(value: Value): Generator<Value> {
  yield value;
  for (const part of partsOf(value)) yield* everyPart(part);
}

/** Ranges of a value that are text rather than code. */
export function textRanges(value: Value): readonly Range[] {
  if (value.kind === 'literal') return typeof value.value === 'string' ? [value.range] : [];
  if (value.kind !== 'template') return partsOf(value).flatMap(textRanges);
  const ends = [value.range[0], ...value.expressions.map(({ range }) => range[1])];
  const starts = [...value.expressions.map(({ range }) => range[0]), value.range[1]];
  return [...ends.map((end, index): Range => [end, starts[index] ?? end]), ...value.expressions.flatMap(textRanges)];
}

/** Whether a list is that of `Promise.all`, `Promise.race`… */
export function isInPromiseList({ parent }: Value): boolean {
  return (
    parent?.kind === 'call' && parent.callee.kind === 'member' && parent.callee.object.kind === 'name' && parent.callee.object.name === 'Promise'
  );
}
