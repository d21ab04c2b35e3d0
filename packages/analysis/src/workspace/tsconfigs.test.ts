import { expect, test } from 'vitest';
import { openProject } from '../../test/open-project.js';
import { temporaryTree } from '../../test/temporary-tree.js';

test('paths are relative to baseUrl, else to the file that says them', () => {
  const tree = temporaryTree({
    'one/tsconfig.json': `{ // comments
      "compilerOptions": { "baseUrl": "src", /* and */ "paths": { "@/*": ["./*"], "~config": ["settings/config.ts",], }, },
    }`,
    'one/src/db.ts': '',
    'one/src/settings/config.ts': '',
    'two/jsconfig.json': { compilerOptions: { paths: { '@/*': ['./src/*', './generated/*'] } } },
    'two/src/db.js': '',
    'two/generated/api.js': '',
  });
  const { lead } = openProject(tree);
  expect(lead('@/db', 'one/src/deep/a.ts')).toBe('one/src/db.ts');
  expect(lead('~config', 'one/a.ts')).toBe('one/src/settings/config.ts');
  expect(lead('settings/config', 'one/a.ts')).toBe('one/src/settings/config.ts');
  expect(lead('@/db', 'two/a.js')).toBe('two/src/db.js');
  expect(lead('@/api', 'two/a.js')).toBe('two/generated/api.js');
  expect(lead('@/missing', 'two/a.js')).toBe('unresolved');
});

test('the most exact pattern wins, and a star may stand anywhere', () => {
  const tree = temporaryTree({
    'tsconfig.json': {
      compilerOptions: { paths: { '@app/*': ['./src/*'], '@app/db/*': ['./database/*'], '@app/db/main': ['./main.ts'], '@models/*': ['./src/*/model.ts'] } },
    },
    'src/x.ts': '',
    'database/x.ts': '',
    'main.ts': '',
    'src/user/model.ts': '',
  });
  const { lead } = openProject(tree);
  const leads = ['@app/x', '@app/db/x', '@app/db/main', '@models/user'].map((specifier) => lead(specifier, 'a.ts'));
  expect(leads).toEqual(['src/x.ts', 'database/x.ts', 'main.ts', 'src/user/model.ts']);
});

test('an alias that leads nowhere is unresolved, unless it names a declared package', () => {
  const tree = temporaryTree({
    'package.json': { dependencies: { '@app/sdk': '^1.0.0' } },
    'tsconfig.json': { compilerOptions: { paths: { '@app/*': ['./src/*'], '*': ['./types/*'] } } },
  });
  const { lead } = openProject(tree);
  expect(lead('@app/sdk', 'a.ts')).toBe('package @app/sdk');
  expect(lead('@app/generated', 'a.ts')).toBe('unresolved');
  expect(lead('pg', 'a.ts')).toBe('package pg');
});

test('a folder below baseUrl is no package', () => {
  const tree = temporaryTree({ 'tsconfig.json': { compilerOptions: { baseUrl: '.' } }, 'src/db.ts': '' });
  const { lead } = openProject(tree);
  expect(lead('src/db', 'src/deep/a.ts')).toBe('src/db.ts');
  expect(lead('src/generated/client', 'src/a.ts')).toBe('unresolved');
  expect(lead('pg', 'src/a.ts')).toBe('package pg');
});

test('extends is followed: relative, through packages of the workspace, as a list, and from node_modules', () => {
  const tree = temporaryTree({
    'package.json': { workspaces: ['packages/*'] },
    'packages/config/package.json': { name: '@org/config' },
    'packages/config/base.json': { compilerOptions: { paths: { '@/*': ['${configDir}/src/*'] } } },
    'packages/api/package.json': { name: '@org/api' },
    'packages/api/tsconfig.json': { extends: '@org/config/base.json' },
    'packages/api/src/db.ts': '',
    'packages/web/tsconfig.base.json': { compilerOptions: { paths: { '@/*': ['./lib/*'] } } },
    'packages/web/app/tsconfig.json': { extends: ['../none.json', '../tsconfig.base'] },
    'packages/web/lib/db.ts': '',
    'node_modules/@tsconfig/shared/tsconfig.json': { compilerOptions: { baseUrl: '../../..' } },
    'packages/cli/tsconfig.json': { extends: '@tsconfig/shared' },
  });
  const { lead } = openProject(tree);
  expect(lead('@/db', 'packages/api/src/a.ts')).toBe('packages/api/src/db.ts');
  expect(lead('@/db', 'packages/web/app/a.ts')).toBe('packages/web/lib/db.ts');
  expect(lead('packages/api/src/db', 'packages/cli/a.ts')).toBe('packages/api/src/db.ts');
});

