/** Files that are copies of a package: what `failsoft init --vendor` writes. */
import type { Protection } from './schema.js';

const opening = /^\uFEFF?(?:#!.*\n)?\s*(?:(?:\/\*[^]*?\*\/|\/\/.*)\s*){0,2}/;

/** The package that a text is a copy of, by its first two comments. */
export function packageCopiedIn(text: string, known: readonly Protection[]): string | undefined {
  const [head = ''] = opening.exec(text) ?? [];
  return known.find(({ copyMark }) => copyMark?.test(head) === true)?.packages[0];
}
