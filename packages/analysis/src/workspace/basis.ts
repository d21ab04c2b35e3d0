/** What an answer rests on, as it was recorded while the answer was worked out. */

/** Undefined: the file can't be read. It holds nothing but what it looks for, because it lives as long as the answer. */
export type TextTest = (text: string | undefined) => boolean;

/** Whether a text has a word, or anything else, in it. */
export function includes(word: string): TextTest {
  return (text) => text?.includes(word) === true;
}

export interface PassedTest {
  readonly test: TextTest;
  readonly answer: boolean;
}

export class Basis {
  /** Files that were read. */
  readonly texts = new Set<string>();
  /** Where answers can be compared: works it out again, and says what it rests on now; undefined if it is another one. */
  again: (() => Basis | undefined) | undefined;
  #tests: Map<string, PassedTest[]> | undefined;
  #words: Map<string, readonly string[]> | undefined;
  #answers: Set<Basis> | undefined;
  #dependents: Set<Basis> | undefined;

  constructor(
    /** Lets go of the answer when it no longer holds. */
    readonly forget: () => void,
  ) {}

  /** Of files of which one thing was asked. */
  get tests(): ReadonlyMap<string, readonly PassedTest[]> {
    return this.#tests ?? nothing;
  }

  /** Words that files were asked for, and the files that held them. */
  get words(): ReadonlyMap<string, readonly string[]> {
    return this.#words ?? nothing;
  }

  /** Other answers. */
  get answers(): Iterable<Basis> {
    return this.#answers ?? [];
  }

  /** Answers that rest on this one. */
  get dependents(): Iterable<Basis> {
    return this.#dependents ?? [];
  }

  addTest(path: string, passed: PassedTest): void {
    this.#tests ??= new Map();
    const tests = this.#tests.get(path);
    if (tests === undefined) this.#tests.set(path, [passed]);
    else tests.push(passed);
  }

  addWord(word: string, files: readonly string[]): void {
    (this.#words ??= new Map()).set(word, files);
  }

  addAnswer(other: Basis): void {
    if (other === this) return;
    (this.#answers ??= new Set()).add(other);
    (other.#dependents ??= new Set()).add(this);
  }

  /** What is the same once more rests on other things now. */
  replaceAnswer(before: Basis, now: Basis): void {
    this.#answers?.delete(before);
    this.addAnswer(now);
  }

  dropDependent(other: Basis): void {
    this.#dependents?.delete(other);
  }
}

const nothing: ReadonlyMap<string, never> = new Map<string, never>();
