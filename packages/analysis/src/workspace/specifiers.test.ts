import { expect, test } from 'vitest';
import { openProject } from '../../test/open-project.js';
import { temporaryTree } from '../../test/temporary-tree.js';

const empty = (...names: string[]): Record<string, string> => Object.fromEntries(names.map((name) => [name, '']));

test('a relative import leads to the file with any extension of source code', () => {
  const tree = temporaryTree(empty('a.ts', 'b.tsx', 'c.js', 'd.jsx', 'e.mts', 'f.cts', 'g.mjs', 'h.cjs', 'lib/deep.ts'));
  const { lead } = openProject(tree);
  for (const name of ['a.ts', 'b.tsx', 'c.js', 'd.jsx', 'e.mts', 'f.cts', 'g.mjs', 'h.cjs']) {
    expect(lead(`../${name.slice(0, 1)}`, 'lib/deep.ts')).toBe(name);
    expect(lead(`../${name}`, 'lib/deep.ts')).toBe(name);
  }
  expect(lead('./lib/deep', 'a.ts')).toBe('lib/deep.ts');
});

test('an import of compiled JavaScript leads to its source, if there is one', () => {
  const { lead } = openProject(temporaryTree(empty('a.ts', 'b.tsx', 'c.mts', 'd.cts', 'e.js', 'both.js', 'both.ts')));
  const leads = ['./a.js', './b.js', './b.jsx', './c.mjs', './d.cjs', './e.js', './both.js'].map((specifier) => lead(specifier, 'a.ts'));
  expect(leads).toEqual(['a.ts', 'b.tsx', 'b.tsx', 'c.mts', 'd.cts', 'e.js', 'both.ts']);
});

test('a folder stands for its index file or what its package.json names', () => {
  const files = empty('db/index.ts', 'db/pool.ts', 'cache/lib/entry.js', 'redis.ts', 'redis/index.ts');
  const tree = temporaryTree({ ...files, 'cache/package.json': { main: './lib/entry.js' } });
  const { lead } = openProject(tree);
  expect(lead('./db', 'a.ts')).toBe('db/index.ts');
  expect(lead('./db/', 'a.ts')).toBe('db/index.ts');
  expect(lead('.', 'db/pool.ts')).toBe('db/index.ts');
  expect(lead('./', 'db/pool.ts')).toBe('db/index.ts');
  expect(lead('..', 'db/deeper/x.ts')).toBe('db/index.ts');
  expect(lead('./cache', 'a.ts')).toBe('cache/lib/entry.js');
  expect(lead('./redis', 'a.ts')).toBe('redis.ts');
  expect(lead('./redis/', 'a.ts')).toBe('redis/index.ts');
});

test('dots in a name are no extension', () => {
  const { lead } = openProject(temporaryTree(empty('user.service.ts', 'theme.css.ts', 'theme.css')));
  expect(lead('./user.service', 'a.ts')).toBe('user.service.ts');
  expect(lead('./theme.css', 'a.ts')).toBe('theme.css.ts');
});

test('declarations are the last resort', () => {
  const { lead } = openProject(temporaryTree(empty('types.d.ts', 'native.js', 'native.d.ts')));
  expect(lead('./types', 'a.ts')).toBe('types.d.ts');
  expect(lead('./native', 'a.ts')).toBe('native.js');
});

test('what is no code, or not there, is unresolved', () => {
  const tree = temporaryTree(empty('data.json', 'app.css', 'logo.svg', 'App.vue', 'worker.ts'));
  const { lead } = openProject(tree);
  const assets = ['./data.json', './data', './app.css', './logo.svg', './App.vue', './worker.ts?worker'];
  const nowhere = ['./missing', '../outside/missing', '/nowhere/at/all', '', '\0virtual', 'file://host/x', 'https://esm.sh/pg'];
  for (const specifier of [...assets, ...nowhere]) expect(lead(specifier, 'a.ts')).toBe('unresolved');
});

test('a resolution survives folders that do not exist', () => {
  const { lead } = openProject(temporaryTree({}));
  expect(lead('./x', 'no/such/folder/a.ts')).toBe('unresolved');
  expect(lead('pg', 'no/such/folder/a.ts')).toBe('package pg');
});

test('modules of Node lose their prefix', () => {
  const { lead } = openProject(temporaryTree({}));
  expect(lead('node:fs/promises', 'a.ts')).toBe('builtin fs/promises');
  expect(lead('http', 'a.ts')).toBe('builtin http');
  expect(lead('node:sqlite', 'a.ts')).toBe('builtin sqlite');
});

test('a bare name is a package, installed or not', () => {
  const tree = temporaryTree({ 'node_modules/pg/index.js': '', 'package.json': { dependencies: { pg: '^8', cache: 'npm:ioredis@^5.4.0' } } });
  const { lead } = openProject(tree);
  expect(lead('pg', 'a.ts')).toBe('package pg');
  expect(lead('pg/lib/pool', 'a.ts')).toBe('package pg / lib/pool');
  expect(lead('@aws-sdk/client-s3', 'a.ts')).toBe('package @aws-sdk/client-s3');
  expect(lead('@nestjs/common/services/logger', 'a.ts')).toBe('package @nestjs/common / services/logger');
  expect(lead('cache', 'a.ts')).toBe('package ioredis');
  expect(lead('npm:@redis/client@1.5.0/dist', 'a.ts')).toBe('package @redis/client / dist');
  expect(lead('buffer/', 'a.ts')).toBe('package buffer');
});

test('what looks like an alias but leads nowhere is unresolved', () => {
  const { lead } = openProject(temporaryTree({}));
  const aliases = ['@/db', '~/db', '~icons/x', '$lib/db', '#db', 'virtual:pages', '!!raw-loader!./x'];
  for (const specifier of aliases) expect(lead(specifier, 'a.ts')).toBe('unresolved');
});

test('paths never hold a backslash, and symbolic links are followed', () => {
  const tree = temporaryTree({ ...empty('packages/db/src/index.ts', 'packages/db/src/pool.ts') });
  tree.link('app/db', 'packages/db/src');
  tree.link('app/pool.ts', 'packages/db/src/pool.ts');
  const { lead, project } = openProject(tree);
  expect(lead('./db', 'app/a.ts')).toBe('packages/db/src/index.ts');
  expect(lead('./db/pool', 'app/a.ts')).toBe('packages/db/src/pool.ts');
  expect(lead('./pool', 'app/a.ts')).toBe('packages/db/src/pool.ts');
  expect(JSON.stringify(project.resolve('./db', tree.path('app/a.ts')))).not.toContain('\\');
});

test('a new file is seen after ten seconds, or at once after a refresh', () => {
  const tree = temporaryTree(empty('a.ts'));
  const { lead, wait, project } = openProject(tree);
  expect(lead('./b', 'a.ts')).toBe('unresolved');
  tree.write('b.ts', '');
  expect(lead('./b', 'a.ts')).toBe('unresolved');
  wait(10_000);
  expect(lead('./b', 'a.ts')).toBe('b.ts');
  tree.remove('b.ts');
  project.refresh();
  expect(lead('./b', 'a.ts')).toBe('unresolved');
});
