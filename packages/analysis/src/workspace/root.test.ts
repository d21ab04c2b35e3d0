import { mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { temporaryTree } from '../../test/temporary-tree.js';
import { Roots } from './root.js';

test.each<[string, Record<string, string | object>]>([
  ['pnpm-workspace.yaml', { 'repo/pnpm-workspace.yaml': '' }],
  ['workspaces', { 'repo/package.json': { workspaces: ['packages/*'] } }],
  ['workspaces as an object', { 'repo/package.json': { workspaces: { packages: ['packages/*'] } } }],
  ['.git, a file in worktrees', { 'repo/.git': 'gitdir: elsewhere' }],
])('the root is the nearest folder with %s, above packages too', (_, files) => {
  const tree = temporaryTree({ ...files, 'repo/packages/api/package.json': {}, 'repo/packages/api/src/a.ts': '' });
  expect(new Roots().of(tree.path('repo/packages/api/src'))).toBe(tree.path('repo'));
});

test('the nearest of several counts', () => {
  const tree = temporaryTree({ 'pnpm-workspace.yaml': '', 'examples/shop/package.json': { workspaces: ['apps/*'] }, 'examples/shop/apps/a/x.ts': '' });
  mkdirSync(tree.path('examples/.git'));
  expect(new Roots().of(tree.path('examples/shop/apps/a'))).toBe(tree.path('examples/shop'));
  expect(new Roots().of(tree.path('examples/other'))).toBe(tree.path('examples'));
});

test('without any of them it is the package, without a package the folder', () => {
  const tree = temporaryTree({ 'package.json': { workspaces: [] }, 'app/package.json': '{ broken', 'app/src/a.ts': '' });
  expect(new Roots().of(tree.path('app/src'))).toBe(tree.path('app'));
});

test.each(['deno.json', 'deno.jsonc'])('a project of Deno without a package starts where its %s stands', (name) => {
  const tree = temporaryTree({ [`app/${name}`]: '{}', 'app/src/a.ts': '' });
  expect(new Roots().of(tree.path('app/src'))).toBe(tree.path('app'));
});

test('functions of Deno belong to the package around them', () => {
  const tree = temporaryTree({ 'app/package.json': '{}', 'app/functions/news/deno.json': '{}', 'app/functions/news/a.ts': '' });
  expect(new Roots().of(tree.path('app/functions/news'))).toBe(tree.path('app'));
});
