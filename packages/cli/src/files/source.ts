import { readFile } from 'node:fs/promises';

const byteOrderMark = '\uFEFF';

export interface Source {
  /** Without byte order mark: ranges and columns count from here, as in ESLint. */
  readonly text: string;
  /** Empty, or the byte order mark that a write has to put back. */
  readonly mark: string;
}

/** @throws the file system's error */
export async function readSource(path: string): Promise<Source> {
  const content = await readFile(path, 'utf8');
  return content.startsWith(byteOrderMark) ? { text: content.slice(1), mark: byteOrderMark } : { text: content, mark: '' };
}
