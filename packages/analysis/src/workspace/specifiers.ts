/** Where an import leads, by the rules of Node, TypeScript and bundlers together, without anything installed. */
import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importedTargets } from './exports-map.js';
import type { DiskView } from './disk-view.js';
import type { Members } from './members.js';
import type { PackageEntries } from './package-entries.js';
import type { Package, Packages } from './packages.js';
import { slashed, within } from './real-path.js';
import { fileNamed, indexOf } from './source-files.js';
import { isRelative, packageOf } from './specifier.js';
import type { TsConfig } from './tsconfig-file.js';
import type { TsConfigs } from './tsconfigs.js';
import type { Resolution } from './workspace.js';

const unresolved: Resolution = { kind: 'unresolved' };
const scheme = /^([a-z][a-z\d+.-]+):/i;

export class Specifiers {
  /** By folder. */
  readonly #relative = new Map<string, Map<string, Resolution>>();
  readonly #other = new Map<string, Map<string, Resolution>>();
  readonly #shared = new Map<TsConfig | undefined, Map<Package | undefined, Map<string, Resolution>>>();

  constructor(
    private readonly disk: DiskView,
    private readonly packages: Packages,
    private readonly members: Members,
    private readonly tsconfigs: TsConfigs,
    private readonly entries: PackageEntries,
  ) {}

  resolve(specifier: string, folder: string): Resolution {
    const known = isRelative(specifier) ? this.#knownIn(folder) : this.#knownAround(folder);
    let resolution = known.get(specifier);
    if (resolution === undefined) known.set(specifier, (resolution = this.#resolve(specifier, folder)));
    return resolution;
  }

  #knownIn(folder: string): Map<string, Resolution> {
    let known = this.#relative.get(folder);
    if (known === undefined) this.#relative.set(folder, (known = new Map<string, Resolution>()));
    return known;
  }

  /** What is not relative leads to the same place from all folders of a package that one tsconfig rules. */
  #knownAround(folder: string): Map<string, Resolution> {
    let known = this.#other.get(folder);
    if (known !== undefined) return known;
    const config = this.tsconfigs.of(folder);
    const owner = this.packages.nearest(folder);
    let byPackage = this.#shared.get(config);
    if (byPackage === undefined) this.#shared.set(config, (byPackage = new Map<Package | undefined, Map<string, Resolution>>()));
    known = byPackage.get(owner);
    if (known === undefined) byPackage.set(owner, (known = new Map<string, Resolution>()));
    this.#other.set(folder, known);
    return known;
  }

