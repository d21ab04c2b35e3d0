import { mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openProject } from '../../test/open-project.js';
import { temporaryTree } from '../../test/temporary-tree.js';
import { generatedCode } from './specifier.js';

test('files that import a package are found, by sub-path and by pattern too, type-only imports left out', () => {
  const tree = temporaryTree({
    'a.ts': "import { Pool } from 'pg';",
    'b.js': "const s3 = require('@aws-sdk/client-s3');",
    'c.tsx': "import x from 'pg/lib/x';",
    'd.ts': "import type { Pool } from 'pg';",
    'e.ts': "import { x } from 'pg-promise';",
    'f.mjs': "import { readFile } from 'node:fs/promises'; await import('@aws-sdk/client-sqs');",
  });
  const { project, names } = openProject(tree);
  expect(names(project.index.filesImporting(['pg']))).toEqual(['a.ts', 'c.tsx']);
  expect(names(project.index.filesImporting(['@aws-sdk/client-*']))).toEqual(['b.js', 'f.mjs']);
  expect(names(project.index.filesImporting(['pg', 'fs/promises']))).toEqual(['a.ts', 'c.tsx', 'f.mjs']);
  expect(project.index.filesImporting(['mysql'])).toEqual([]);
});

test('installed, built, generated, hidden, minified, large and git-ignored files are left out', () => {
  const text = "import 'pg';";
  const built = ['node_modules/x/a.js', 'dist/a.js', 'packages/p/build/a.js', 'out/a.js', 'coverage/a.js', '.next/a.js', '.git/a.js', 'a.min.js'];
  const ignored = [...built, 'generated/a.ts', 'src/local/a.ts', 'src/x.gen.ts', 'README.md', 'a.json'];
  const tree = temporaryTree({
    ...Object.fromEntries([...ignored, 'src/a.ts', 'src/keep.gen.ts', 'packages/p/generated/a.ts'].map((name) => [name, text])),
    'large.js': text + ' '.repeat(1_000_001),
    '.gitignore': '/generated/\n*.gen.ts\n',
    'src/.gitignore': 'local\n!keep.gen.ts\n',
  });
  const { project, names } = openProject(tree);
  expect(names(project.index.filesImporting(['pg']))).toEqual(['packages/p/generated/a.ts', 'src/a.ts', 'src/keep.gen.ts']);
});

test('a .gitignore above the root holds, as far as the repository goes', () => {
  const text = "import 'pg';";
  const tree = temporaryTree({ '.gitignore': 'a.ts', 'repo/.gitignore': 'app/b.ts', 'repo/app/a.ts': text, 'repo/app/b.ts': text, 'repo/app/c.ts': text });
  mkdirSync(tree.path('repo/.git'));
  const { project, names } = openProject(tree, tree.path('repo/app'));
  expect(names(project.index.filesImporting(['pg']))).toEqual(['repo/app/a.ts', 'repo/app/c.ts']);
});

test('importers are found by every specifier that leads to the file', () => {
  const tree = temporaryTree({
    'package.json': { workspaces: ['packages/*'], imports: { '#clients': './packages/db/src/index.ts' } },
    'packages/db/package.json': { name: '@org/db', main: 'dist/index.js', exports: { '.': './dist/index.js', './raw': './dist/index.js' } },
    'packages/db/src/index.ts': '',
    'packages/db/src/pool.ts': "import { x } from '.'; export * from './index.js';",
    'packages/db/src/deep/a.ts': "import { x } from '..';",
    'packages/db/src/deep/b.ts': "import { x } from '../';",
    'packages/api/a.ts': "import { x } from '@org/db';",
    'packages/api/b.ts': "const x = require('@org/db/raw');",
    'packages/api/c.ts': "import { x } from '../db/src';",
    'packages/api/d.ts': "import { x } from '../db';",
    'packages/api/e.ts': "import type { X } from '@org/db';",
    'packages/api/f.ts': "import { x } from '@db';",
    'packages/api/g.ts': "import { x } from '@libs/db';",
    'packages/api/h.ts': "import { x } from './db/src';",
    'packages/api/tsconfig.json': { compilerOptions: { paths: { '@db': ['../db/src/index.ts'], '@libs/*': ['../*/src/index.ts'] } } },
    'scripts/a.ts': "import { x } from '#clients';",
    'scripts/index.ts': '',
  });
  const { project, names } = openProject(tree);
  expect(names(project.index.importersOf(tree.path('packages/db/src/index.ts')))).toEqual([
    ...['a', 'b', 'c', 'd', 'f', 'g'].map((name) => `packages/api/${name}.ts`),
    ...['deep/a', 'deep/b', 'pool'].map((name) => `packages/db/src/${name}.ts`),
    'scripts/a.ts',
  ]);
  expect(project.index.importersOf(tree.path('scripts/index.ts'))).toEqual([]);
});

