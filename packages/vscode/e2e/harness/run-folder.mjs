/** A folder of its own for each editor, with everything that the editor reads and writes. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export class RunFolder {
  constructor() {
    this.path = mkdtempSync(join(tmpdir(), 'failsoft-vscode-'));
  }

  /** A folder in it, made. */
  folder(...names) {
    const path = join(this.path, ...names);
    mkdirSync(path, { recursive: true });
    return path;
  }

  write(path, text) {
    const full = join(this.path, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
    return full;
  }

  remove() {
    rmSync(this.path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
