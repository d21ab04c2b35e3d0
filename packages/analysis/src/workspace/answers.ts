/** Answers about the files of a workspace, each kept until something that it rests on has changed. */
import { Basis, type TextTest } from './basis.js';
import { RecordingWorkspace } from './recording-workspace.js';
import type { Workspace } from './workspace.js';

interface Answered<Answer> {
  readonly answer: Answer;
  readonly basis: Basis;
  /** Length of the text that the file had, where it is about a file. */
  readonly length: number | undefined;
}

/** A question that is asked about many things. */
export class Question<Answer> {
  readonly #answered = new WeakMap<Answers, Map<string, Answered<Answer>>>();

  constructor(
    /** What is answered while the same is being worked out: files may lead to each other in circles. */
    readonly inCircle: Answer,
  ) {}

  answeredIn(answers: Answers): Map<string, Answered<Answer>> {
    let answered = this.#answered.get(answers);
    if (answered === undefined) this.#answered.set(answers, (answered = new Map<string, Answered<Answer>>()));
    return answered;
  }
}

interface FileQuestionOptions<Answer> {
  readonly inCircle: Answer;
  readonly isSame?: (one: Answer, other: Answer) => boolean;
}

/** A question about a file with a text, whose answers can be compared: where one is the same after an edit, all that rests on it still holds. */
export class FileQuestion<Answer> extends Question<Answer> {
  readonly isSame: (one: Answer, other: Answer) => boolean;

  constructor(
    readonly work: (workspace: RecordingWorkspace, path: string, text: string) => Answer,
    { inCircle, isSame = Object.is }: FileQuestionOptions<Answer>,
  ) {
    super(inCircle);
    this.isSame = isSame;
  }
}

/** An answer that is worked out with a workspace of its own, which records what it reads. */
export interface Recording {
  readonly basis: Basis;
  readonly workspace: RecordingWorkspace;
}

export class Answers {
  readonly #byFile = new Map<string, Set<Basis>>();
  readonly #byWord = new Map<string, Set<Basis>>();
  /** All that hold, to let go of them at once. */
  readonly #holding = new Set<Basis>();

  constructor(private readonly workspace: Workspace) {}

  holds(basis: Basis): boolean {
    return this.#holding.has(basis);
  }

  /** @param forget must keep nothing alive that is to be let go of before the answer ceases to hold */
  record(forget: () => void): Recording {
    const basis = new Basis(forget);
    this.#holding.add(basis);
    return { basis, workspace: new RecordingWorkspace(this.workspace, this, basis) };
  }

  /** @param asker what is being worked out, and rests on the answer from now on */
  remember<Answer>(question: Question<Answer>, key: string, work: (workspace: RecordingWorkspace) => Answer, asker: Basis | undefined): Answer {
    const known = question.answeredIn(this).get(key);
    return this.#told(known ?? this.#workOut(question, key, undefined, work), asker);
  }

  /** Hosts that do not tell of unsaved texts give other ones than the workspace has: they are told apart by their lengths. */
  ofText<Answer>(question: FileQuestion<Answer>, path: string, text: string, asker: Basis | undefined): Answer {
    return this.#told(this.#answered(question, path, text), asker);
  }

