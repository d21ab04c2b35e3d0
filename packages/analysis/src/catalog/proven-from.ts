import type { DefaultBound } from './schema.js';

/** What was run against one major, or a later one: for older ones it is only what the manual says. */
export function provenFrom(version: string, ms: number | null, phrase: string): readonly [DefaultBound, DefaultBound] {
  return [
    { versions: `>=${version}`, ms, phrase },
    { versions: `<${version}`, ms, phrase, verified: 'documentation' },
  ];
}
