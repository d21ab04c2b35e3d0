/** Where a node stands: parsers say it as a range, or as start and end. */
import type { Range } from './value.js';

/** A node or comment of any parser. */
export interface Positioned {
  readonly range?: Range | undefined;
  readonly start?: number | undefined;
  readonly end?: number | undefined;
}

export function rangeOf(node: Positioned): Range {
  return node.range ?? [startOf(node), endOf(node)];
}

export function startOf({ range, start = 0 }: Positioned): number {
  return range === undefined ? start : range[0];
}

export function endOf({ range, end = 0 }: Positioned): number {
  return range === undefined ? end : range[1];
}
