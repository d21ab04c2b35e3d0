import { expect, test } from 'vitest';
import { openProject, type OpenProject } from '../../test/open-project.js';
import { temporaryTree } from '../../test/temporary-tree.js';

type Files = Readonly<Record<string, string | object>>;

/** A workspace with one package '@org/db' and an app that imports it. */
function withPackage(manifest: object, files: Files): OpenProject {
  const inside = Object.fromEntries(Object.entries(files).map(([name, content]) => [`packages/db/${name}`, content]));
  const packageJson = { 'packages/db/package.json': { name: '@org/db', ...manifest } };
  return openProject(temporaryTree({ 'pnpm-workspace.yaml': 'packages:\n  - "packages/*"\n', ...packageJson, ...inside }));
}

test.each<[string, object, Files, string, string]>([
  ['main that is not built', { main: 'dist/index.js' }, { 'src/index.ts': '' }, '@org/db', 'src/index.ts'],
  ['main that is built: the source all the same', { main: 'dist/index.js' }, { 'dist/index.js': '', 'src/index.ts': '' }, '@org/db', 'src/index.ts'],
  ['main that is built and has no source', { main: 'dist/index.js' }, { 'dist/index.js': '' }, '@org/db', 'dist/index.js'],
  ['main that is source', { main: 'lib/main.js' }, { 'lib/main.js': '', 'main.js': '' }, '@org/db', 'lib/main.js'],
  ['types that are source', { main: './dist/bundle.js', types: './src/entry.ts' }, { 'src/entry.ts': '', 'src/index.ts': '' }, '@org/db', 'src/entry.ts'],
  ['no entry at all', {}, { 'index.ts': '' }, '@org/db', 'index.ts'],
  ['no entry, with src', {}, { 'src/index.tsx': '', 'index.js': '' }, '@org/db', 'src/index.tsx'],
  [
    'outDir and rootDir',
    { main: 'lib/index.js' },
    { 'tsconfig.json': { compilerOptions: { outDir: 'lib', rootDir: 'code' } }, 'code/index.ts': '' },
    '@org/db',
    'code/index.ts',
  ],
  [
    'outDir and include',
    { main: 'lib/a/index.js' },
    { 'tsconfig.json': { compilerOptions: { outDir: 'lib' }, include: ['code/**/*'] }, 'code/a/index.ts': '' },
    '@org/db',
    'code/a/index.ts',
  ],
  [
    'declarationDir',
    { types: 'typings/db.d.ts' },
    { 'tsconfig.json': { compilerOptions: { declarationDir: './typings', rootDir: './code' } }, 'code/db.ts': '' },
    '@org/db',
    'code/db.ts',
  ],
  ['an output in folders by format', { main: 'dist/cjs/index.cjs', module: 'dist/esm/index.mjs' }, { 'src/index.ts': '' }, '@org/db', 'src/index.ts'],
  ['an output that repeats src', { main: 'dist/src/index.js' }, { 'src/index.ts': '' }, '@org/db', 'src/index.ts'],
  ['exports as one string', { exports: './dist/main.js' }, { 'src/main.ts': '' }, '@org/db', 'src/main.ts'],
  [
    'exports with conditions',
    { exports: { types: './dist/index.d.ts', import: './dist/index.mjs', require: './dist/index.cjs' } },
    { 'src/index.ts': '' },
    '@org/db',
    'src/index.ts',
  ],
  [
    'the source condition',
    { exports: { '.': { import: './dist/bundle.js', source: './code/start.ts' } } },
    { 'code/start.ts': '', 'src/index.ts': '' },
    '@org/db',
    'code/start.ts',
  ],
  [
    "the project's own condition",
    { exports: { '.': { '@org/source': './code/start.ts', default: './dist/bundle.js' } } },
    { 'code/start.ts': '' },
    '@org/db',
    'code/start.ts',
  ],
  [
    'nested conditions, server before browser',
    { exports: { '.': { browser: './src/browser.ts', node: { import: './src/node.ts' } } } },
    { 'src/browser.ts': '', 'src/node.ts': '' },
    '@org/db',
    'src/node.ts',
  ],
  ['a list of fallbacks', { exports: { '.': ['./dist/none.js', './src/real.ts'] } }, { 'src/real.ts': '' }, '@org/db', 'src/real.ts'],
  ['a sub-path of exports', { exports: { './schema': './dist/schema/index.js' } }, { 'src/schema/index.ts': '' }, '@org/db/schema', 'src/schema/index.ts'],
  [
    'a pattern of exports',
    { exports: { './*': './dist/*.js', './models/*': './dist/entities/*.js' } },
    { 'src/entities/user.ts': '' },
    '@org/db/models/user',
    'src/entities/user.ts',
  ],
  ['a pattern without extension', { exports: { './*': './src/*' } }, { 'src/schema/user.ts': '' }, '@org/db/schema/user', 'src/schema/user.ts'],
  [
    'a folder of exports, as Node once had it',
    { exports: { './features/': './src/features/' } },
    { 'src/features/x.ts': '' },
    '@org/db/features/x',
    'src/features/x.ts',
  ],
  ['a sub-path without exports: the folder', { main: 'dist/index.js' }, { 'schema.ts': '', 'src/schema.ts': '' }, '@org/db/schema', 'schema.ts'],
  ['a sub-path without exports: src', { main: 'dist/index.js' }, { 'src/schema/index.ts': '' }, '@org/db/schema', 'src/schema/index.ts'],
  ['a sub-path that names the output', { main: 'dist/index.js' }, { 'src/schema.ts': '' }, '@org/db/dist/schema', 'src/schema.ts'],
  ['a sub-path that names the source', { exports: { '.': './dist/index.js' } }, { 'src/schema.ts': '' }, '@org/db/src/schema', 'src/schema.ts'],
])('%s', (_, manifest, files, specifier, expected) => {
  expect(withPackage(manifest, files).lead(specifier, 'packages/app/a.ts')).toBe(`packages/db/${expected}`);
});

test('a package of the workspace without such a file is unresolved, not a package of the registry', () => {
  const { lead } = withPackage({ exports: { './styles.css': './styles.css', './data': './data.json' } }, { 'styles.css': '', 'data.json': '' });
  for (const specifier of ['@org/db', '@org/db/missing', '@org/db/styles.css', '@org/db/data']) expect(lead(specifier, 'packages/app/a.ts')).toBe('unresolved');
});

test('names with # go by the imports of the nearest package', () => {
  const tree = temporaryTree({
    'package.json': { imports: { '#db': './dist/db.js', '#lib/*': './src/lib/*.js', '#driver': { node: 'pg', default: './src/fake.ts' }, '#fs': 'node:fs' } },
    'src/db.ts': '',
    'src/lib/cache.ts': '',
  });
  const { lead } = openProject(tree);
  const leads = ['#db', '#lib/cache', '#driver', '#fs', '#none'].map((specifier) => lead(specifier, 'src/a.ts'));
  expect(leads).toEqual(['src/db.ts', 'src/lib/cache.ts', 'package pg', 'builtin fs', 'unresolved']);
});

test('a package imports itself by name only if it has exports', () => {
  const withExports = openProject(temporaryTree({ 'package.json': { name: 'shop', exports: { './db': './src/db.ts' } }, 'src/db.ts': '' }));
  expect(withExports.lead('shop/db', 'src/a.ts')).toBe('src/db.ts');
  const without = openProject(temporaryTree({ 'package.json': { name: 'redis' }, 'index.ts': '' }));
  expect(without.lead('redis', 'index.ts')).toBe('package redis');
});
