/** Facts that differ between majors: which entry holds for an installed or declared version. */
import satisfies from 'semver/functions/satisfies.js';
import intersects from 'semver/ranges/intersects.js';
import validRange from 'semver/ranges/valid.js';
import { Memo } from '../memo.js';
import type { DefaultBound, TimeoutFacts } from './schema.js';

/** Facts that hold for a semver range of a package. */
export interface Versioned {
  readonly versions: string;
}

/** Newer than any release: what an unknown version is taken for. */
const newest = '99999.0.0';

const answers = new Memo<boolean>();

/** Whether a range holds a version, or overlaps a declared range such as '^8.1.0'. */
export function holds(range: string, version: string | undefined): boolean {
  return range === '*' || answers.get(`${range} ${version ?? ''}`, () => isHeld(range, version));
}

function isHeld(range: string, version: string | undefined): boolean {
  if (version !== undefined && validRange(version) !== null) return intersects(range, version, { includePrerelease: true });
  return satisfies(newest, range);
}

/** The first entry that holds for a version, else the first. */
function forVersion<T extends Versioned>(entries: readonly [T, ...T[]], version: string | undefined): T {
  return entries.find(({ versions }) => holds(versions, version)) ?? entries[0];
}

/** The first alternative whose options a version has, the one that messages name; none where it has no such options. */
export function preferredOf({ options, sufficient }: TimeoutFacts, version: string | undefined): readonly string[] {
  const isHad = (name: string): boolean => holds(options[name]?.versions ?? '*', version);
  return sufficient.find((names) => names.every(isHad)) ?? [];
}

/** What bounds a call where no option of a version does. */
export function remedyOf({ remedy }: TimeoutFacts, version: string | undefined): string | undefined {
  return remedy === undefined || typeof remedy === 'string' ? remedy : forVersion(remedy, version).says;
}

/** What a library does by default in a version. */
export function defaultBoundOf(facts: TimeoutFacts, version: string | undefined): DefaultBound {
  return forVersion(facts.default, version);
}
