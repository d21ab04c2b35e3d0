/** The folder that a file's project starts with. */
import { existsSync } from 'node:fs';
import { definesWorkspace } from './definition.js';
import { foldersUp, within } from './real-path.js';

/**
 * The nearest folder with pnpm-workspace.yaml, a package.json with `workspaces`, or `.git`;
 * without any, the nearest with a package.json; else the folder itself.
 */
export function rootOf(folder: string): string {
  const folders = [...foldersUp(folder)];
  return folders.find(isRoot) ?? folders.find((candidate) => existsSync(within(candidate, 'package.json'))) ?? folder;
}

function isRoot(folder: string): boolean {
  return existsSync(within(folder, 'pnpm-workspace.yaml')) || existsSync(within(folder, '.git')) || definesWorkspace(folder);
}
