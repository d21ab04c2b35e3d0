/** The folder that a file's project starts with. */
import { existsSync } from 'node:fs';
import { definesWorkspace } from './definition.js';
import { foldersUp, parentOf, within } from './real-path.js';

/** Folders looked into before: most files share all but the last. */
export type KnownRoots = Map<string, string | undefined>;

/**
 * The nearest folder with pnpm-workspace.yaml, a package.json with `workspaces`, or `.git`;
 * without any, the nearest with a package.json; without one, the nearest with Deno's configuration; else the folder itself.
 */
export function rootOf(folder: string, known: KnownRoots): string {
  return nearestRoot(folder, known) ?? nearestWith(['package.json'], folder) ?? nearestWith(['deno.json', 'deno.jsonc'], folder) ?? folder;
}

function nearestWith(names: readonly string[], folder: string): string | undefined {
  return [...foldersUp(folder)].find((candidate) => names.some((name) => existsSync(within(candidate, name))));
}

function nearestRoot(folder: string, known: KnownRoots): string | undefined {
  if (known.has(folder)) return known.get(folder);
  const parent = parentOf(folder);
  const root = isRoot(folder) ? folder : parent === undefined ? undefined : nearestRoot(parent, known);
  known.set(folder, root);
  return root;
}

function isRoot(folder: string): boolean {
  return existsSync(within(folder, 'pnpm-workspace.yaml')) || existsSync(within(folder, '.git')) || definesWorkspace(folder);
}
