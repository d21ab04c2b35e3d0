/** Projects' ESLint, plugins and parsers are kept as compiled code too, of every project and every version: the oldest goes when it becomes too much. */
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What Node writes below the folder that it is given: 'v24.21.0-x64-964aae3f-0/0ea987e5'. Nothing else is touched. */
const folderOfVersion = /^v\d+\.\d+\.\d+-/;
const entryName = /^[\da-f]{8}$/;

/** @param most bytes of all files together */
export async function limitCompiledCode(folder: string, most: number): Promise<void> {
  const versions = (await readdir(folder)).filter((name) => folderOfVersion.test(name)).map((name) => join(folder, name));
  const paths = (await Promise.all(versions.map(entriesOf))).flat();
  const entries = await Promise.all(paths.map(async (path) => ({ path, ...(await sizeAndAge(path)) })));
  let total = 0;
  for (const { path, size } of entries.sort((a, b) => b.written - a.written)) {
    total += size;
    if (total > most) await rm(path, { force: true });
  }
}

async function entriesOf(version: string): Promise<string[]> {
  return (await readdir(version)).filter((name) => entryName.test(name)).map((name) => join(version, name));
}

/** Another window may have removed it just now. */
async function sizeAndAge(path: string): Promise<{ readonly size: number; readonly written: number }> {
  const found = await stat(path).catch(() => undefined);
  return { size: found?.size ?? 0, written: found?.mtimeMs ?? 0 };
}
