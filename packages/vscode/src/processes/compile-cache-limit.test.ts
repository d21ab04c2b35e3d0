import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { limitCompiledCode } from './compile-cache-limit.js';

/** 100 bytes each, the first is the oldest. */
function folderOf(...paths: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'failsoft-compiled-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [age, path] of paths.entries()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), 'x'.repeat(100));
    utimesSync(join(folder, path), 1_000 + age, 1_000 + age);
  }
  return folder;
}

const left = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /[^v].*\//.test(path)).sort();

test('the oldest compiled code goes, of whatever version of Node', async () => {
  const folder = folderOf('v22.15.0-x64-a-0/00000001', 'v24.0.0-x64-a-0/00000002', 'v22.15.0-x64-a-0/00000003', 'v24.0.0-x64-a-0/00000004');
  await limitCompiledCode(folder, 250);
  expect(left(folder)).toEqual(['v22.15.0-x64-a-0/00000003', 'v24.0.0-x64-a-0/00000004']);
});

test('all of it stays while it is not too much', async () => {
  const folder = folderOf('v24.0.0-x64-a-0/00000001', 'v24.0.0-x64-a-0/00000002');
  await limitCompiledCode(folder, 200);
  expect(left(folder)).toHaveLength(2);
});

test('what Node did not write stays', async () => {
  const folder = folderOf('notes/00000001', 'v24.0.0-x64-a-0/notes.txt', 'v24.0.0-x64-a-0/00000002');
  await limitCompiledCode(folder, 0);
  expect(left(folder)).toEqual(['notes/00000001', 'v24.0.0-x64-a-0/notes.txt']);
});
