/** The folder that a file's project starts with. */
import { existsSync } from 'node:fs';
import { definesWorkspace } from './definition.js';
import { foldersUp, parentOf, within } from './real-path.js';

/** By folder: files share theirs, and most share all but the last of those that hold it. */
export class Roots {
  readonly #roots = new Map<string, string>();
  readonly #nearest = new Map<string, string | undefined>();

  /**
   * The nearest folder with pnpm-workspace.yaml, a package.json with `workspaces`, or `.git`;
   * without any, the nearest with a package.json; without one, the nearest with Deno's configuration; else the folder itself.
   */
  of(folder: string): string {
    let root = this.#roots.get(folder);
    if (root === undefined) {
      root = this.#nearestRoot(folder) ?? nearestWith(['package.json'], folder) ?? nearestWith(['deno.json', 'deno.jsonc'], folder) ?? folder;
      this.#roots.set(folder, root);
    }
    return root;
  }

  clear(): void {
    this.#roots.clear();
    this.#nearest.clear();
  }

  #nearestRoot(folder: string): string | undefined {
    if (this.#nearest.has(folder)) return this.#nearest.get(folder);
    const parent = parentOf(folder);
    const root = isRoot(folder) ? folder : parent === undefined ? undefined : this.#nearestRoot(parent);
    this.#nearest.set(folder, root);
    return root;
  }
}

function nearestWith(names: readonly string[], folder: string): string | undefined {
  return [...foldersUp(folder)].find((candidate) => names.some((name) => existsSync(within(candidate, name))));
}

function isRoot(folder: string): boolean {
  return existsSync(within(folder, 'pnpm-workspace.yaml')) || existsSync(within(folder, '.git')) || definesWorkspace(folder);
}
