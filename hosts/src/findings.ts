/** What a host says of the fixtures, in one form for all hosts. */

export interface Suggestion {
  readonly title: string;
  /** UTF-16 offsets in the file's text, a byte order mark left out. */
  readonly range: readonly [number, number];
  readonly text: string;
}

export interface Finding {
  /** Path from the project's folder, with `/`. */
  readonly file: string;
  /** 'require-timeout'; 'fatal' for a file that the host could not lint. */
  readonly rule: string;
  /** All 1-based. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
  readonly suggestions: readonly Suggestion[];
}

/** What a host can tell of suggestions: nothing, those of a file, or those of each finding. */
export type Detail = 'no-suggestions' | 'suggestions-by-file' | 'everything';

/** The findings of each file, as lines to compare. */
export function statementsOf(findings: readonly Finding[], detail: Detail): ReadonlyMap<string, readonly string[]> {
  const byFile = new Map<string, string[]>();
  for (const finding of findings) {
    const statements = byFile.get(finding.file) ?? [];
    byFile.set(finding.file, statements);
    const { line, column, endLine, endColumn, rule, message } = finding;
    const start = `${line}:${column}`;
    statements.push(`${start}-${endLine}:${endColumn} ${rule}: ${message}`);
    if (detail === 'no-suggestions') continue;
    const owner = detail === 'everything' ? `${start} ${rule} ` : '';
    statements.push(...finding.suggestions.map(({ title, range, text }) => `${owner}suggests '${title}': ${range.join('-')} becomes ${JSON.stringify(text)}`));
  }
  return byFile;
}

export interface Difference {
  readonly host: string;
  readonly file: string;
  /** What the reference says and the host does not. */
  readonly missing: readonly string[];
  /** What the host says and the reference does not. */
  readonly unexpected: readonly string[];
}

export function differencesOf(host: string, found: readonly Finding[], reference: readonly Finding[], detail: Detail): readonly Difference[] {
  const [here, there] = [statementsOf(found, detail), statementsOf(reference, detail)];
  return [...new Set([...here.keys(), ...there.keys()])]
    .sort()
    .map((file) => ({ host, file, missing: without(there.get(file), here.get(file)), unexpected: without(here.get(file), there.get(file)) }))
    .filter(({ missing, unexpected }) => missing.length + unexpected.length > 0);
}

/** Repeats count. */
function without(statements: readonly string[] = [], others: readonly string[] = []): readonly string[] {
  const left = [...others];
  return statements.filter((statement) => {
    const index = left.indexOf(statement);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

/** `// expect require-timeout: why` stands on the line above a finding; two rules are parted by a comma. */
export function expectedIn(text: string): readonly string[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const rules = /(?:\/\/|\/\*) expect ([\w, -]+):/.exec(line)?.[1] ?? '';
    return rules.split(',').filter((rule) => rule !== '').map((rule) => `${index + 2} ${rule.trim()}`);
  });
}
