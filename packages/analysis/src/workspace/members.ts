/** The packages of the workspace by name: their folders stand in for node_modules. */
import { posix } from 'node:path';
import type { WorkspaceDefinition } from './definition.js';
import { foldersMatching } from './folder-globs.js';
import type { Folders } from './folders.js';
import type { Package, Packages } from './packages.js';

/** Protocols of a dependency that is a folder: npm, pnpm, Yarn. */
const folderProtocol = /^(?:file|link|portal|workspace):(?=\.{1,2}\/)/;

export class Members {
  readonly #byName = new Map<string, Package>();

  constructor(
    root: string,
    { globs }: WorkspaceDefinition,
    folders: Folders,
    private readonly packages: Packages,
  ) {
    for (const folder of [...(globs.length > 0 ? [root] : []), ...foldersMatching(globs, root, folders)]) {
      const member = packages.at(folder);
      if (member?.name !== undefined && !this.#byName.has(member.name)) this.#byName.set(member.name, member);
    }
  }

  get all(): Iterable<Package> {
    return this.#byName.values();
  }

  /** The package of that name that an import from a folder means; undefined for one from the registry. */
  find(name: string, folder: string): Package | undefined {
    return this.#byName.get(name) ?? this.#itself(name, folder) ?? this.#linked(name, folder);
  }

  /** Node lets a package import itself by name, if it has an `exports` map. */
  #itself(name: string, folder: string): Package | undefined {
    const own = this.packages.nearest(folder);
    return own?.name === name && own.exports !== undefined ? own : undefined;
  }

  #linked(name: string, folder: string): Package | undefined {
    for (const { dependencies, folder: from } of this.packages.above(folder)) {
      const range = dependencies.get(name);
      if (range === undefined) continue;
      return folderProtocol.test(range) ? this.packages.at(posix.join(from, range.replace(folderProtocol, ''))) : undefined;
    }
    return undefined;
  }
}
