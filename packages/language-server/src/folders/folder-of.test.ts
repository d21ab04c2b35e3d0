import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryProject } from '../../../linter/test/temporary-project.js';
import { folderOf } from './folder-of.js';

test('a file belongs to the innermost workspace folder', () => {
  expect(folderOf('/w/packages/a/src/x.ts', ['/w', '/w/packages/a', '/w/packages/ab'])).toBe('/w/packages/a');
  expect(folderOf('/w/packages/abc/x.ts', ['/w', '/w/packages/ab'])).toBe('/w');
});

test('a file outside of all belongs to its package, else to its own folder', () => {
  const { folder } = temporaryProject({ 'package.json': '{}', 'src/deep/x.ts': '' });
  expect(folderOf(join(folder, 'src/deep/x.ts'), ['/w'])).toBe(folder);
  expect(folderOf('/nowhere/at/all/x.ts', [])).toBe('/nowhere/at/all');
});
