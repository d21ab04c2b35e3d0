import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryProject } from '../../../linter/test/temporary-project.js';
import { findFiles } from './find-files.js';
import { relativePath } from './relative-path.js';

async function found(cwd: string, ...paths: string[]): Promise<string[]> {
  const { files } = await findFiles(paths, cwd);
  return files.map(({ path }) => relativePath(cwd, path));
}

test('a folder stands for all its JavaScript and TypeScript files, sorted', async () => {
  const names = ['b.js', 'a.jsx', 'c.mjs', 'd.cjs', 'sub/e.ts', 'sub/f.tsx', 'g.mts', 'h.cts'];
  const { folder } = temporaryProject(Object.fromEntries([...names, 'README.md', 'data.json'].map((name) => [name, ''])));
  expect(await found(folder, '.')).toEqual(names.toSorted());
});

test('dependencies, build output, minified files and declarations are left out of folders', async () => {
  const { folder } = temporaryProject({ 'src/a.ts': '', 'node_modules/x/index.js': '', 'packages/a/dist/a.js': '', 'coverage/a.js': '', 'public/jquery.min.js': '', 'types.d.ts': '' });
  expect(await found(folder, '.')).toEqual(['src/a.ts']);
});

test('what git ignores is left out, as nested and parent .gitignore files say', async () => {
  const { folder } = temporaryProject({
    '.gitignore': '/generated\n*.gen.ts\n',
    'generated/a.ts': '',
    'src/a.ts': '',
    'src/b.gen.ts': '',
    'src/inner/.gitignore': 'local.ts\n!keep.gen.ts\n',
    'src/inner/local.ts': '',
    'src/inner/keep.gen.ts': '',
  });
  mkdirSync(join(folder, '.git'));
  expect(await found(folder, '.')).toEqual(['src/a.ts', 'src/inner/keep.gen.ts']);
  expect(await found(join(folder, 'src'), '.')).toEqual(['a.ts', 'inner/keep.gen.ts']);
});

test('a file that is named itself is taken, ignored or not', async () => {
  const { folder } = temporaryProject({ '.gitignore': 'a.js\n', 'a.js': '', 'dist/b.js': '' });
  expect(await found(folder, 'a.js', 'dist/b.js')).toEqual(['a.js', 'dist/b.js']);
});

test('globs, files and folders can be mixed, and a file counts once', async () => {
  const { folder } = temporaryProject({ 'packages/a/src/a.ts': '', 'packages/b/src/b.ts': '', 'packages/b/README.md': '', 'lib/c.ts': '' });
  expect(await found(folder, 'packages/*/src', 'packages/**/*', 'lib/c.ts', 'lib')).toEqual(['lib/c.ts', 'packages/a/src/a.ts', 'packages/b/src/b.ts']);
});

test('a path with brackets that exists is no glob', async () => {
  const { folder } = temporaryProject({ 'app/[id]/route.ts': '', 'app/i/route.ts': '' });
  expect(await found(folder, 'app/[id]')).toEqual(['app/[id]/route.ts']);
  expect(await found(folder, 'app/[id]/route.ts')).toEqual(['app/[id]/route.ts']);
});

test('links to folders are not followed, a link that is asked for is', async () => {
  const { folder } = temporaryProject({ 'src/a.ts': '' });
  symlinkSync(folder, join(folder, 'src/loop'));
  symlinkSync(join(folder, 'src'), join(folder, 'link'));
  expect(await found(folder, 'src')).toEqual(['src/a.ts']);
  expect(await found(folder, 'link')).toEqual(['src/a.ts']);
});

test('files outside of the working directory belong to the folder that was asked for', async () => {
  const { folder } = temporaryProject({ 'here/a.ts': '', 'there/src/b.ts': '' });
  const { files } = await findFiles(['.', '../there'], join(folder, 'here'));
  expect(files).toEqual([
    { path: join(folder, 'here/a.ts'), base: join(folder, 'here') },
    { path: join(folder, 'there/src/b.ts'), base: join(folder, 'there') },
  ]);
});

test('a path that stands for nothing is told in one line', async () => {
  const { folder } = temporaryProject({ 'README.md': '', 'empty/.gitkeep': '' });
  await expect(findFiles(['srcc'], folder)).rejects.toThrowErrorMatchingInlineSnapshot(`[UsageError: no such file or folder: "srcc"]`);
  await expect(findFiles([''], folder)).rejects.toThrowErrorMatchingInlineSnapshot(`[UsageError: no such file or folder: ""]`);
  await expect(findFiles(['README.md'], folder)).rejects.toThrowErrorMatchingInlineSnapshot(`[UsageError: "README.md" is neither JavaScript nor TypeScript: expected a file that ends in .js, .jsx, .mjs, .cjs, .ts, .tsx, .mts, .cts]`);
  await expect(findFiles(['empty'], folder)).rejects.toThrowErrorMatchingInlineSnapshot(`[UsageError: no JavaScript or TypeScript file to check in "empty" (files ignored by git, node_modules and dist are left out)]`);
  await expect(findFiles(['src/**/*.ts'], folder)).rejects.toThrowErrorMatchingInlineSnapshot(`[UsageError: no JavaScript or TypeScript file matches "src/**/*.ts"]`);
});
