/** `npm run catalog` in a copy of what it reads. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const parts = ['scripts/catalog-index.mjs', 'README.md', 'packages/analysis/src/catalog'];

function copied(): string {
  const folder = mkdtempSync(join(tmpdir(), 'failsoft-catalog-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const part of parts) cpSync(join(root, part), join(folder, part), { recursive: true });
  return folder;
}

function written(folder: string): { readonly status: number | null; readonly stderr: string } {
  return spawnSync(process.execPath, [join(folder, 'scripts/catalog-index.mjs')], { encoding: 'utf8' });
}

test('the index names every library that a data file exports', () => {
  const folder = copied();
  const index = join(folder, 'packages/analysis/src/catalog/index.ts');
  const before = readFileSync(index, 'utf8');
  writeFileSync(index, '');
  expect(written(folder)).toMatchObject({ status: 0, stderr: '' });
  expect(readFileSync(index, 'utf8')).toBe(before);
});

test('a library that the index would miss is an error that names its file', () => {
  const folder = copied();
  const file = join(folder, 'packages/analysis/src/catalog/queue/nats.ts');
  writeFileSync(file, readFileSync(file, 'utf8').replace("  name: 'nats',\n  dependency: 'NATS',\n", "  dependency: 'NATS',\n  name: 'nats',\n"));
  const { status, stderr } = written(folder);
  expect(status).toBe(1);
  expect(stderr).toContain('packages/analysis/src/catalog/queue/nats.ts');
});
