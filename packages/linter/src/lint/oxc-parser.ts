/**
 * A parser for ESLint where only our rules run: they take the program as a whole, so that nobody pays for tokens, scopes and the
 * visit of every node. The trees of oxc and of other parsers are lowered to the same model.
 */
import { parseProgram, type ParsedProgram } from '@failsoft/analysis';
import type { Linter as EslintLinter } from 'eslint';

interface Position {
  /** 1-based. */
  readonly line: number;
  /** 0-based. */
  readonly column: number;
}

/** ESLint reads comments for what they configure. */
interface PlacedComment {
  readonly type: 'Line' | 'Block';
  readonly value: string;
  readonly range: readonly [number, number];
  readonly loc: { readonly start: Position; readonly end: Position };
}

/** ESLint looks for the place in what a parser throws. */
class ParsingError extends Error {
  constructor(
    message: string,
    readonly lineNumber: number,
    readonly column: number,
  ) {
    super(message);
  }
}

export const oxcParser: EslintLinter.Parser = {
  meta: { name: '@failsoft/linter/oxc-parser' },
  parseForESLint(text: string, { filePath }: { readonly filePath: string }) {
    const parsed = parseProgram(filePath, text);
    if (parsed.kind === 'broken') throw parsingErrorOf(parsed, text);
    const lines = new Lines(text);
    const placed = (start: number, end: number) => ({ range: [start, end] as const, loc: { start: lines.positionAt(start), end: lines.positionAt(end) } });
    const comments = parsed.comments.map(({ type, value, start, end }): PlacedComment => ({ type, value, ...placed(start, end) }));
    const ast = { ...parsed.program, tokens: [], comments, ...placed(0, text.length) };
    // ESLint visits, and looks for names in, what these lead to.
    return { ast, visitorKeys: { Program: [] } };
  },
};

/** Why oxc can't read a text; undefined if it can. */
export function syntaxErrorIn(path: string, text: string): ParsingError | undefined {
  const parsed = parseProgram(path, text);
  return parsed.kind === 'broken' ? parsingErrorOf(parsed, text) : undefined;
}

function parsingErrorOf({ message, at }: Extract<ParsedProgram, { readonly kind: 'broken' }>, text: string): ParsingError {
  const { line, column } = new Lines(text).positionAt(at);
  return new ParsingError(message, line, column + 1);
}

/** Lines as ESLint counts them. */
class Lines {
  readonly #starts: number[] = [0];

  constructor(text: string) {
    for (const match of text.matchAll(/\r\n|[\r\n\u2028\u2029]/g)) this.#starts.push(match.index + match[0].length);
  }

  positionAt(offset: number): Position {
    let line = 0;
    for (let beyond = this.#starts.length; beyond - line > 1; ) {
      const middle = (line + beyond) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) line = middle;
      else beyond = middle;
    }
    return { line: line + 1, column: offset - (this.#starts[line] ?? 0) };
  }
}