  #resolve(specifier: string, folder: string): Resolution {
    if (isRelative(specifier) || posix.isAbsolute(specifier)) {
      const namesFolder = /(?:\/|^)\.{0,2}$/.test(specifier);
      return this.#at(posix.resolve(folder, specifier) + (namesFolder ? '/' : ''));
    }
    const [, protocol] = scheme.exec(specifier) ?? [];
    if (protocol !== undefined) return this.#byProtocol(protocol, specifier);
    if (specifier.startsWith('#')) return this.#internal(specifier, folder) ?? this.#aliased(specifier, folder) ?? unresolved;
    return this.#aliased(specifier, folder) ?? this.#bare(specifier, folder);
  }

  #byProtocol(protocol: string, specifier: string): Resolution {
    const rest = specifier.slice(protocol.length + 1);
    switch (protocol) {
      case 'node':
        return { kind: 'builtin', name: rest };
      case 'file':
        return this.#atUrl(specifier);
      case 'npm':
        return asPackage(rest.replace(/^((?:@[^/@]+\/)?[^/@]+)@[^/]*/, '$1'));
      default:
        return unresolved;
    }
  }

  #atUrl(url: string): Resolution {
    try {
      return this.#at(slashed(fileURLToPath(url)));
    } catch {
      return unresolved;
    }
  }

  /** By the project's `paths` and `baseUrl`. */
  #aliased(specifier: string, folder: string): Resolution | undefined {
    const config = this.tsconfigs.of(folder);
    if (config === undefined) return undefined;
    const { aliases, baseUrl } = config;
    const match = aliases.match(specifier);
    for (const target of match?.targets ?? []) {
      const found = this.#at(target);
      if (found.kind === 'file') return found;
    }
    if (match !== undefined && !match.isCatchAll) return this.#isDeclared(specifier, folder) ? undefined : unresolved;
    return baseUrl === undefined ? undefined : this.#inBaseUrl(specifier, folder, baseUrl);
  }

  #inBaseUrl(specifier: string, folder: string, baseUrl: string): Resolution | undefined {
    const found = this.#at(posix.join(baseUrl, specifier));
    if (found.kind === 'file') return found;
    const [first = ''] = specifier.split('/', 1);
    const namesFolder = first !== specifier && this.disk.isFolder(within(baseUrl, first));
    return namesFolder && !this.#isDeclared(specifier, folder) ? unresolved : undefined;
  }

  /** '#db' of the package's own `imports`. */
  #internal(specifier: string, folder: string): Resolution | undefined {
    const owner = this.packages.nearest(folder);
    if (owner === undefined) return undefined;
    for (const target of importedTargets(owner.imports, specifier, this.#conditions(folder))) {
      if (!target.startsWith('.') && !target.startsWith('#')) return this.#resolve(target, folder);
      const found = this.entries.source(owner, target);
      if (found !== undefined) return this.#file(found);
    }
    return undefined;
  }

  #bare(specifier: string, folder: string): Resolution {
    if (isBuiltin(specifier)) return { kind: 'builtin', name: specifier };
    const wanted = packageOf(specifier);
    if (wanted === undefined) return unresolved;
    const member = this.members.find(wanted.name, folder);
    if (member === undefined) return asPackage(specifier, this.#alias(wanted.name, folder));
    const found = this.entries.find(member, wanted.subpath, this.#conditions(folder));
    return found === undefined ? unresolved : this.#file(found);
  }

  /** The file at a path, or that of the folder there. */
  #at(base: string): Resolution {
    const isFolder = base.endsWith('/') && base !== '/';
    const path = isFolder ? base.slice(0, -1) : base;
    const found = (isFolder ? undefined : fileNamed(path, this.disk)) ?? this.#folderEntry(path);
    return found === undefined ? unresolved : this.#file(found);
  }

  #folderEntry(path: string): string | undefined {
    if (!this.disk.isFolder(path)) return undefined;
    const owner = this.packages.at(path);
    return owner === undefined ? indexOf(path, this.disk) : this.entries.find(owner, '', []);
  }

  #file(path: string): Resolution {
    return { kind: 'file', path: this.disk.real(path) };
  }

  #conditions(folder: string): readonly string[] {
    return this.tsconfigs.of(folder)?.conditions ?? [];
  }

  #isDeclared(specifier: string, folder: string): boolean {
    const name = packageOf(specifier)?.name;
    if (name === undefined) return false;
    if (isBuiltin(specifier) || this.members.find(name, folder) !== undefined) return true;
    for (const { dependencies } of this.packages.above(folder)) if (dependencies.has(name)) return true;
    return false;
  }

  /** The package that stands behind a name: `"cache": "npm:ioredis@5"`. */
  #alias(name: string, folder: string): string {
    for (const { dependencies } of this.packages.above(folder)) {
      const range = dependencies.get(name);
      if (range === undefined) continue;
      const [, real] = /^npm:((?:@[^/@]+\/)?[^/@]+)/.exec(range) ?? [];
      return real ?? name;
    }
    return name;
  }
}

function asPackage(specifier: string, name?: string): Resolution {
  const wanted = packageOf(specifier);
  return wanted === undefined ? unresolved : { kind: 'package', name: name ?? wanted.name, subpath: wanted.subpath };
}
