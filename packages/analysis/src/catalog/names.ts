/** The last names that patterns can match: what a callee must end in to be worth resolving. */
import { compilePath, type PathMatcher } from './paths.js';

export class LastNames {
  readonly #exact = new Set<string>();
  readonly #wild: PathMatcher[] = [];
  readonly #known = new Map<string, boolean>();

  constructor(patterns: Iterable<string>) {
    for (const pattern of patterns) {
      for (const name of (pattern.split('.').at(-1) ?? '').split('|')) {
        // The main export, called: `ns.default()`.
        if (name === '') this.#exact.add('default');
        // Any name at all is worth no look.
        else if (name === '*' || name === '**') continue;
        else if (name.includes('*')) this.#wild.push(compilePath(name));
        else this.#exact.add(name);
      }
    }
  }

  has(name: string): boolean {
    if (this.#exact.has(name)) return true;
    if (this.#wild.length === 0) return false;
    let known = this.#known.get(name);
    if (known === undefined) {
      known = this.#wild.some((matches) => matches([name]));
      this.#known.set(name, known);
    }
    return known;
  }
}
