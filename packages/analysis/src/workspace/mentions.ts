/** The modules that a file's text imports, without parsing it: strings and comments may add some that it does not. */

export interface Mentioned {
  /** Imported for their values. */
  readonly values: readonly string[];
  /** Imported for types alone. */
  readonly types: readonly string[];
}

/** `from`, the quote, the specifier; in `['from', 'to']` it is a text itself. */
const mention = /\b(?:(?<!['"`])(from)\s*|import\s*(?:\(\s*(?:\/\*[^*]*\*\/\s*)?)?|require\s*\(\s*)(['"`])([^'"`\n\\]+)\2/g;
const typeStatement = /(?:import|export)\s+type\s+(?!from\b)[\w${*]/y;
const typeNames = /(?:import|export)\s*\{(?:\s*type\s+[\w$]+(?:\s+as\s+[\w$]+)?\s*,?)+\s*\}\s*$/;

export function mentionedIn(text: string): Mentioned {
  const values = new Set<string>();
  const types = new Set<string>();
  let end = 0;
  for (const match of text.matchAll(mention)) {
    const { 1: from, 3: specifier } = match;
    const isType = from !== undefined && isTypeOnly(text, end, match.index);
    end = match.index + match[0].length;
    if (specifier !== undefined) (isType ? types : values).add(specifier);
  }
  return { values: [...values], types: [...types] };
}

/** Whether the import or export whose `from` stands at `to` names types only. */
function isTypeOnly(text: string, after: number, to: number): boolean {
  const start = statementStart(text, after, to);
  if (start === undefined) return false;
  typeStatement.lastIndex = start;
  return typeStatement.test(text) || typeNames.test(text.slice(start, to));
}

function statementStart(text: string, after: number, to: number): number | undefined {
  for (let at = to; at > after; at--) {
    at = Math.max(text.lastIndexOf('import', at - 1), text.lastIndexOf('export', at - 1));
    if (at < after) return undefined;
    if (!/[\w$.]/.test(text[at - 1] ?? ' ') && !/[\w$]/.test(text[at + 6] ?? ' ')) return at;
  }
  return undefined;
}
