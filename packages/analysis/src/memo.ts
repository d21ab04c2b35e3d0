/** Answers kept by a text that says the question. `undefined` is an answer too. */
export class Memo<T> {
  readonly #answers = new Map<string, { readonly value: T }>();

  get(question: string, answer: () => T): T {
    const known = this.#answers.get(question);
    if (known !== undefined) return known.value;
    const value = answer();
    this.#answers.set(question, { value });
    return value;
  }
}
