/** Copies of the projects that scenarios work on. */
import { cpSync, existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { repository } from './installation.mjs';

const shop = join(repository, 'fixtures/shop');

/** The shop with its dependencies: links to those of the repository. */
export function copyShop(run, name = 'shop') {
  const folder = run.folder(name);
  cpSync(shop, folder, { recursive: true, filter: (path) => !path.includes('node_modules') });
  linkDependencies(run);
  if (existsSync(join(shop, 'node_modules'))) symlinkSync(join(shop, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** What is installed in the repository, for all projects of a run. */
export function linkDependencies(run) {
  const link = join(run.path, 'node_modules');
  if (!existsSync(link)) symlinkSync(join(repository, 'node_modules'), link);
}

/** The text of a file of the shop, as it is in the repository. */
export function shopFile(path) {
  return readFileSync(join(shop, path), 'utf8');
}

/** Names of the files of a copy that differ from the shop's, byte by byte. */
export function changedFiles(folder) {
  return filesOf(folder).filter((path) => !existsSync(join(shop, path)) || !readFileSync(join(shop, path)).equals(readFileSync(join(folder, path)))).sort();
}

function filesOf(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
