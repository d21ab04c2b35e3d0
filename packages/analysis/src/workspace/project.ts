/** One workspace: its layout, its files' models, and what they mention. */
import type { ModuleModel } from '../module/model.js';
import { Layout } from './layout.js';
import type { Models } from './models.js';
import type { Overlays } from './overlays.js';
import { parentOf } from './real-path.js';
import type { Sources } from './sources.js';
import { packageOf } from './specifier.js';
import { ProjectIndex } from './text-index.js';
import type { PackageManifest, Resolution, TextIndex, Workspace } from './workspace.js';

/** How long (ms) folders and configuration files are taken to be as they were. */
const trustFor = 10_000;

export interface ProjectFiles {
  readonly overlays: Overlays;
  readonly sources: Sources;
  readonly models: Models;
  readonly now: () => number;
}

export class Project implements Workspace {
  readonly index: TextIndex;
  readonly #index: ProjectIndex;
  #layout: Layout | undefined;
  #layoutCheckedAt = 0;

  constructor(
    readonly root: string,
    private readonly files: ProjectFiles,
  ) {
    this.#index = new ProjectIndex(root, () => this.#currentLayout(), files);
    this.index = this.#index;
  }

  resolve(specifier: string, fromFile: string): Resolution {
    return this.#currentLayout().specifiers.resolve(specifier, folderOf(fromFile));
  }

  model(path: string): ModuleModel | undefined {
    return this.files.models.of(path);
  }

  known(path: string, text: string): ModuleModel | undefined {
    return this.files.models.known(path, text);
  }

  keep(model: ModuleModel): void {
    this.files.models.keep(model);
  }

  text(path: string): string | undefined {
    return this.files.models.text(path);
  }

  get generation(): number {
    return this.files.sources.generation + this.#index.generation;
  }

  manifest(path: string): PackageManifest | undefined {
    return this.#currentLayout().manifest(folderOf(path));
  }

  version(packageName: string, fromFile: string): string | undefined {
    return this.#currentLayout().versions.of(packageOf(packageName)?.name ?? packageName, folderOf(fromFile));
  }

  get parsed(): number {
    return this.files.models.parsed;
  }

  /** Forgets folders and configuration files. */
  refresh(): void {
    this.#layout = undefined;
  }

  #currentLayout(): Layout {
    const { now, overlays } = this.files;
    const at = now();
    const isTrusted = at - this.#layoutCheckedAt < trustFor;
    if (this.#layout !== undefined && isTrusted) return this.#layout;
    this.#layoutCheckedAt = at;
    if (this.#layout?.disk.hasChanged() !== false) this.#layout = new Layout(this.root, overlays);
    return this.#layout;
  }
}

function folderOf(path: string): string {
  return parentOf(path) ?? path;
}
