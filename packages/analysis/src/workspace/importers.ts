/** Which files import a file: only specifiers that may name it are resolved. */
import type { Layout } from './layout.js';
import { parentOf } from './real-path.js';
import { stemOf } from './source-files.js';
import { isRelative, lastSegment, packageOf } from './specifier.js';

interface Mention {
  readonly file: string;
  readonly folder: string;
  readonly specifier: string;
}

/** Specifiers whose last segment is not the name of the file: packages of the workspace, '#db', aliases of one file. */
const renamed = '#';
/** '.', '..' and what else ends so. */
const dots = '.';

export class Importers {
  readonly #mentions = new Map<string, Mention[]>();
  readonly #byTarget = new Map<string, ReadonlyMap<string, readonly string[]>>();
  readonly #known = new Map<string, readonly string[]>();

  constructor(
    private readonly layout: Layout,
    files: ReadonlyMap<string, { readonly specifiers: readonly string[] }>,
  ) {
    const members = new Set([...layout.members.all].map(({ name }) => name));
    for (const [file, { specifiers }] of files) {
      const folder = parentOf(file) ?? file;
      const aliases = layout.tsconfigs.of(folder)?.aliases;
      for (const specifier of specifiers) {
        const isBare = !isRelative(specifier);
        const isRenamed = isBare && (specifier.startsWith('#') || members.has(packageOf(specifier)?.name) || aliases?.renames(specifier) === true);
        const key = isRenamed ? renamed : keyOf(specifier);
        const mentions = this.#mentions.get(key);
        if (mentions === undefined) this.#mentions.set(key, [{ file, folder, specifier }]);
        else mentions.push({ file, folder, specifier });
      }
    }
  }

  of(path: string): readonly string[] {
    let importers = this.#known.get(path);
    if (importers === undefined) this.#known.set(path, (importers = this.#importersOf(path)));
    return importers;
  }

  #importersOf(path: string): readonly string[] {
    const found = new Set(this.#keysOf(path).flatMap((key) => this.#targetsOf(key).get(path) ?? []));
    found.delete(path);
    return [...found].sort();
  }

  /** The names that a specifier may end in to lead to a file. */
  #keysOf(path: string): readonly string[] {
    const folder = parentOf(path) ?? path;
    const name = stemOf(lastSegment(path));
    const owner = this.layout.packages.nearest(folder);
    const asEntry = owner === undefined ? [] : [lastSegment(owner.folder)];
    return [...new Set([name, renamed, ...asEntry, ...(name === 'index' ? [lastSegment(folder), dots] : [])])];
  }

  #targetsOf(key: string): ReadonlyMap<string, readonly string[]> {
    const known = this.#byTarget.get(key);
    if (known !== undefined) return known;
    const targets = new Map<string, string[]>();
    for (const { file, folder, specifier } of this.#mentions.get(key) ?? []) {
      const resolution = this.layout.specifiers.resolve(specifier, folder);
      if (resolution.kind !== 'file') continue;
      const importers = targets.get(resolution.path);
      if (importers === undefined) targets.set(resolution.path, [file]);
      else importers.push(file);
    }
    this.#byTarget.set(key, targets);
    return targets;
  }
}

function keyOf(specifier: string): string {
  const segment = lastSegment(specifier.endsWith('/') ? specifier.slice(0, -1) : specifier);
  return segment === '' || segment === '.' || segment === '..' ? dots : stemOf(segment);
}
