import { symlinkSync } from 'node:fs';
import { relative } from 'node:path';
import { expect, test } from 'vitest';
import { emptyModel } from '../../test/open-project.js';
import { temporaryTree } from '../../test/temporary-tree.js';
import { Workspaces } from './workspaces.js';

test('files of one project share a workspace, others have their own', () => {
  const tree = temporaryTree({ 'one/package.json': { workspaces: ['a', 'b'] }, 'one/a/x.ts': '', 'one/b/y.ts': '', 'two/package.json': {}, 'two/z.ts': '' });
  const workspaces = new Workspaces({ parse: emptyModel });
  const one = workspaces.of(tree.path('one/a/x.ts'));
  expect(one.root).toBe(tree.path('one'));
  expect(workspaces.of(tree.path('one/b/y.ts'))).toBe(one);
  expect(workspaces.of(relative(process.cwd(), tree.path('one/b/y.ts')))).toBe(one);
  expect(workspaces.of(tree.path('two/z.ts')).root).toBe(tree.path('two'));
  expect(workspaces.of(tree.path('two/z.ts'), tree.root).root).toBe(tree.root);
});

test('a project reached through a symbolic link is the same project', () => {
  const tree = temporaryTree({ 'repo/package.json': { workspaces: ['a'] }, 'repo/src/a.ts': '', 'repo/src/b.ts': '' });
  symlinkSync(tree.path('repo'), tree.path('linked'));
  const workspaces = new Workspaces({ parse: emptyModel });
  const linked = workspaces.of(tree.path('linked/src/a.ts'));
  expect(linked).toBe(workspaces.of(tree.path('repo/src/a.ts')));
  expect(workspaces.realPath(tree.path('linked/src/a.ts'))).toBe(tree.path('repo/src/a.ts'));
  expect(linked.resolve('./b', workspaces.realPath(tree.path('linked/src/a.ts')))).toEqual({ kind: 'file', path: tree.path('repo/src/b.ts') });
});

test('a file that does not exist has a workspace too', () => {
  const tree = temporaryTree({ 'package.json': {} });
  expect(new Workspaces({ parse: emptyModel }).of(tree.path('src/unsaved/a.ts')).root).toBe(tree.root);
});

test('overlays are seen by every workspace, new files by resolution too', () => {
  const tree = temporaryTree({ 'package.json': {}, 'a.ts': '// saved' });
  const workspaces = new Workspaces({ parse: emptyModel });
  const workspace = workspaces.of(tree.path('a.ts'));
  expect(workspace.resolve('./new', tree.path('a.ts')).kind).toBe('unresolved');
  workspaces.overlay(tree.path('new.ts'), '// new');
  workspaces.overlay(tree.path('a.ts'), '// unsaved');
  expect(workspace.resolve('./new', tree.path('a.ts'))).toEqual({ kind: 'file', path: tree.path('new.ts') });
  expect(workspace.text(tree.path('a.ts'))).toBe('// unsaved');
  workspaces.overlay(tree.path('new.ts'), undefined);
  expect(workspace.resolve('./new', tree.path('a.ts')).kind).toBe('unresolved');
});

test('refresh forgets what was read from disk', () => {
  const tree = temporaryTree({ 'package.json': {}, 'a.ts': '// one' });
  const workspaces = new Workspaces({ parse: emptyModel });
  const workspace = workspaces.of(tree.path('a.ts'));
  expect(workspace.model(tree.path('a.ts'))?.text).toBe('// one');
  expect(workspace.index.filesImporting(['pg'])).toEqual([]);
  const { generation } = workspace;
  tree.write('a.ts', "import 'pg';");
  tree.write('b.ts', '');
  workspaces.refresh();
  expect(workspace.generation).toBeGreaterThan(generation);
  expect(workspace.model(tree.path('a.ts'))?.text).toBe("import 'pg';");
  expect(workspace.index.filesImporting(['pg'])).toEqual([tree.path('a.ts')]);
  expect(workspace.resolve('./b', tree.path('a.ts')).kind).toBe('file');
});

test('statistics tell linted files from those parsed beside them', () => {
  const tree = temporaryTree({ 'package.json': {}, 'a.ts': '', 'b.ts': '' });
  const workspaces = new Workspaces({ parse: emptyModel });
  const workspace = workspaces.of(tree.path('a.ts'));
  workspace.keep(emptyModel(tree.path('a.ts'), ''));
  workspace.keep(emptyModel(tree.path('a.ts'), ''));
  workspace.model(tree.path('a.ts'));
  workspace.model(tree.path('b.ts'));
  expect(workspaces.statistics()).toEqual({ linted: 1, parsed: 1 });
});
