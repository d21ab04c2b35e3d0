/** The packed extension, where none of this repository's packages can be found. */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';

export const repository = resolve(import.meta.dirname, '../../..');

const path = join(repository, '.tmp/failsoft-vscode.vsix');

export class Vsix {
  readonly size: number;
  readonly #files: Readonly<Record<string, Uint8Array>>;

  /** As `npm run package` has written it. */
  constructor() {
    const packed = readFileSync(path);
    this.size = packed.length;
    this.#files = unzipSync(packed);
  }

  get paths(): string[] {
    return Object.keys(this.#files).sort();
  }

  text(path: string): string {
    const file = this.#files[path];
    if (file === undefined) throw new Error(`${path} is not in the VSIX`);
    return strFromU8(file, true);
  }

  /** @returns the extension's folder */
  unpack(folder: string): string {
    for (const [path, content] of Object.entries(this.#files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    return join(folder, 'extension');
  }
}

/** Absolute, with links resolved; it is there until it is disposed of. */
export function temporaryFolder(files: Readonly<Record<string, string>> = {}): { readonly folder: string; readonly remove: () => void } {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'failsoft-vsix-')));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
