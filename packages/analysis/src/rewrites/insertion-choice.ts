import type { ExternalCall } from '../calls/facts.js';
import type { Insertion, TimeoutFacts } from '../catalog/schema.js';
import { holds } from '../catalog/versions.js';
import type { CallValue, ObjectValue, Value } from '../module/value.js';
import { constantBehind } from './names.js';
import { isText } from './options-place.js';

/** The texts that a library's facts hold for a place, for the version that the file sees. */
export function insertionsAt(
  { insertions }: Pick<TimeoutFacts, 'insertions'>,
  place: 'client' | 'call',
  version: string | undefined,
): readonly Insertion[] {
  return insertions.filter((insertion) => insertion.at.place === place && holds(insertion.versions, version));
}

/** Those that stand in the call's own options. */
export function insertionsForCall({ target }: ExternalCall): readonly Insertion[] {
  if (target.kind === 'function') return insertionsAt(target.facts.timeout, 'call', target.version);
  return insertionsAt(target.client.timeout, 'call', target.creations[0]?.version);
}

/** Whether the arguments have the shape that an insertion is for. */
export function fitsArguments({ when }: Insertion, { args }: CallValue): boolean {
  const argument = when === undefined ? undefined : args[when.argument];
  if (when === undefined) return true;
  if (argument === undefined) return false;
  return when.is === 'object' ? constantBehind(argument).kind === 'object' : isText(argument);
}

/** Whether options forbid an insertion; what a spread brings from elsewhere may. */
export function isForbidden({ notWith }: Insertion, options: ObjectValue | undefined): boolean {
  if (options === undefined || notWith.length === 0) return false;
  return notWith.some(({ path, value }) => mayHold(options, path.split('.'), value));
}

type Forbidden = Insertion['notWith'][number]['value'];

/** `seen`: what was asked already, since objects may spread each other, or one many times over. */
function mayHold(object: ObjectValue, path: readonly string[], value: Forbidden, seen = new Set<string>()): boolean {
  const question = `${object.range[0]} ${path.join('.')}`;
  if (seen.has(question)) return false;
  seen.add(question);
  const [name, ...deeper] = path;
  return object.entries.some((entry) => {
    if (entry.kind === 'spread') return mayHoldInside(entry.value, path, value, seen);
    if (entry.name === undefined) return true;
    if (entry.name !== name) return false;
    return deeper.length > 0 ? mayHoldInside(entry.value, deeper, value, seen) : mayBe(entry.value, value);
  });
}

function mayHoldInside(value: Value, path: readonly string[], wanted: Forbidden, seen: Set<string>): boolean {
  if (value.kind === 'either') {
    const options = value.operator === '&&' ? value.options.slice(-1) : value.options;
    return options.some((option) => mayHoldInside(option, path, wanted, seen));
  }
  const constant = constantBehind(value);
  if (constant.kind === 'object') return mayHold(constant, path, wanted, seen);
  return constant.kind !== 'literal';
}

function mayBe(value: Value, wanted: Forbidden): boolean {
  const constant = constantBehind(value);
  return wanted === 'any' || constant.kind !== 'literal' || constant.value === wanted;
}
