const byteOrderMark = '\uFEFF';

/** Linters see texts without their byte order mark, editors with it. */
export function markLength(text: string): number {
  return text.startsWith(byteOrderMark) ? byteOrderMark.length : 0;
}

/** Lines as ESLint counts them: also after U+2028 and U+2029, which end no line in the language server protocol, and behind a byte order mark. */
export class LineOffsets {
  readonly #starts: number[];

  constructor(text: string) {
    this.#starts = [markLength(text)];
    for (const match of text.matchAll(/\r\n|[\r\n\u2028\u2029]/g)) this.#starts.push(match.index + match[0].length);
  }

  /** @param line 1-based @param column 1-based */
  offsetAt(line: number, column: number): number {
    return (this.#starts[line - 1] ?? 0) + column - 1;
  }
}
