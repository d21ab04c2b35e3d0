/** What a file of the project, found by its name, says of the clients that are made near it. */
import type { Maker } from '../catalog/schema.js';
import { foldersUp, parentOf } from '../workspace/real-path.js';
import type { Workspace } from '../workspace/workspace.js';

type NotWhere = NonNullable<Maker['notWhere']>;

/** Whether the file's own path says it, or the nearest of the files, upwards to the root of the workspace. */
export function isSaidNearby(workspace: Workspace, { files, namedIn = [], says, path: ownPath }: NotWhere, path: string): boolean {
  if (ownPath?.test(path.slice(workspace.root.length)) === true) return true;
  for (const folder of foldersUp(parentOf(path) ?? path)) {
    const named = namedIn.flatMap(({ file, by }) => namesIn(workspace.text(`${folder}/${file}`), by));
    const candidates = [...named.flatMap((name) => [name, ...files.map((file) => `${name}/${lastSegment(file)}`)]), ...files];
    for (const candidate of candidates) {
      const text = workspace.text(`${folder}/${candidate}`);
      if (text !== undefined) return says.test(text);
    }
    if (folder === workspace.root) return false;
  }
  return false;
}

/** `'db/schema.prisma'`, `path.join('db', 'schema.prisma')`. */
function namesIn(text: string | undefined, by: RegExp): readonly string[] {
  const written = text === undefined ? undefined : by.exec(text)?.[1];
  if (written === undefined) return [];
  const parts = [...written.matchAll(/["'`]([^"'`]+)["'`]/g)].map(([, part = '']) => part);
  return parts.length === 0 ? [] : [parts.join('/').replace(/^\.\//, '').replace(/\/$/, '')];
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