  readText(basis: Basis, path: string): void {
    if (!this.#holding.has(basis)) return;
    basis.texts.add(path);
    addTo(this.#byFile, path, basis);
  }

  readTest(basis: Basis, path: string, test: TextTest, answer: boolean): void {
    if (!this.#holding.has(basis) || basis.texts.has(path)) return;
    basis.addTest(path, { test, answer });
    addTo(this.#byFile, path, basis);
  }

  readWord(basis: Basis, word: string, files: readonly string[]): void {
    if (!this.#holding.has(basis)) return;
    basis.addWord(word, files);
    addTo(this.#byWord, word, basis);
  }

  fileChanged(path: string, text: () => string | undefined): void {
    const isOtherwise = (basis: Basis): boolean => basis.tests.get(path)?.some(({ test, answer }) => test(text()) !== answer) === true;
    this.#letGo([...(this.#byFile.get(path) ?? [])].filter((basis) => basis.texts.has(path) || isOtherwise(basis)));
  }

  /** Files may hold words that they did not. */
  wordsChanged(filesWith: (word: string) => readonly string[]): void {
    for (const [word, bases] of [...this.#byWord]) {
      const files = filesWith(word);
      this.#letGo([...bases].filter((basis) => basis.words.get(word) !== files));
    }
  }

  /** An answer no longer holds, nor do those that rest on it. */
  drop(basis: Basis): void {
    const dropped = [basis];
    for (let next = dropped.pop(); next !== undefined; next = dropped.pop()) if (this.#forget(next)) dropped.push(...next.dependents);
  }

  dropAll(): void {
    const dropped = [...this.#holding];
    this.#holding.clear();
    this.#byFile.clear();
    this.#byWord.clear();
    for (const basis of dropped) basis.forget();
  }

  /** What rests on an answer is kept where the answer turns out to be the same. */
  #letGo(changed: readonly Basis[]): void {
    const dropped = [...changed];
    const doubtful: Basis[] = [];
    for (let doubts = 0; ; ) {
      const next = dropped.pop();
      if (next !== undefined) {
        if (!this.#forget(next)) continue;
        if (next.again === undefined || doubts > maxDoubts) dropped.push(...next.dependents);
        else doubtful.push(next);
        continue;
      }
      const doubted = doubtful.pop();
      if (doubted === undefined) return;
      const dependents = [...doubted.dependents].filter((dependent) => this.holds(dependent));
      if (dependents.length === 0) continue;
      doubts++;
      const again = doubted.again?.();
      if (again === undefined) dropped.push(...dependents);
      else for (const dependent of dependents) dependent.replaceAnswer(doubted, again);
    }
  }

  #forget(basis: Basis): boolean {
    if (!this.#holding.delete(basis)) return false;
    for (const path of [...basis.texts, ...basis.tests.keys()]) dropFrom(this.#byFile, path, basis);
    for (const word of basis.words.keys()) dropFrom(this.#byWord, word, basis);
    for (const other of basis.answers) other.dropDependent(basis);
    basis.forget();
    return true;
  }

  #told<Answer>({ answer, basis }: Answered<Answer>, asker: Basis | undefined): Answer {
    asker?.addAnswer(basis);
    return answer;
  }

  #answered<Answer>(question: FileQuestion<Answer>, path: string, text: string): Answered<Answer> {
    const known = question.answeredIn(this).get(path);
    if (known?.length === text.length) return known;
    if (known !== undefined) this.drop(known.basis);
    const answered = this.#workOut(question, path, text.length, (workspace) => question.work(workspace, path, text));
    answered.basis.again = this.#again(question, path, answered.answer);
    return answered;
  }

  /** Apart from where it was worked out, so that no text stays in memory. */
  #again<Answer>(question: FileQuestion<Answer>, path: string, before: Answer): () => Basis | undefined {
    return () => {
      const text = this.workspace.text(path);
      const now = text === undefined ? undefined : this.#answered(question, path, text);
      return now !== undefined && question.isSame(now.answer, before) ? now.basis : undefined;
    };
  }

  #workOut<Answer>(
    question: Question<Answer>,
    key: string,
    length: number | undefined,
    work: (workspace: RecordingWorkspace) => Answer,
  ): Answered<Answer> {
    const answered = question.answeredIn(this);
    const { basis, workspace } = this.record(() => answered.delete(key));
    if (length !== undefined) this.readText(basis, key);
    answered.set(key, { answer: question.inCircle, basis, length });
    try {
      const found = { answer: work(workspace), basis, length };
      if (this.holds(basis)) answered.set(key, found);
      return found;
    } catch (error) {
      this.drop(basis);
      throw error;
    }
  }
}

/** How often answers are worked out again after one edit before all that rests on them is let go of: they may go round in circles. */
const maxDoubts = 1000;

function addTo(groups: Map<string, Set<Basis>>, key: string, basis: Basis): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, new Set([basis]));
  else group.add(basis);
}

function dropFrom(groups: Map<string, Set<Basis>>, key: string, basis: Basis): void {
  const group = groups.get(key);
  if (group?.delete(basis) === true && group.size === 0) groups.delete(key);
}
