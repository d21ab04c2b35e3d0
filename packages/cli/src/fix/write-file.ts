import { lstat, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Replaces a file's content in one step, mode kept: whoever reads it sees the old text or the new.
 * @param expected what the file is supposed to hold; anything else (an edit meanwhile, an encoding other than UTF-8) is left alone
 * @returns why the file was left alone; undefined if it was written
 */
export async function replaceContent(path: string, expected: string, content: string): Promise<string | undefined> {
  try {
    const target = await realpath(path);
    if (!(await readFile(target)).equals(Buffer.from(expected))) return 'it changed meanwhile, or is not UTF-8';
    const { mode } = await lstat(target);
    const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.failsoft`);
    try {
      await writeFile(temporary, content, { mode, flag: 'wx' });
      await rename(temporary, target);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
