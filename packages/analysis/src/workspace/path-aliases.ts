/** `paths` of a tsconfig: patterns with at most one `*` -> where to look. */
import { posix } from 'node:path';
import { lastSegment } from './specifier.js';

interface Pattern {
  readonly prefix: string;
  /** Undefined: no `*`, the whole specifier must match. */
  readonly suffix: string | undefined;
  /** Absolute, with the pattern's `*`. */
  readonly targets: readonly string[];
}

interface AliasMatch {
  readonly targets: readonly string[];
  /** `*` alone matches every package too. */
  readonly isCatchAll: boolean;
}

export class PathAliases {
  readonly #patterns: readonly Pattern[];

  /** Targets are relative to a folder. */
  constructor(paths: ReadonlyMap<string, readonly string[]>, folder: string) {
    this.#patterns = [...paths].map(([pattern, targets]) => {
      const [prefix = '', suffix] = pattern.split('*', 2);
      return { prefix, suffix, targets: targets.map((target) => (target.startsWith('/') ? target : posix.join(folder, target))) };
    });
  }

  get isEmpty(): boolean {
    return this.#patterns.length === 0;
  }

  /** By the pattern that says most: an exact one, else the longest prefix. */
  match(specifier: string): AliasMatch | undefined {
    const pattern = this.#best(specifier);
    if (pattern === undefined) return undefined;
    const { prefix, suffix, targets } = pattern;
    if (suffix === undefined) return { targets, isCatchAll: false };
    const star = specifier.slice(prefix.length, specifier.length - suffix.length);
    return { targets: targets.map((target) => target.replace('*', () => star)), isCatchAll: prefix === '' && suffix === '' };
  }

  /** Whether a specifier's last segment says nothing about the name of the file it leads to. */
  renames(specifier: string): boolean {
    return this.#best(specifier)?.targets.some((target) => !lastSegment(target).startsWith('*')) === true;
  }

  #best(specifier: string): Pattern | undefined {
    let best: Pattern | undefined;
    for (const pattern of this.#patterns) {
      const { prefix, suffix } = pattern;
      if (suffix === undefined) {
        if (prefix === specifier) return pattern;
        continue;
      }
      const matches = specifier.length >= prefix.length + suffix.length && specifier.startsWith(prefix) && specifier.endsWith(suffix);
      if (matches && (best === undefined || prefix.length > best.prefix.length)) best = pattern;
    }
    return best;
  }
}
