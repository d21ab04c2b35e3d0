/** The last names that patterns can match: what a callee must end in to be worth resolving. */
import { anyOfSegments } from './paths.js';

export class LastNames {
  readonly #exact = new Set<string>();
  readonly #wild: RegExp | undefined;
  readonly #known = new Map<string, boolean>();

  constructor(patterns: Iterable<string>) {
    const wild = new Set<string>();
    for (const pattern of patterns) {
      for (const name of (pattern.split('.').at(-1) ?? '').split('|')) {
        // The main export, called: `ns.default()`.
        if (name === '') this.#exact.add('default');
        // Any name at all is worth no look.
        else if (name === '*' || name === '**') continue;
        else if (name.includes('*')) wild.add(name);
        else this.#exact.add(name);
      }
    }
    this.#wild = wild.size === 0 ? undefined : anyOfSegments([...wild]);
  }

  has(name: string): boolean {
    if (this.#exact.has(name)) return true;
    if (this.#wild === undefined) return false;
    let known = this.#known.get(name);
    if (known === undefined) this.#known.set(name, (known = this.#wild.test(name)));
    return known;
  }
}