test('a file of the same name elsewhere is not imported', () => {
  const tree = temporaryTree({ 'a/redis.ts': '', 'b/redis.ts': '', 'a/use.ts': "import './redis.js';", 'b/use.ts': "import './redis';" });
  const { project, names } = openProject(tree);
  expect(names(project.index.importersOf(tree.path('a/redis.ts')))).toEqual(['a/use.ts']);
});

test('a file reaches what its imports import, also in a circle and through types; what leads nowhere may be generated', () => {
  const tree = temporaryTree({
    'db.ts': "import pg from 'pg';",
    'a.ts': "import './b';",
    'b.ts': "import './a'; import type { X } from './c';",
    'c.ts': "export * from './db';",
    'd.ts': "import './e'; import './style.css';",
    'e.ts': "import './d'; import 'lodash';",
    'f.ts': "import './generated/client';",
    'g.ts': "import { get } from 'http';",
  });
  const { project } = openProject(tree);
  const reaching = (isWanted: (name: string) => boolean): readonly string[] => ['a', 'b', 'c', 'd', 'e', 'f', 'g'].filter((name) => project.index.reaches(tree.path(`${name}.ts`), isWanted));
  expect(reaching((name) => name === 'pg')).toEqual(['a', 'b', 'c']);
  expect(reaching((name) => name === 'lodash')).toEqual(['d', 'e']);
  expect(reaching((name) => name === 'node:http')).toEqual(['g']);
  expect(reaching((name) => name === generatedCode)).toEqual(['f']);
});

test('a word is found as a whole', () => {
  const tree = temporaryTree({ 'a.ts': 'new Redis()', 'b.ts': 'new RedisStore()', 'c.ts': '$Redis', 'd.ts': 'x.Redis$' });
  const { project, names } = openProject(tree);
  expect(names(project.index.filesMentioning('Redis'))).toEqual(['a.ts']);
});

test('changes on disk are seen after ten seconds, and raise the generation', () => {
  const tree = temporaryTree({ 'a.ts': "import 'pg';", 'b.ts': '', 'c.ts': "import './x';" });
  const { project, names, wait } = openProject(tree);
  const importing = (): readonly string[] => names(project.index.filesImporting(['pg']));
  expect(importing()).toEqual(['a.ts']);
  const { generation } = project;
  tree.write('b.ts', "import 'pg'; // more");
  tree.write('new/d.ts', "import 'pg';");
  tree.write('x.ts', '');
  tree.remove('a.ts');
  expect(importing()).toEqual(['a.ts']);
  wait(9_999);
  expect(importing()).toEqual(['a.ts']);
  expect(project.generation).toBe(generation);
  wait(1);
  expect(importing()).toEqual(['b.ts', 'new/d.ts']);
  expect(project.generation).toBeGreaterThan(generation);
  expect(names(project.index.importersOf(tree.path('x.ts')))).toEqual(['c.ts']);
});

test('nothing is read again while nothing changes', () => {
  const tree = temporaryTree({ 'a.ts': "import 'pg';" });
  const { project, wait } = openProject(tree);
  project.index.filesImporting(['pg']);
  const { generation } = project;
  wait(10_000);
  project.index.filesImporting(['pg']);
  expect(project.generation).toBe(generation);
});

test('unsaved text is seen at once, and forgotten with its overlay', () => {
  const tree = temporaryTree({ 'a.ts': '', 'b.ts': "import 'pg';" });
  const { project, names, overlays } = openProject(tree);
  const importing = (): readonly string[] => names(project.index.filesImporting(['pg']));
  expect(importing()).toEqual(['b.ts']);
  overlays.set(tree.path('a.ts'), "import 'pg';");
  overlays.set(tree.path('b.ts'), '');
  expect(importing()).toEqual(['a.ts']);
  overlays.set(tree.path('a.ts'), undefined);
  overlays.set(tree.path('b.ts'), undefined);
  expect(importing()).toEqual(['b.ts']);
});
