/** From the files that a package publishes back to the sources they are built from: nothing needs to be built. */
import { posix } from 'node:path';
import type { DiskView } from './disk-view.js';
import { isInside, within } from './real-path.js';
import { fileNamed, indexOf, isDeclaration, isSourceFile, stemOf } from './source-files.js';
import type { TsConfig } from './tsconfig-file.js';

const outputFolders = new Set(['dist', 'build', 'out', 'esm', 'cjs', 'es']);

/** Data, styles and pages that an entry may name beside code. */
const otherContent = /\.(?:json|css|scss|sass|less|svg|png|html|md|wasm|node|vue|svelte|graphql|ya?ml)$/;

/** The source of a file that a package names ('./dist/index.js'), whether or not it is built; undefined if there is none. */
export function sourceOf(folder: string, target: string, config: TsConfig | undefined, disk: DiskView): string | undefined {
  if (otherContent.test(target)) return undefined;
  const path = posix.join(folder, target);
  if (!isInside(path, folder)) return fileNamed(path, disk);
  const direct = codeAt(path, disk) ?? (disk.isFile(path) && !isDeclaration(path) ? path : undefined);
  if (direct !== undefined && !isOutput(path, folder, config)) return direct;
  for (const candidate of candidates(path, folder, config)) {
    const found = codeAt(candidate, disk);
    if (found !== undefined) return found;
  }
  return direct ?? (disk.isFile(path) ? path : undefined);
}

function isOutput(path: string, folder: string, config: TsConfig | undefined): boolean {
  const [first = ''] = path.slice(folder.length + 1).split('/');
  return outputFolders.has(first) || config?.outDirs.some((dir) => dir !== folder && isInside(path, dir)) === true;
}

/** By the compiler's own mapping, then under `src` and the package itself, output folders dropped one by one. */
function* candidates(path: string, folder: string, config: TsConfig | undefined): Generator<string, void> {
  const stem = stemOf(path);
  for (const outDir of config?.outDirs ?? []) {
    if (isInside(stem, outDir)) for (const rootDir of config?.rootDirs ?? []) yield posix.join(rootDir, stem.slice(outDir.length));
  }
  const segments = stem.slice(folder.length + 1).split('/');
  for (let dropped = 1; dropped < segments.length; dropped++) {
    const rest = segments.slice(dropped).join('/');
    yield posix.join(folder, 'src', rest);
    yield posix.join(folder, rest);
  }
  yield posix.join(folder, 'src', ...segments);
}

function codeAt(path: string, disk: DiskView): string | undefined {
  const found = fileNamed(isDeclaration(path) ? stemOf(path) : path, disk) ?? indexOf(path, disk);
  return found !== undefined && isSourceFile(found) && !isDeclaration(found) ? found : undefined;
}

/** What a package without usable entry most likely starts with. */
export function defaultEntry(folder: string, disk: DiskView): string | undefined {
  return indexOf(within(folder, 'src'), disk) ?? indexOf(folder, disk);
}
