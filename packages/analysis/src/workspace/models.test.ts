import { expect, test } from 'vitest';
import { emptyModel, openProject } from '../../test/open-project.js';
import { temporaryTree } from '../../test/temporary-tree.js';

test('a file is parsed once, and again when it has changed', () => {
  const tree = temporaryTree({ 'a.ts': '// one' });
  const { project, parsed, wait } = openProject(tree);
  const first = project.model(tree.path('a.ts'));
  expect(first?.text).toBe('// one');
  expect(project.model(tree.path('a.ts'))).toBe(first);
  const { generation } = project;
  tree.write('a.ts', '// two, longer');
  expect(project.model(tree.path('a.ts'))).toBe(first);
  wait(1000);
  expect(project.model(tree.path('a.ts'))?.text).toBe('// two, longer');
  expect(project.generation).toBeGreaterThan(generation);
  expect(parsed).toEqual(['a.ts', 'a.ts']);
  expect(project.parsed).toBe(2);
});

test('a change in a file that answers rest on raises the generation without a question about it', () => {
  const tree = temporaryTree({ 'a.ts': '// one', 'b.ts': '// one' });
  const { project, wait } = openProject(tree);
  project.model(tree.path('a.ts'));
  const { generation } = project;
  tree.write('b.ts', '// never asked about');
  wait(2000);
  expect(project.generation).toBe(generation);
  tree.write('a.ts', '// two, longer');
  wait(2000);
  expect(project.generation).toBeGreaterThan(generation);
});

test("the host's model is used instead of parsing, until the file changes", () => {
  const tree = temporaryTree({ 'a.ts': '// one' });
  const { project, parsed, wait } = openProject(tree);
  const kept = emptyModel(tree.path('a.ts'), '// one');
  project.keep(kept);
  expect(project.model(tree.path('a.ts'))).toBe(kept);
  expect(project.known(tree.path('a.ts'), '// one')).toBe(kept);
  expect(project.known(tree.path('a.ts'), '// other')).toBeUndefined();
  expect(project.text(tree.path('a.ts'))).toBe('// one');
  expect(parsed).toEqual([]);
  tree.write('a.ts', '// two, longer');
  wait(1000);
  expect(project.model(tree.path('a.ts'))?.text).toBe('// two, longer');
  expect(parsed).toEqual(['a.ts']);
});

test("another text of the host's raises the generation, the same text does not", () => {
  const tree = temporaryTree({ 'a.ts': '// one' });
  const { project } = openProject(tree);
  project.keep(emptyModel(tree.path('a.ts'), '// one'));
  const { generation } = project;
  project.keep(emptyModel(tree.path('a.ts'), '// one'));
  expect(project.generation).toBe(generation);
  project.keep(emptyModel(tree.path('a.ts'), '// typed since'));
  expect(project.generation).toBeGreaterThan(generation);
});

test('unsaved text stands in for the file, also for one that is not on disk', () => {
  const tree = temporaryTree({ 'a.ts': '// saved' });
  const { project, overlays } = openProject(tree);
  expect(project.model(tree.path('a.ts'))?.text).toBe('// saved');
  const { generation } = project;
  overlays.set(tree.path('a.ts'), '// unsaved');
  overlays.set(tree.path('new.ts'), '// new');
  expect(project.generation).toBeGreaterThan(generation);
  expect(project.model(tree.path('a.ts'))?.text).toBe('// unsaved');
  expect(project.text(tree.path('a.ts'))).toBe('// unsaved');
  expect(project.model(tree.path('new.ts'))?.text).toBe('// new');
  overlays.set(tree.path('a.ts'), undefined);
  overlays.set(tree.path('new.ts'), undefined);
  expect(project.model(tree.path('a.ts'))?.text).toBe('// saved');
  expect(project.model(tree.path('new.ts'))).toBeUndefined();
});

test('what cannot be read or parsed has no model, and is not tried again', () => {
  const tree = temporaryTree({ 'broken.ts': 'syntax error', 'large.ts': '/'.repeat(1_000_001), 'folder.ts/x.ts': '' });
  const { project, parsed } = openProject(tree);
  for (const name of ['broken.ts', 'broken.ts', 'large.ts', 'folder.ts', 'none.ts']) expect(project.model(tree.path(name))).toBeUndefined();
  expect(parsed).toEqual(['broken.ts']);
  expect(project.text(tree.path('none.ts'))).toBeUndefined();
});

test('a byte order mark is no part of the text', () => {
  const tree = temporaryTree({ 'a.ts': '\uFEFF// x' });
  expect(openProject(tree).project.model(tree.path('a.ts'))?.text).toBe('// x');
});

test('a removed file loses its model', () => {
  const tree = temporaryTree({ 'a.ts': '// x' });
  const { project, wait } = openProject(tree);
  project.model(tree.path('a.ts'));
  tree.remove('a.ts');
  wait(1000);
  expect(project.model(tree.path('a.ts'))).toBeUndefined();
});
