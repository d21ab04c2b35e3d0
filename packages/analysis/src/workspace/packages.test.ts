import { expect, test } from 'vitest';
import { openProject } from '../../test/open-project.js';
import { temporaryTree } from '../../test/temporary-tree.js';

test('the manifest of a file is the nearest, with all its dependencies', () => {
  const tree = temporaryTree({
    'package.json': { name: 'root', type: 'module' },
    'apps/api/package.json': {
      name: '@org/api',
      dependencies: { pg: '^8.11.0' },
      devDependencies: { vitest: '^4.0.0', react: '19.0.0' },
      peerDependencies: { react: '>=18' },
      optionalDependencies: { fsevents: '*' },
    },
  });
  const { project } = openProject(tree);
  const manifest = project.manifest(tree.path('apps/api/src/deep/a.ts'));
  expect(manifest).toMatchObject({ folder: tree.path('apps/api'), name: '@org/api', isModule: false });
  expect(Object.fromEntries(manifest?.dependencies ?? [])).toEqual({ pg: '^8.11.0', vitest: '^4.0.0', react: '19.0.0', fsevents: '*' });
  expect(project.manifest(tree.path('apps/other/a.ts'))).toMatchObject({ folder: tree.root, name: 'root', isModule: true });
});

test('a broken package.json is passed over', () => {
  const tree = temporaryTree({ 'package.json': { name: 'root' }, 'a/package.json': '{ "name": "a", ', 'b/package.json': '[]', 'c/package.json': '' });
  const { project } = openProject(tree);
  for (const folder of ['a', 'b', 'c']) expect(project.manifest(tree.path(`${folder}/x.ts`))?.name).toBe('root');
});

test('there is no manifest above the root', () => {
  const tree = temporaryTree({ 'package.json': { name: 'outside' }, 'repo/src/a.ts': '' });
  expect(openProject(tree, tree.path('repo')).project.manifest(tree.path('repo/src/a.ts'))).toBeUndefined();
});

test('bins are source files, also where bin names what a build makes', () => {
  const tree = temporaryTree({
    'one/package.json': { bin: './dist/cli.js' },
    'one/src/cli.ts': '',
    'two/package.json': { bin: { a: 'bin/a.mjs', b: 'bin/b', c: 'bin/none.js' } },
    'two/bin/a.mjs': '',
    'two/bin/b': '',
    'two/src/b.ts': '',
  });
  const { project, names } = openProject(tree);
  expect(names([...(project.manifest(tree.path('one/x.ts'))?.bins ?? [])])).toEqual(['one/src/cli.ts']);
  expect(names([...(project.manifest(tree.path('two/x.ts'))?.bins ?? [])])).toEqual(['two/bin/a.mjs', 'two/bin/b']);
});
