import { lstatSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryProject } from '../../../linter/test/temporary-project.js';
import { replaceContent } from './write-file.js';

test('the content is replaced, and nothing else is left behind', async () => {
  const { folder, read } = temporaryProject({ 'a.ts': 'old' });
  expect(await replaceContent(join(folder, 'a.ts'), 'old', 'new')).toBeUndefined();
  expect(read('a.ts')).toBe('new');
  expect(readdirSync(folder)).toEqual(['a.ts']);
});

test('a link stays a link to the file that is written', async () => {
  const { folder, read } = temporaryProject({ 'real/a.ts': 'old' });
  symlinkSync(join(folder, 'real/a.ts'), join(folder, 'link.ts'));
  await replaceContent(join(folder, 'link.ts'), 'old', 'new');
  expect(lstatSync(join(folder, 'link.ts')).isSymbolicLink()).toBe(true);
  expect(read('real/a.ts')).toBe('new');
});

test('content other than expected is left alone', async () => {
  const { folder, read } = temporaryProject({ 'a.ts': 'newer' });
  expect(await replaceContent(join(folder, 'a.ts'), 'old', 'new')).toBe('it changed meanwhile, or is not UTF-8');
  expect(read('a.ts')).toBe('newer');
});

test('a file in another encoding is left alone', async () => {
  const { folder } = temporaryProject({});
  const path = join(folder, 'latin1.js');
  writeFileSync(path, Buffer.from([0x2f, 0x2f, 0xe9]));
  expect(await replaceContent(path, '//\uFFFD', '// new')).toBe('it changed meanwhile, or is not UTF-8');
});

test('a file that is gone is told', async () => {
  const { folder } = temporaryProject({});
  expect(await replaceContent(join(folder, 'a.ts'), 'old', 'new')).toMatch(/^ENOENT/);
});
