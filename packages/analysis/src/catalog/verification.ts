import type { DefaultBound, Library, Verification } from './schema.js';

/** Run, or read in the source: only then may a finding rest on it. */
const tried: ReadonlySet<Verification> = new Set(['experiment', 'source']);

/** Whether what is known of a library, or of its default, carries a finding alone. */
export function isTried({ verified }: Pick<Library, 'verified'>, bound?: DefaultBound): boolean {
  return tried.has(bound?.verified ?? verified);
}
