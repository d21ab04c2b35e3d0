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

/** A text's tree, and where syntax errors leave nothing of it, the first of them. */
export type ParsedProgram =
  | { readonly kind: 'parsed'; readonly program: ParseResult['program']; readonly comments: ParseResult['comments'] }
  | { readonly kind: 'broken'; readonly message: string; readonly at: number };

/**
 * Parses a file of any of these extensions: .ts .mts .cts .tsx .js .mjs .cjs .jsx.
 * Errors that leave the whole tree (a `const` without a value) break nothing: other parsers let most of them pass.
 */
export function parseProgram(path: string, text: string): ParsedProgram {
  if (lastBroken?.path === path && lastBroken.text === text) return lastBroken.parsed;
  const parsed = readProgram(path, text);
  lastBroken = parsed.kind === 'broken' ? { path, text, parsed } : undefined;
  return parsed;
}

/** While a file is being typed, those that ask for its tree one after the other hear of the same error. A tree is not kept: it is large. */
let lastBroken: { readonly path: string; readonly text: string; readonly parsed: ParsedProgram } | undefined;

function readProgram(path: string, text: string): ParsedProgram {
  let partial: ParsedProgram | undefined;
  let broken: ParsedProgram | undefined;
  for (const result of readingsOf(path, text)) {
    const { comments, errors } = result;
    const [error] = errors;
    if (error !== undefined && partial !== undefined) continue;
    const program = programOf(result);
    if (program !== undefined && error === undefined) return { kind: 'parsed', program, comments };
    if (program !== undefined && program.body.length > 0) partial = { kind: 'parsed', program, comments };
    broken ??= { kind: 'broken', message: error?.message ?? 'the tree of oxc is not readable', at: error?.labels[0]?.start ?? 0 };
  }
  return partial ?? broken ?? { kind: 'broken', message: 'no parser takes files of this extension', at: 0 };
}

/**
 * Parses and lowers a file of these extensions. Answers undefined where syntax errors leave nothing of it.
 * @param format How Node would load the file, where its syntax does not say.
 */
export function parseModule(path: string, text: string, format?: ModuleModel['format']): ModuleModel | undefined {
  const parsed = parseProgram(path, text);
  return parsed.kind === 'broken' ? undefined : lowerModule(parsed.program, { path, text, comments: parsed.comments, format });
}

/** By what the file may be, the likeliest first. */
function* readingsOf(path: string, text: string): Iterable<ParseResult> {
  for (const lang of langsOf(path)) {
    for (const sourceType of sourceTypesOf(path)) {
      const result = parseSync(path, text, { lang, sourceType, astType: 'ts', preserveParens: false });
      yield result;
      // It was read as a module, and is nothing else.
      if (result.module.hasModuleSyntax) break;
    }
  }
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
