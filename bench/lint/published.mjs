/** The packages as they are published, in the folder that the benchmark writes them to. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

export const publishedFolder = resolve(import.meta.dirname, '../../.tmp/published');

export function publishedEntry(name) {
  const folder = join(publishedFolder, 'node_modules', name);
  return join(folder, JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).exports['.'].default);
}

export function importPublished(name) {
  return import(pathToFileURL(publishedEntry(name)).href);
}
