/** Answers about files, asked for each file that they import: they hold until a file has changed. */
import { Memo } from '../memo.js';
import type { Workspace } from '../workspace/workspace.js';

type Question<Answer> = (workspace: Workspace, path: string, text: string) => Answer;

/** The same question, that works each answer out once. */
export function remembered<Answer>(question: Question<Answer>): Question<Answer> {
  const memories = new WeakMap<Workspace, { readonly generation: number; readonly answers: Memo<Answer> }>();
  return (workspace, path, text) => {
    const { generation } = workspace;
    let memory = memories.get(workspace);
    if (memory?.generation !== generation) memories.set(workspace, (memory = { generation, answers: new Memo() }));
    return memory.answers.get(path, () => question(workspace, path, text));
  };
}
