/** Files that the host has not parsed. */
import { parseSync, type ParseResult, type ParserOptions } from 'oxc-parser';
import { lowerModule } from './lower.js';
import type { ModuleModel } from './model.js';

type Lang = NonNullable<ParserOptions['lang']>;

/** What a text may be, by its file's extension: `.js` holds JSX or Flow's types in some projects. */
function langsOf(path: string): readonly Lang[] {
  if (/\.d\.[cm]?ts$/.test(path)) return ['dts'];
  if (/\.[cm]?ts$/.test(path)) return ['ts'];
  if (path.endsWith('.tsx')) return ['tsx'];
  return ['js', 'jsx', 'tsx'];
}

/**
 * Parses and lowers a file of any of these extensions: .ts .mts .cts .tsx .js .mjs .cjs .jsx.
 * Answers undefined where syntax errors leave nothing of it.
 * @param format How Node would load the file, where its syntax does not say.
 */
export function parseModule(path: string, text: string, format?: ModuleModel['format']): ModuleModel | undefined {
  let partial: ModuleModel | undefined;
  for (const lang of langsOf(path)) {
    for (const sourceType of sourceTypesOf(path)) {
      const result = parseSync(path, text, { lang, sourceType, astType: 'ts', preserveParens: false });
      const { comments, errors } = result;
      const program = programOf(result);
      if (program === undefined) continue;
      if (errors.length === 0) return lowerModule(program, { path, text, comments, format });
      if (program.body.length > 0) partial ??= lowerModule(program, { path, text, comments, format });
    }
  }
  return partial;
}

/** The tree is read when it is asked for, from JSON, which oxc writes wrongly where an escape stands in a name that can have none. */
function programOf(result: ParseResult): ParseResult['program'] | undefined {
  try {
    return result.program;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Scripts and modules differ in what they may say (`with`, top-level `return`, top-level `await`). */
function sourceTypesOf(path: string): readonly NonNullable<ParserOptions['sourceType']>[] {
  return /\.c[jt]s$/.test(path) ? ['commonjs'] : ['unambiguous', 'module', 'commonjs'];
}
