import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryProject } from '../../../linter/test/temporary-project.js';
import { readSource } from './source.js';

test('a byte order mark is kept apart from the text', async () => {
  const { folder } = temporaryProject({ 'a.ts': '\uFEFFlet a;', 'b.ts': 'let b;\r\n' });
  expect(await readSource(join(folder, 'a.ts'))).toEqual({ text: 'let a;', mark: '\uFEFF' });
  expect(await readSource(join(folder, 'b.ts'))).toEqual({ text: 'let b;\r\n', mark: '' });
});
