/** Lines as ESLint counts them: also after U+2028 and U+2029, which end no line in the language server protocol. */
export class LineOffsets {
  readonly #starts: number[] = [0];

  constructor(text: string) {
    for (const match of text.matchAll(/\r\n|[\r\n\u2028\u2029]/g)) this.#starts.push(match.index + match[0].length);
  }

  /** @param line 1-based @param column 1-based */
  offsetAt(line: number, column: number): number {
    return (this.#starts[line - 1] ?? 0) + column - 1;
  }
}
