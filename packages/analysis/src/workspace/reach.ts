/** Which files lead, through any number of imports, of types too, to one of some packages: all others can't hold anything of theirs. */
import type { Layout } from './layout.js';
import { parentOf } from './real-path.js';
import type { Resolution } from './workspace.js';

export class Reach {
  readonly #known = new Map<string, boolean>();

  constructor(
    private readonly layout: Layout,
    private readonly files: ReadonlyMap<string, { readonly specifiers: readonly string[]; readonly typeSpecifiers: readonly string[] }>,
    private readonly isWanted: (packageName: string) => boolean,
  ) {}

  from(path: string): boolean {
    const visited = new Set<string>([path]);
    const pending = [path];
    for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
      const known = this.#known.get(file) ?? this.#step(file, visited, pending);
      if (!known) continue;
      this.#known.set(path, true);
      this.#known.set(file, true);
      return true;
    }
    for (const file of visited) this.#known.set(file, false);
    return false;
  }

  /** Whether a file imports a wanted package itself; else its imports are to be looked at. What leads nowhere may be generated. */
  #step(file: string, visited: Set<string>, pending: string[]): boolean {
    const folder = parentOf(file) ?? file;
    const mentioned = this.files.get(file);
    if (mentioned === undefined) return true;
    for (const specifier of [...mentioned.specifiers, ...mentioned.typeSpecifiers]) {
      const resolution = this.layout.specifiers.resolve(specifier, folder);
      if (this.#isWanted(resolution, specifier)) return true;
      if (resolution.kind !== 'file' || visited.has(resolution.path)) continue;
      visited.add(resolution.path);
      pending.push(resolution.path);
    }
    return false;
  }

  #isWanted(resolution: Resolution, specifier: string): boolean {
    switch (resolution.kind) {
      case 'unresolved':
        return !isAsset(specifier);
      case 'package':
        return this.isWanted(resolution.name);
      case 'builtin':
        return this.isWanted(`node:${resolution.name}`);
      case 'file':
        return false;
    }
  }
}

function isAsset(specifier: string): boolean {
  return /\.(?:css|scss|sass|less|svg|png|jpe?g|gif|webp|ico|woff2?|json|md|mdx|html|txt|vue|svelte|graphql|gql|wasm)(?:\?.*)?$/.test(specifier) || specifier.includes(':');
}
