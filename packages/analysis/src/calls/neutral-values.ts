/** Values that say nothing of a failure: null, [], 0, none; or no more than a code. */
import type { CallValue, MemberValue, Value } from '../module/value.js';

/** `code`: text or a number that whoever reads it may know. */
export type Neutrality = 'neutral' | 'code';

const neutralNumbers = new Set([0, -1, 404]);
const option = /^fp-ts\/(?:(?:lib|es6)\/)?(?:Task|IO)?Option(?:\.js)?$/;
const rightOf = /^fp-ts\/(?:(?:lib|es6)\/)?(?:\w*Either|Task|IO|TaskOption)(?:\.js)?$/;

/** undefined where the value says more. */
export function neutralityOf(value: Value): Neutrality | undefined {
  switch (value.kind) {
    case 'literal':
      if (value.value === null || value.value === false || value.value === '') return 'neutral';
      return typeof value.value === 'number' && neutralNumbers.has(value.value) ? 'neutral' : 'code';
    case 'name':
      return value.name === 'undefined' || importedFrom(value, 'none', option) ? 'neutral' : undefined;
    case 'member':
      return isNone(value) ? 'neutral' : undefined;
    case 'array':
      return value.elements.length === 0 ? 'neutral' : undefined;
    case 'object':
      return ofObject(value);
    case 'call':
      return ofCall(value);
    case 'template':
      return value.expressions.length === 0 ? 'code' : undefined;
    case 'operation':
      return value.operator === 'void' || (value.operator === '!' && value.operands[0]?.kind === 'literal') ? 'neutral' : undefined;
    default:
      return undefined;
  }
}

/** `new Map()`, `new Set()`; `TE.right(O.none)`. */
function ofCall({ isNew, callee, args }: CallValue): Neutrality | undefined {
  const [first] = args;
  if (isNew) return callee.kind === 'name' && /^(?:Map|Set)$/.test(callee.name) && first === undefined ? 'neutral' : undefined;
  if (callee.kind !== 'member' || first === undefined || args.length > 1) return undefined;
  return /^(?:right|of)$/.test(callee.property ?? '') && importedFrom(callee.object, '*', rightOf) ? neutralityOf(first) : undefined;
}

/** `O.none` of fp-ts. */
function isNone({ object, property }: MemberValue): boolean {
  return property === 'none' && (importedFrom(object, '*', option) || importedFrom(object, 'option', /^fp-ts$/));
}

function importedFrom(value: Value, name: string, specifier: RegExp): boolean {
  const source = value.kind === 'name' ? value.scope.lookup(value.name)?.source : undefined;
  return source?.from === 'import' && source.imported === name && specifier.test(source.specifier);
}

/** `{}` and `{ items: [], total: 0 }` are neutral; `{ error: 'failed' }` is a code. */
function ofObject({ entries }: Extract<Value, { kind: 'object' }>): Neutrality | undefined {
  let found: Neutrality = 'neutral';
  for (const entry of entries) {
    const each = entry.kind === 'spread' ? undefined : neutralityOf(entry.value);
    if (each === undefined) return undefined;
    if (each === 'code') found = 'code';
  }
  return found;
}
