/** package.json files: what they say, and which one a file belongs to. */
import type { DiskView } from './disk-view.js';
import { isObject, parseJson, stringEntries, stringOf } from './json.js';
import { foldersUp, within } from './real-path.js';

/** One package.json, paths as written. */
export interface Package {
  /** Real path with `/`. */
  readonly folder: string;
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly isModule: boolean;
  /** `"private": true`: nobody else can install it. */
  readonly isPrivate: boolean;
  readonly dependencies: ReadonlyMap<string, string>;
  /** Files that `bin` names. */
  readonly bin: readonly string[];
  /** The `exports` map, unchecked. */
  readonly exports: unknown;
  /** The `imports` map, unchecked. */
  readonly imports: unknown;
  /** What fields other than `exports` name as the package's entry, sources first. */
  readonly entries: readonly string[];
}

/** In the order of their weight, the last wins: what is installed for development is what a peer range stands for. */
const dependencyFields = ['peerDependencies', 'optionalDependencies', 'devDependencies', 'dependencies'] as const;

const entryFields = ['source', 'module', 'main', 'types', 'typings'] as const;

export class Packages {
  readonly #at = new Map<string, Package | undefined>();
  readonly #nearest = new Map<string, Package | undefined>();

  constructor(
    private readonly root: string,
    private readonly disk: DiskView,
  ) {}

  /** The package whose package.json lies in the folder; undefined if there is none, or a broken one. */
  at(folder: string): Package | undefined {
    if (this.#at.has(folder)) return this.#at.get(folder);
    const found = this.disk.isFile(within(folder, 'package.json')) ? readPackage(folder, this.disk.text(within(folder, 'package.json'))) : undefined;
    this.#at.set(folder, found);
    return found;
  }

  /** The package that a folder belongs to. */
  nearest(folder: string): Package | undefined {
    if (this.#nearest.has(folder)) return this.#nearest.get(folder);
    const [found] = this.above(folder);
    this.#nearest.set(folder, found);
    return found;
  }

  /** All packages at or above a folder, up to the root, the nearest first. */
  *above(folder: string): Generator<Package, void> {
    for (const current of foldersUp(folder)) {
      const found = this.at(current);
      if (found !== undefined) yield found;
      if (current === this.root) return;
    }
  }
}

function readPackage(folder: string, text: string | undefined): Package | undefined {
  const json = parseJson(text ?? '');
  if (!isObject(json)) return undefined;
  return {
    folder,
    name: stringOf(json['name']),
    version: stringOf(json['version']),
    isModule: json['type'] === 'module',
    isPrivate: json['private'] === true,
    dependencies: new Map(dependencyFields.flatMap((field) => stringEntries(json[field]))),
    bin: typeof json['bin'] === 'string' ? [json['bin']] : stringEntries(json['bin']).map(([, path]) => path),
    exports: json['exports'],
    imports: json['imports'],
    entries: entryFields.flatMap((field) => stringOf(json[field]) ?? []),
  };
}
