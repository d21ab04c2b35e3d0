import { expect, test } from 'vitest';
import { openProject } from '../../test/open-project.js';
import { temporaryTree } from '../../test/temporary-tree.js';
import { audienceByPlace } from './places.js';

test('a project among the tests of a package is theirs', () => {
  const tree = temporaryTree({
    'package.json': { name: 'orders' },
    'tests/integration/package.json': { dependencies: {} },
    'tests/integration/listener.ts': '',
  });
  const { project } = openProject(tree, tree.path('tests/integration'));
  expect(audienceByPlace(project, tree.path('tests/integration/listener.ts'))).toEqual({ kind: 'quiet', why: 'test' });
});

test('names of folders above a project say nothing, also where something was once installed', () => {
  const tree = temporaryTree({ 'package.json': { dependencies: { express: '^4.0.0' } }, 'test/shop/package.json': { name: 'shop' }, 'test/shop/index.ts': '' });
  const { project } = openProject(tree, tree.path('test/shop'));
  expect(audienceByPlace(project, tree.path('test/shop/index.ts'))).toBeUndefined();
});

test('an application among those for trying a library by hand is one, also when it is opened alone', () => {
  const tree = temporaryTree({ 'package.json': { name: 'flows' }, 'testapps/menu/package.json': { name: 'menu' }, 'testapps/menu/src/index.ts': '' });
  const { project } = openProject(tree, tree.path('testapps/menu'));
  expect(audienceByPlace(project, tree.path('testapps/menu/src/index.ts'))).toEqual({ kind: 'quiet', why: 'test' });
});
