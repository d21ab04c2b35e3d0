/** Folders that the globs of a workspace definition name: 'packages/*', 'apps/**', '{libs,tools}/*', '!packages/legacy'. */
import type { DiskView } from './disk-view.js';
import { parentOf, within } from './real-path.js';

export function foldersMatching(globs: readonly string[], root: string, disk: DiskView): readonly string[] {
  const excluded = globs.filter((glob) => glob.startsWith('!')).flatMap((glob) => withoutBraces(glob.slice(1)).map((plain) => pathPattern(segmentsOf(plain))));
  const found = new Set<string>();
  for (const glob of globs) {
    if (glob.startsWith('!')) continue;
    for (const plain of withoutBraces(glob)) for (const folder of matching(root, segmentsOf(plain), disk)) found.add(folder);
  }
  return [...found].filter((folder) => !excluded.some((pattern) => pattern.test(folder.slice(root.length + 1))));
}

function* matching(folder: string, [segment, ...rest]: readonly string[], disk: DiskView): Generator<string, void> {
  if (segment === undefined) {
    yield folder;
  } else if (segment === '..') {
    const parent = parentOf(folder);
    if (parent !== undefined) yield* matching(parent, rest, disk);
  } else if (segment === '**') {
    yield* matching(folder, rest, disk);
    for (const name of foldersIn(folder, disk)) yield* matching(within(folder, name), [segment, ...rest], disk);
  } else if (/[*?]/.test(segment)) {
    const pattern = new RegExp(`^${segmentPattern(segment)}$`);
    for (const name of foldersIn(folder, disk)) if (pattern.test(name)) yield* matching(within(folder, name), rest, disk);
  } else if (disk.isFolder(within(folder, segment))) {
    yield* matching(within(folder, segment), rest, disk);
  }
}

function* foldersIn(folder: string, disk: DiskView): Generator<string, void> {
  for (const [name, kind] of disk.list(folder)) if (kind === 'folder' && name !== 'node_modules' && !name.startsWith('.')) yield name;
}

function segmentsOf(glob: string): readonly string[] {
  return glob.split('/').filter((segment) => segment !== '' && segment !== '.');
}

/** '{a,b}/*' -> ['a/*', 'b/*']. */
function withoutBraces(glob: string): readonly string[] {
  const [all, before, choices, after] = /^(.*?)\{([^{}]*)\}(.*)$/.exec(glob) ?? [];
  if (all === undefined) return [glob];
  return (choices ?? '').split(',').flatMap((choice) => withoutBraces(`${before ?? ''}${choice}${after ?? ''}`));
}

function segmentPattern(segment: string): string {
  return segment.replace(/[.+^$()[\]|\\{}]/g, '\\$&').replaceAll('*', '[^/]*').replaceAll('?', '[^/]');
}

function pathPattern(segments: readonly string[]): RegExp {
  const source = segments.map((segment, index) => {
    const isLast = index === segments.length - 1;
    if (segment === '**') return isLast ? '.+' : '(?:.+/)?';
    return segmentPattern(segment) + (isLast ? '' : '/');
  });
  return new RegExp(`^${source.join('')}$`);
}
