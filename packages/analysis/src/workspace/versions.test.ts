import { expect, test } from 'vitest';
import { openProject } from '../../test/open-project.js';
import { temporaryTree } from '../../test/temporary-tree.js';

test('what is installed nearest comes before what is declared', () => {
  const tree = temporaryTree({
    'package.json': { dependencies: { pg: '^8.0.0', redis: '^4.0.0' } },
    'node_modules/pg/package.json': { version: '8.11.3' },
    'apps/api/node_modules/pg/package.json': { version: '7.18.2' },
  });
  const { project } = openProject(tree);
  expect(project.version('pg', tree.path('apps/api/src/a.ts'))).toBe('7.18.2');
  expect(project.version('pg', tree.path('apps/web/a.ts'))).toBe('8.11.3');
  expect(project.version('redis', tree.path('apps/web/a.ts'))).toBe('^4.0.0');
  expect(project.version('axios', tree.path('apps/web/a.ts'))).toBeUndefined();
});

test('where nothing is installed, a lock file that has one version comes before the declared range', () => {
  const locks = {
    'package-lock.json': '{ "packages": { "node_modules/@a/pg": { "version": "1.0.0" }, "node_modules/pg": {\n "version": "8.11.3" } } }',
    'pnpm-lock.yaml': "packages:\n\n  '@a/pg@1.0.0':\n    resolution: {}\n\n  pg@8.11.3(pg-native@3.0.0):\n    resolution: {}\n",
    'yarn.lock': '"@a/pg@^1.0.0":\n  version "1.0.0"\n\npg@^8.0.0, pg@^8.1.0:\n  version "8.11.3"\n',
    'bun.lock': '{ "packages": { "@a/pg": ["@a/pg@1.0.0", ""], "pg": ["pg@8.11.3", ""] } }',
  };
  for (const [name, text] of Object.entries(locks)) {
    const tree = temporaryTree({ 'package.json': { dependencies: { pg: '^8.0.0' } }, 'apps/api/package.json': {}, [name]: text });
    expect(openProject(tree).project.version('pg', tree.path('apps/api/a.ts')), name).toBe('8.11.3');
  }
  const both = temporaryTree({ 'package.json': { dependencies: { pg: '^8.0.0' } }, 'pnpm-lock.yaml': 'packages:\n\n  pg@8.11.3:\n\n  pg@7.18.2:\n' });
  expect(openProject(both).project.version('pg', both.path('a.ts'))).toBe('^8.0.0');
});

test('a declared range is the nearest, up to the root', () => {
  const tree = temporaryTree({
    'package.json': { dependencies: { pg: '^8.0.0', got: '14.x' } },
    'apps/api/package.json': { devDependencies: { pg: '^7.0.0' } },
  });
  const { project } = openProject(tree);
  expect(project.version('pg', tree.path('apps/api/a.ts'))).toBe('^7.0.0');
  expect(project.version('got', tree.path('apps/api/a.ts'))).toBe('14.x');
});

test('protocols of package managers are seen through where they hold a range', () => {
  const dependencies = {
    a: 'catalog:',
    b: 'catalog:old',
    c: 'catalog:none',
    d: 'npm:ioredis@^5.4.0',
    e: 'npm:@redis/client@1.5.0',
    f: 'npm:pg',
    g: 'workspace:*',
    h: 'file:../h',
    i: 'github:brianc/pg',
    j: 'git+https://x.y/z.git',
    k: 'brianc/pg',
    l: 'catalog:',
  };
  const tree = temporaryTree({
    'pnpm-workspace.yaml': 'packages: [apps/*]\ncatalog:\n  a: ^8.11.0\n  l: 22\ncatalogs:\n  old:\n    b: ^7.0.0\n',
    'apps/api/package.json': { dependencies },
  });
  const { project } = openProject(tree);
  const versions = Object.fromEntries(Object.keys(dependencies).map((name) => [name, project.version(name, tree.path('apps/api/a.ts'))]));
  expect(versions).toEqual({ a: '^8.11.0', b: '^7.0.0', d: '^5.4.0', e: '1.5.0', l: '22' });
});

test('Bun and Yarn keep catalogues in files of their own', () => {
  const bun = temporaryTree({
    'package.json': { workspaces: { packages: ['apps/*'], catalog: { pg: '^8.1.0' } } },
    'apps/a/package.json': { dependencies: { pg: 'catalog:' } },
  });
  expect(openProject(bun).project.version('pg', bun.path('apps/a/x.ts'))).toBe('^8.1.0');
  const yarn = temporaryTree({ '.yarnrc.yml': 'catalogs:\n  db:\n    pg: ^8.2.0\n', 'package.json': { dependencies: { pg: 'catalog:db' } } });
  expect(openProject(yarn).project.version('pg', yarn.path('x.ts'))).toBe('^8.2.0');
});
