/** The workspaces of this process, one for each root, found by the files that are asked about. */
import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { parseModule } from '../module/parse.js';
import { ChangeLog } from './change-log.js';
import { Models, type ParseModule } from './models.js';
import { Overlays } from './overlays.js';
import { Project, type ProjectFiles } from './project.js';
import { parentOf, realPath, within } from './real-path.js';
import { Roots } from './root.js';
import { Sources } from './sources.js';
import type { HostWorkspace } from './workspace.js';

interface WorkspacesOptions {
  readonly parse: ParseModule;
  /** Milliseconds since any moment. */
  readonly now: () => number;
}

export class Workspaces {
  readonly #files: ProjectFiles;
  readonly #projects = new Map<string, Project>();
  readonly #roots = new Roots();
  readonly #folders = new Map<string, string>();

  constructor({ parse = parseModule, now = () => performance.now() }: Partial<WorkspacesOptions> = {}) {
    const changes = new ChangeLog();
    const overlays = new Overlays(changes);
    const sources = new Sources(overlays, changes, now);
    this.#files = { overlays, sources, models: new Models(sources, parse), changes, now };
  }

  /** The workspace of a file; `root` overrides what is found by looking upwards. */
  of(file: string, root?: string): HostWorkspace {
    const folder = root === undefined ? this.#rootOf(this.realPath(file)) : this.realPath(root);
    let project = this.#projects.get(folder);
    if (project === undefined) this.#projects.set(folder, (project = new Project(folder, this.#files)));
    return project;
  }

  /** As the workspace names files: absolute, symbolic links followed, with `/`. */
  realPath(file: string): string {
    const folder = dirname(file);
    let real = this.#folders.get(folder);
    if (real === undefined) this.#folders.set(folder, (real = realPath(folder)));
    // Source files that are links themselves are rare, and as good under either name.
    return within(real, basename(file));
  }

  /** Text of an unsaved file, seen instead of what is on disk; undefined removes it. */
  overlay(file: string, text: string | undefined): void {
    const path = realPath(file);
    const { overlays } = this.#files;
    const wasThere = overlays.get(path) !== undefined;
    overlays.set(path, text);
    // It comes or goes with its text.
    if (wasThere !== (text !== undefined) && !existsSync(path)) for (const project of this.#projects.values()) project.refresh();
  }

  /** Forgets everything about files on disk. */
  refresh(): void {
    this.#files.sources.refresh();
    this.#roots.clear();
    this.#folders.clear();
    for (const project of this.#projects.values()) project.refresh();
  }

  statistics(): { readonly linted: number; readonly parsed: number } {
    const { linted, parsed } = this.#files.models;
    return { linted, parsed };
  }

  #rootOf(path: string): string {
    return this.#roots.of(parentOf(path) ?? path);
  }
}
