/** The workspace as its folders and configuration files describe it. Nothing in it is looked at twice: it is replaced as a whole. */
import { readDefinition } from './definition.js';
import { DiskView } from './disk-view.js';
import { Members } from './members.js';
import type { Overlays } from './overlays.js';
import { PackageEntries } from './package-entries.js';
import { Packages, type Package } from './packages.js';
import { Specifiers } from './specifiers.js';
import { TsConfigs } from './tsconfigs.js';
import { Versions } from './versions.js';
import type { PackageManifest } from './workspace.js';

export class Layout {
  readonly disk: DiskView;
  readonly packages: Packages;
  readonly members: Members;
  readonly tsconfigs: TsConfigs;
  readonly specifiers: Specifiers;
  readonly versions: Versions;
  readonly #entries: PackageEntries;
  readonly #manifests = new Map<Package, PackageManifest>();

  constructor(root: string, overlays: Overlays) {
    this.disk = new DiskView(overlays);
    const definition = readDefinition(root, this.disk);
    this.packages = new Packages(root, this.disk);
    this.members = new Members(root, definition, this.disk, this.packages);
    this.tsconfigs = new TsConfigs(root, this.disk, this.members);
    this.#entries = new PackageEntries(this.disk, this.tsconfigs);
    this.specifiers = new Specifiers(this.disk, this.packages, this.members, this.tsconfigs, this.#entries);
    this.versions = new Versions(root, this.disk, this.packages, definition.catalogs);
  }

  manifest(folder: string): PackageManifest | undefined {
    const owner = this.packages.nearest(folder);
    if (owner === undefined) return undefined;
    let manifest = this.#manifests.get(owner);
    if (manifest === undefined) this.#manifests.set(owner, (manifest = this.#manifestOf(owner)));
    return manifest;
  }

  #manifestOf(owner: Package): PackageManifest {
    const { folder, name, dependencies, isModule } = owner;
    const isLibrary = !owner.isPrivate && (owner.exports !== undefined || owner.entries.length > 0);
    return { folder, name, dependencies, isModule, isLibrary, bins: new Set(owner.bin.flatMap((path) => this.#binFiles(owner, path))) };
  }

  /** Where the file is built, its source. */
  #binFiles(owner: Package, path: string): readonly string[] {
    const source = this.#entries.source(owner, path);
    return source === undefined ? [] : [this.disk.real(source)];
  }
}
