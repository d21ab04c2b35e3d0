/** The packages of the workspace by name: their folders stand in for node_modules. */
import { posix } from 'node:path';
import satisfies from 'semver/functions/satisfies.js';
import type { WorkspaceDefinition } from './definition.js';
import { foldersMatching } from './folder-globs.js';
import type { DiskView } from './disk-view.js';
import type { Package, Packages } from './packages.js';

/** Protocols of a dependency that is a folder: npm, pnpm, Yarn. */
const folderProtocol = /^(?:file|link|portal|workspace):(?=\.{1,2}\/)/;

export class Members {
  readonly #byName = new Map<string, Package>();

  constructor(
    root: string,
    private readonly definition: WorkspaceDefinition,
    disk: DiskView,
    private readonly packages: Packages,
  ) {
    const { globs } = definition;
    for (const folder of [...(globs.length > 0 ? [root] : []), ...foldersMatching(globs, root, disk)]) {
      const member = packages.at(folder);
      if (member?.name !== undefined && !this.#byName.has(member.name)) this.#byName.set(member.name, member);
    }
  }

  get all(): Iterable<Package> {
    return this.#byName.values();
  }

  /** The package of that name that an import from a folder means; undefined for one from the registry. */
  find(name: string, folder: string): Package | undefined {
    const declared = this.#declared(name, folder);
    if (declared !== undefined && folderProtocol.test(declared.range)) {
      return this.packages.at(posix.join(declared.by.folder, declared.range.replace(folderProtocol, '')));
    }
    const member = this.#byName.get(name);
    if (member !== undefined) return declared === undefined || this.#isFor(declared.range, member) ? member : undefined;
    const own = this.packages.nearest(folder);
    // Node lets a package import itself by name, if it has an `exports` map.
    return own?.name === name && own.exports !== undefined ? own : undefined;
  }

  #declared(name: string, folder: string): { readonly range: string; readonly by: Package } | undefined {
    for (const by of this.packages.above(folder)) {
      const range = by.dependencies.get(name);
      if (range !== undefined) return { range, by };
    }
    return undefined;
  }

  /** A package of the registry may have the name of one here: package managers go by the range. */
  #isFor(range: string, member: Package): boolean {
    const [, catalog] = /^catalog:(.*)$/.exec(range) ?? [];
    const plain = catalog === undefined ? range : this.definition.catalogs.get(catalog === '' ? 'default' : catalog)?.get(member.name ?? '');
    if (plain === undefined) return false;
    return /^(?:workspace|link|portal|file):/.test(plain) || satisfies(member.version ?? '0.0.0', plain, { includePrerelease: true });
  }
}
