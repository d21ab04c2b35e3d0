/** A folder of files for one test. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { slashed } from '../src/workspace/real-path.js';

export interface TemporaryTree {
  /** Real path with `/`. */
  readonly root: string;
  path(name: string): string;
  write(name: string, content: string | object): void;
  remove(name: string): void;
  /** `name` becomes a symbolic link to `target`. */
  link(name: string, target: string): void;
}

/** Objects are written as JSON. The folder goes when the test ends. */
export function temporaryTree(files: Readonly<Record<string, string | object>>): TemporaryTree {
  const root = slashed(realpathSync.native(mkdtempSync(join(tmpdir(), 'failsoft-'))));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const path = (name: string): string => (name === '' ? root : `${root}/${name}`);
  const prepared = (name: string): string => {
    mkdirSync(dirname(path(name)), { recursive: true });
    return path(name);
  };
  const tree: TemporaryTree = {
    root,
    path,
    write: (name, content) => writeFileSync(prepared(name), typeof content === 'string' ? content : JSON.stringify(content)),
    remove: (name) => rmSync(path(name), { recursive: true, force: true }),
    link: (name, target) => symlinkSync(path(target), prepared(name)),
  };
  for (const [name, content] of Object.entries(files)) tree.write(name, content);
  return tree;
}
