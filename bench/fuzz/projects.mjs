/** Inputs on the disk, each in a folder of its own. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const manifest = JSON.stringify({
  name: 'fuzzed',
  type: 'module',
  dependencies: Object.fromEntries(['@failsoft/runtime', '@acme/log', 'ioredis', 'redis', 'pg', 'axios', 'undici', 'opossum', 'cockatiel'].map((name) => [name, '*'])),
});

export function writeProject(folder, files) {
  write(join(folder, 'package.json'), manifest);
  for (const { path, text } of files) write(join(folder, path), text);
}

export function removeProject(folder) {
  rmSync(folder, { recursive: true, force: true });
}

/** Tests may name a file and a folder alike: the first stays. */
function write(path, text) {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    if (!['EEXIST', 'EISDIR', 'ENOTDIR'].includes(error.code)) throw error;
  }
}
