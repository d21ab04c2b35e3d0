/** The files of a package of the workspace that others import. */
import { posix } from 'node:path';
import { defaultEntry, sourceOf } from './build-output.js';
import { exportedTargets } from './exports-map.js';
import type { DiskView } from './disk-view.js';
import type { Package } from './packages.js';
import { within } from './real-path.js';
import { fileNamed, indexOf } from './source-files.js';
import type { TsConfigs } from './tsconfigs.js';

export class PackageEntries {
  constructor(
    private readonly disk: DiskView,
    private readonly tsconfigs: TsConfigs,
  ) {}

  /** The source of a sub-path ('' for the package itself). */
  find(owner: Package, subpath: string, conditions: readonly string[]): string | undefined {
    const targets = exportedTargets(owner.exports, subpath, conditions);
    return this.#firstSource(owner, targets) ?? (subpath === '' ? this.#main(owner) : this.#inside(owner, subpath));
  }

  /** The source of a file that the package names. */
  source(owner: Package, target: string): string | undefined {
    return sourceOf(owner.folder, target, this.tsconfigs.of(owner.folder), this.disk);
  }

  #main(owner: Package): string | undefined {
    return this.#firstSource(owner, owner.entries) ?? defaultEntry(owner.folder, this.disk);
  }

  #firstSource(owner: Package, targets: readonly string[]): string | undefined {
    for (const target of targets) {
      const found = this.source(owner, target);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #inside(owner: Package, subpath: string): string | undefined {
    const { disk } = this;
    for (const base of [posix.join(owner.folder, subpath), posix.join(within(owner.folder, 'src'), subpath)]) {
      const found = fileNamed(base, disk) ?? indexOf(base, disk);
      if (found !== undefined) return found;
    }
    return this.source(owner, subpath);
  }
}
