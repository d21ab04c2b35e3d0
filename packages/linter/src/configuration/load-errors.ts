/** What ESLint and Node say when a configuration can't be used, told apart and put into one line. */
import { readFileSync } from 'node:fs';
import { parseProgram } from '@failsoft/analysis';
import { isRecord } from './record.js';

const unresolvedCodes = new Set(['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND', 'ERR_PACKAGE_PATH_NOT_EXPORTED', 'ERR_PACKAGE_IMPORT_NOT_DEFINED']);
const unresolvedTexts = [/^Cannot find (module|package) /, /does not provide an export named/, /^The 'jiti' library is required/];

/** The configuration imports what is not installed here: nothing is wrong with what it says. */
export function isUnresolvedImport(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return unresolvedCodes.has(codeOf(error)) || unresolvedTexts.some((text) => text.test(error.message));
}

/** 'Cannot find package 'x'': without import stacks and absolute paths of importers. */
export function unresolvedImportText(error: unknown): string {
  return firstLine(messageOf(error)).replace(/ imported from .*$/, '');
}

/** The whole message in one line. */
export function configurationErrorText(error: unknown): string {
  const text = messageOf(error).replace(/\s+/g, ' ').trim();
  return error instanceof SyntaxError ? `syntax error: ${text}` : text;
}

/** 1-based line of a configuration's syntax error, which Node does not tell of modules; undefined if it stands in another file. */
export function syntaxErrorLine(configFile: string, error: unknown): number | undefined {
  if (!(error instanceof SyntaxError)) return undefined;
  const text = textOf(configFile);
  const parsed = text === undefined ? undefined : parseProgram(configFile, text);
  return parsed?.kind === 'broken' ? text?.slice(0, parsed.at).split('\n').length : undefined;
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

function codeOf(error: Error): string {
  return isRecord(error) && typeof error['code'] === 'string' ? error['code'] : '';
}
