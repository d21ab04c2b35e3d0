import { expect, test } from 'vitest';
import { openProject } from '../../test/open-project.js';
import { temporaryTree } from '../../test/temporary-tree.js';

const member = (folder: string, name: string): Record<string, string | object> => ({ [`${folder}/package.json`]: { name }, [`${folder}/index.ts`]: '' });

test.each<[string, Record<string, string | object>]>([
  ['npm and Yarn', { 'package.json': { workspaces: ['packages/*', 'tools/build'] } }],
  ['Yarn, as an object', { 'package.json': { workspaces: { packages: ['./packages/*', './tools/**'], nohoist: [] } } }],
  ['Bun, with braces', { 'package.json': { workspaces: ['{packages,tools}/*'] } }],
  ['pnpm', { 'pnpm-workspace.yaml': '# comment\npackages:\n  - packages/**\n  - "tools/*"\n  - "!**/legacy"\n' }],
])('packages are found as %s name them', (_, files) => {
  const packages = { ...member('packages/db', '@org/db'), ...member('tools/build', 'build-tool'), ...member('elsewhere/x', '@org/x') };
  const { lead } = openProject(temporaryTree({ ...files, ...packages }));
  expect(lead('@org/db', 'packages/api/a.ts')).toBe('packages/db/index.ts');
  expect(lead('build-tool', 'packages/api/a.ts')).toBe('tools/build/index.ts');
  expect(lead('@org/x', 'packages/api/a.ts')).toBe('package @org/x');
});

test('excluded folders, node_modules and folders without a name are no packages', () => {
  const tree = temporaryTree({
    'pnpm-workspace.yaml': 'packages: ["packages/**", "!packages/legacy/**"]',
    ...member('packages/legacy/db', '@org/legacy'),
    ...member('packages/a/node_modules/pg', 'pg'),
    'packages/unnamed/package.json': '{}',
    'packages/broken/package.json': '{ "name": ',
  });
  const { lead } = openProject(tree);
  expect(lead('@org/legacy', 'packages/a/a.ts')).toBe('package @org/legacy');
  expect(lead('pg', 'packages/a/a.ts')).toBe('package pg');
});

test('a broken definition is as good as none', () => {
  const tree = temporaryTree({ 'pnpm-workspace.yaml': 'packages: [', 'package.json': '{ "workspaces": [', ...member('packages/db', '@org/db') });
  const { lead } = openProject(tree);
  expect(lead('@org/db', 'packages/a/a.ts')).toBe('package @org/db');
});

test('a package of the registry may have the name of one here: the declared range decides', () => {
  const tree = temporaryTree({
    'pnpm-workspace.yaml': 'packages: [apps/*]\ncatalog:\n  local: "workspace:*"\n',
    'apps/redis/package.json': { name: 'redis', version: '0.1.0' },
    'apps/redis/index.ts': '',
    'apps/local/package.json': { name: 'local', version: '3.0.0' },
    'apps/local/index.ts': '',
    'apps/web/package.json': { dependencies: { redis: '^4.6.0', local: 'catalog:' } },
    'apps/api/package.json': { dependencies: { redis: 'workspace:*', local: '^3.0.0' } },
  });
  const { lead } = openProject(tree);
  expect(lead('redis', 'apps/web/a.ts')).toBe('package redis');
  expect(lead('redis', 'apps/api/a.ts')).toBe('apps/redis/index.ts');
  expect(lead('local', 'apps/web/a.ts')).toBe('apps/local/index.ts');
  expect(lead('local', 'apps/api/a.ts')).toBe('apps/local/index.ts');
});

test('a dependency that is a folder leads there', () => {
  const tree = temporaryTree({
    'api/package.json': { dependencies: { shared: 'file:../shared', other: 'link:../none' } },
    'shared/package.json': { name: 'shared', main: 'dist/index.js' },
    'shared/src/index.ts': '',
  });
  const { lead } = openProject(tree);
  expect(lead('shared', 'api/src/a.ts')).toBe('shared/src/index.ts');
  expect(lead('other', 'api/src/a.ts')).toBe('package other');
});
