import type { Row } from './play.js';

/** What our documentation says of other libraries, and where that can be seen. */
export interface Claim {
  /** The sentence, as it stands there. */
  readonly says: string;
  /** Of whom, with the version that it was seen of. */
  readonly libraries: Readonly<Record<string, string>>;
  readonly concept: Row['concept'];
  /** The scenarios that show it, by title. */
  readonly scenarios: readonly string[];
  readonly is: 'right' | 'wrong';
}

/** Why claims do not hold; nothing where they do. */
export function refutations(claims: readonly Claim[], rows: readonly Row[], versionOf: (library: string) => string): readonly string[] {
  return claims.flatMap(({ says, libraries, concept, scenarios, is }) =>
    Object.entries(libraries).flatMap(([library, version]) => {
      const complaints = scenarios.flatMap((title) => {
        const seen = rows.find((row) => row.concept === concept && row.title === title)?.observed[library]?.is ?? 'not played';
        return seen === is ? [] : [`"${title}" was ${seen}, claimed ${is}`];
      });
      const installed = versionOf(library);
      if (installed !== version) complaints.push(`${installed} was played, the claim is of ${version}`);
      return complaints.map((complaint) => `${says}\n  ${library}: ${complaint}`);
    }),
  );
}
