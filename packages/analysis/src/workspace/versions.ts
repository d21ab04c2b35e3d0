/** The version of a package that a file sees. */
import type { DiskView } from './disk-view.js';
import { lockedVersion } from './lock-files.js';
import { objectOf, parseJson, stringOf } from './json.js';
import type { Packages } from './packages.js';
import { foldersUp, within } from './real-path.js';

type Catalogs = ReadonlyMap<string, ReadonlyMap<string, string>>;

export class Versions {
  readonly #known = new Map<string, string | undefined>();

  constructor(
    private readonly root: string,
    private readonly disk: DiskView,
    private readonly packages: Packages,
    private readonly catalogs: Catalogs,
  ) {}

  /** The installed version, else that of the lock file, else the declared range; undefined if there is neither, or a range that names no version. */
  of(name: string, folder: string): string | undefined {
    const key = `${folder}\n${name}`;
    if (this.#known.has(key)) return this.#known.get(key);
    const version = this.#installed(name, folder) ?? this.#expected(name, folder);
    this.#known.set(key, version);
    return version;
  }

  #installed(name: string, from: string): string | undefined {
    for (const folder of foldersUp(from)) {
      const modules = within(folder, 'node_modules');
      if (!this.disk.isFolder(modules)) continue;
      const text = this.disk.text(`${modules}/${name}/package.json`);
      const version = text === undefined ? undefined : stringOf(objectOf(parseJson(text))['version']);
      if (version !== undefined) return version;
    }
    return undefined;
  }

  /** Only a range is asked of the lock file. */
  #expected(name: string, folder: string): string | undefined {
    const declared = this.#declared(name, folder);
    return declared === undefined || /^\d+\.\d+\.\d+/.test(declared) ? declared : (lockedVersion(this.disk, name, folder, this.root) ?? declared);
  }

  #declared(name: string, folder: string): string | undefined {
    for (const { dependencies } of this.packages.above(folder)) {
      const range = dependencies.get(name);
      if (range !== undefined) return this.#versionIn(name, range);
    }
    return undefined;
  }

  /** Behind the protocols of package managers. */
  #versionIn(name: string, range: string): string | undefined {
    const [, protocol, rest] = /^([a-z+]+):(.*)$/.exec(range) ?? [];
    switch (protocol) {
      case undefined:
        return range.includes('/') ? undefined : range;
      case 'catalog':
        return this.#shared(name, rest === undefined || rest === '' ? 'default' : rest);
      case 'npm':
        return /.@([^/]+)$/.exec(rest ?? '')?.[1];
      default:
        return undefined;
    }
  }

  #shared(name: string, catalog: string): string | undefined {
    const range = this.catalogs.get(catalog)?.get(name);
    return range === undefined || range.startsWith('catalog:') ? undefined : this.#versionIn(name, range);
  }
}
