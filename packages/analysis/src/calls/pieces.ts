/** Pieces of collections that are small enough to be worked on at once: slices and chunks. */
import type { ModuleModel } from '../module/model.js';
import type { CallValue } from '../module/value.js';
import { lastNameOf } from '../resolve/occurrences.js';
import type { Resolver } from '../resolve/resolver.js';
import { anyOf } from '../any-of.js';
import { isSmall, maxItems } from './limited-queries.js';
import { numberOf } from './option-values.js';

const chunking = anyOf(
  /^(?:_?chunk(?:s|ed|ify|Array|By|List)?|array_?chunk|splitEvery|split(?:Into|To)?(?:Chunks|Batches))$/i,
  /^(?:(?:to|into|in|make|create|get)_?(?:Chunks|Batches)(?:Of)?|batch(?:es|ed)?|inGroupsOf|group(?:s)?Of|partitionAll|sliding\w*)$/i,
  /^(?:windowed|aperture)$/i,
);

/** `chunk(items, 10)`: a list of small lists. */
export function isInSmallChunks(resolver: Resolver, call: CallValue, module: ModuleModel): boolean {
  return chunking.test(lastNameOf(call.callee) ?? '') && isSmall(sizeGiven(resolver, call, module));
}

/** The chunk's size is the argument that is a number; what is named or computed is a limit too, if an unknown one. */
export function sizeGiven(resolver: Resolver, { args }: CallValue, module: ModuleModel): number | undefined {
  return args.map((arg) => numberOf(resolver, arg, module)).find((number) => number !== undefined);
}

/** `slice(0, 10)`, `slice(i, i + size)`, `slice(-10)`, `splice(0, 10)`; a number that only running code knows is a limit too. */
export function isSmallSlice(resolver: Resolver, { callee, args: [start, end] }: CallValue, module: ModuleModel): boolean {
  if (start === undefined) return false;
  const from = numberOf(resolver, start, module);
  if (end === undefined) return from !== undefined && from < 0 && -from <= maxItems;
  const to = numberOf(resolver, end, module);
  if (lastNameOf(callee) === 'splice') return isSmall(to);
  if (to !== undefined) return to >= 0 && to - (from ?? 0) <= maxItems;
  if (end.kind === 'operation' && end.operator === '+') {
    return isSmall(end.operands.map((operand) => numberOf(resolver, operand, module)).find((number) => number !== undefined));
  }
  return !(end.kind === 'member' && end.property === 'length');
}
