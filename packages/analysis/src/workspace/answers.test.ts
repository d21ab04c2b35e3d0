import { expect, it, test } from 'vitest';
import { openProject, type OpenProject } from '../../test/open-project.js';
import { temporaryTree } from '../../test/temporary-tree.js';
import { FileQuestion, Question } from './answers.js';
import { includes } from './basis.js';
import type { Workspace } from './workspace.js';

interface Asked {
  readonly open: OpenProject;
  /** Works out an answer that reads something, unless it is known. */
  readonly ask: (read: (workspace: Workspace) => unknown) => void;
  /** How often it was worked out. */
  readonly times: () => number;
  readonly type: (name: string, text: string) => void;
  readonly path: (name: string) => string;
}

function asked(files: Readonly<Record<string, string>>): Asked {
  const tree = temporaryTree(files);
  const open = openProject(tree);
  const question = new Question<undefined>(undefined);
  let times = 0;
  return {
    open,
    ask(read) {
      open.project.settle();
      open.project.remember(question, 'it', (workspace) => {
        times++;
        read(workspace);
        return undefined;
      });
    },
    times: () => times,
    type: (name, text) => open.overlays.set(tree.path(name), text),
    path: (name) => tree.path(name),
  };
}

const files = { 'package.json': '{}', 'a.ts': '// one', 'b.ts': '// one', 'c.ts': '// one' };

it.each<[string, (path: (name: string) => string) => (workspace: Workspace) => unknown]>([
  ['a text', (path) => (workspace) => workspace.text(path('a.ts'))],
  ['a model', (path) => (workspace) => workspace.model(path('a.ts'))],
])('an answer that rests on %s is worked out again when the file changes, not when another does', (_, reading) => {
  const { ask, times, type, path } = asked(files);
  const read = reading(path);
  ask(read);
  ask(read);
  type('b.ts', '// two');
  ask(read);
  expect(times()).toBe(1);
  type('a.ts', '// two');
  ask(read);
  expect(times()).toBe(2);
});

test('an answer that rests on the outcome of a test is worked out again when that is another one', () => {
  const { ask, times, type, path } = asked(files);
  const read = (workspace: Workspace): boolean => workspace.passes(path('a.ts'), includes('word'));
  ask(read);
  type('a.ts', '// two');
  ask(read);
  expect(times()).toBe(1);
  type('a.ts', '// a word');
  ask(read);
  expect(times()).toBe(2);
});

test('an answer that rests on which files hold a word is worked out again when others do', () => {
  const { ask, times, type } = asked(files);
  const read = ({ index }: Workspace): readonly string[] => index.filesMentioning('word');
  ask(read);
  type('a.ts', '// two');
  ask(read);
  expect(times()).toBe(1);
  type('a.ts', '// a word');
  ask(read);
  expect(times()).toBe(2);
  type('a.ts', '// a word again');
  ask(read);
  expect(times()).toBe(2);
});

test('an answer rests on what other answers that it uses rest on, whoever asked for them first', () => {
  const { open, ask, times, type, path } = asked(files);
  const inner = new Question<string | undefined>(undefined);
  const read = (workspace: Workspace): string | undefined => workspace.remember(inner, 'inner', (own) => own.text(path('a.ts')));
  read(open.project);
  ask(read);
  type('a.ts', '// two');
  ask(read);
  expect(times()).toBe(2);
});

test('what an answer is told of a file holds while the file says the same', () => {
  const { ask, times, type, path } = asked(files);
  const length = new FileQuestion((_workspace, _path, text) => text.length, { inCircle: 0 });
  const read = (workspace: Workspace): number | undefined => workspace.ofFile(length, path('a.ts'));
  ask(read);
  type('a.ts', '// two');
  ask(read);
  type('a.ts', '// six');
  ask(read);
  expect(times()).toBe(1);
  type('a.ts', '// three');
  ask(read);
  expect(times()).toBe(2);
});

test('what was the same many times leaves nothing behind', () => {
  const { open, type, path } = asked({ ...files, 'a.ts': '// 00' });
  const length = new FileQuestion((_workspace, _path, text) => text.length, { inCircle: 0 });
  const { basis, workspace } = open.project.record(() => undefined);
  workspace.ofFile(length, path('a.ts'));
  for (let edit = 10; edit < 30; edit++) {
    type('a.ts', `// ${String(edit)}`);
    open.project.settle();
  }
  expect(open.project.holds(basis)).toBe(true);
  expect([...basis.answers]).toHaveLength(1);
});

test('a file that can be read since then is another answer', () => {
  const { ask, times, type, path } = asked(files);
  const length = new FileQuestion((_workspace, _path, text) => text.length, { inCircle: 0 });
  const read = (workspace: Workspace): number | undefined => workspace.ofFile(length, path('new.ts'));
  ask(read);
  type('new.ts', '// two');
  ask(read);
  expect(times()).toBe(2);
});

test('answers that rest on each other in a circle end, and are let go of together', () => {
  const { ask, times, type, path } = asked(files);
  const reached: FileQuestion<number> = new FileQuestion<number>(
    (workspace, file, text) => text.length + (workspace.ofFile(reached, file === path('a.ts') ? path('b.ts') : path('a.ts')) ?? 0),
    { inCircle: 0 },
  );
  const read = (workspace: Workspace): number | undefined => workspace.ofFile(reached, path('a.ts'));
  ask(read);
  ask(read);
  expect(times()).toBe(1);
  type('b.ts', '// longer than it was');
  ask(read);
  expect(times()).toBe(2);
});

test('no answer holds when imports may lead elsewhere, or a file imports something else', () => {
  const { open, ask, times, type, path } = asked(files);
  const read = ({ index }: Workspace): readonly string[] => index.importersOf(path('a.ts'));
  ask(read);
  type('b.ts', "import './a.js';");
  ask(read);
  expect(times()).toBe(2);
  open.project.refresh();
  ask(read);
  expect(times()).toBe(3);
});

test('an answer that could not be worked out is worked out again', () => {
  const { ask, times } = asked(files);
  const fail = (): never => {
    throw new Error('unforeseen');
  };
  expect(() => ask(fail)).toThrow('unforeseen');
  ask(() => undefined);
  expect(times()).toBe(2);
});