test('an extends that cannot be read leaves the local paths in force', () => {
  const tree = temporaryTree({
    'nuxt/tsconfig.json': { extends: './.nuxt/tsconfig.json' },
    'next/tsconfig.json': { extends: '@vercel/style-guide/typescript', compilerOptions: { paths: { '@/*': ['./src/*'] } } },
    'next/src/db.ts': '',
    'circle/tsconfig.json': { extends: './tsconfig.json', compilerOptions: { paths: { '@/*': ['./*'] } } },
    'circle/db.ts': '',
    'broken/tsconfig.json': '{ "compilerOptions": ',
    'broken/db.ts': '',
  });
  const { lead } = openProject(tree);
  expect(lead('@/db', 'next/src/a.ts')).toBe('next/src/db.ts');
  expect(lead('@/db', 'circle/a.ts')).toBe('circle/db.ts');
  expect(lead('@/db', 'nuxt/a.ts')).toBe('unresolved');
  expect(lead('./db', 'broken/a.ts')).toBe('broken/db.ts');
});

test('a file that only lists projects leaves the aliases to the one that includes the folder', () => {
  const tree = temporaryTree({
    'tsconfig.json': { files: [], references: [{ path: './tsconfig.node.json' }, { path: './tsconfig.app.json' }, { path: './server' }] },
    'tsconfig.node.json': { compilerOptions: { composite: true }, include: ['vite.config.ts'] },
    'tsconfig.app.json': { compilerOptions: { paths: { '@/*': ['./src/*'] } }, include: ['src/**/*.ts'] },
    'server/tsconfig.json': { compilerOptions: { paths: { '@/*': ['./lib/*'] } }, include: ['lib'] },
    'src/db.ts': '',
    'server/lib/db.ts': '',
  });
  const { lead } = openProject(tree);
  expect(lead('@/db', 'src/deep/a.ts')).toBe('src/db.ts');
  expect(lead('@/db', 'server/lib/a.ts')).toBe('server/lib/db.ts');
});

test('the nearest file rules, and none above the root does', () => {
  const tree = temporaryTree({
    'tsconfig.json': { compilerOptions: { paths: { '@/*': ['./outer/*'] } } },
    'outer/db.ts': '',
    'repo/src/a.ts': '',
    'repo/test/tsconfig.json': { compilerOptions: { paths: { '@/*': ['../src/*'] } } },
    'repo/src/db.ts': '',
  });
  expect(openProject(tree, tree.path('repo')).lead('@/db', 'repo/test/a.ts')).toBe('repo/src/db.ts');
  expect(openProject(tree, tree.path('repo')).lead('@/db', 'repo/src/a.ts')).toBe('unresolved');
});

test('what SvelteKit and Nuxt generate at the first build is known where it is not there', () => {
  const tree = temporaryTree({
    'shop/tsconfig.json': { extends: './.svelte-kit/tsconfig.json', compilerOptions: { strict: true } },
    'shop/src/lib/index.ts': '',
    'shop/src/lib/db.server.ts': '',
    'site/tsconfig.json': { extends: './.nuxt/tsconfig.json' },
    'site/server/db.ts': '',
  });
  const { lead } = openProject(tree);
  const leads = ['$lib', '$lib/db.server'].map((specifier) => lead(specifier, 'shop/src/routes/+page.server.ts'));
  expect(leads).toEqual(['shop/src/lib/index.ts', 'shop/src/lib/db.server.ts']);
  expect(lead('~/server/db', 'site/server/api/posts.ts')).toBe('site/server/db.ts');
});
