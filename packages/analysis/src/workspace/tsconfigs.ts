/** Which tsconfig.json or jsconfig.json rules a folder. */
import { posix } from 'node:path';
import type { DiskView } from './disk-view.js';
import type { Members } from './members.js';
import { foldersUp, isInside, parentOf, within } from './real-path.js';
import { isRelative, packageOf } from './specifier.js';
import { readTsConfig, type TsConfig } from './tsconfig-file.js';

const names = ['tsconfig.json', 'jsconfig.json'] as const;

export class TsConfigs {
  readonly #nearest = new Map<string, TsConfig | undefined>();
  readonly #read = new Map<string, TsConfig | undefined>();

  constructor(
    private readonly root: string,
    private readonly disk: DiskView,
    private readonly members: Members,
  ) {}

  /** The configuration that holds for a folder's files. */
  of(folder: string): TsConfig | undefined {
    const nearest = this.nearest(folder);
    return nearest === undefined ? undefined : this.#referenced(nearest, folder);
  }

  /** The nearest file itself, its references not considered. */
  nearest(folder: string): TsConfig | undefined {
    if (this.#nearest.has(folder)) return this.#nearest.get(folder);
    const parent = folder === this.root ? undefined : parentOf(folder);
    const found = this.#in(folder) ?? (parent === undefined ? undefined : this.nearest(parent));
    this.#nearest.set(folder, found);
    return found;
  }

  #in(folder: string): TsConfig | undefined {
    for (const name of names) {
      const path = within(folder, name);
      const found = this.disk.isFile(path) ? this.#at(path) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #at(path: string): TsConfig | undefined {
    if (this.#read.has(path)) return this.#read.get(path);
    const found = readTsConfig(path, this.disk, (specifier, from) => this.#extended(specifier, from));
    this.#read.set(path, found);
    return found;
  }

  /** A file that only lists projects leaves the aliases to them: the one that includes the folder. */
  #referenced(config: TsConfig, folder: string): TsConfig {
    if (!config.aliases.isEmpty || config.references.length === 0) return config;
    const projects = config.references.flatMap((path) => this.#project(path) ?? []).filter(({ aliases }) => !aliases.isEmpty);
    return projects.find(({ rootDirs, folder: own }) => rootDirs.some((dir) => dir !== own && isInside(folder, dir))) ?? projects[0] ?? config;
  }

  #project(path: string): TsConfig | undefined {
    return path.endsWith('.json') ? this.#at(path) : this.#at(within(path, 'tsconfig.json'));
  }

  #extended(specifier: string, from: string): string | undefined {
    if (isRelative(specifier) || posix.isAbsolute(specifier)) return this.#configFile(posix.resolve(from, specifier));
    const wanted = packageOf(specifier);
    if (wanted === undefined) return undefined;
    const { name, subpath } = wanted;
    const member = this.members.find(name, from);
    if (member !== undefined) return this.#configFile(posix.join(member.folder, subpath));
    for (const folder of foldersUp(from)) {
      const modules = within(folder, 'node_modules');
      const found = this.disk.isFolder(modules) ? this.#configFile(posix.join(modules, name, subpath)) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #configFile(path: string): string | undefined {
    return [path, `${path}.json`, within(path, 'tsconfig.json')].find((candidate) => this.disk.isFile(candidate));
  }
}
