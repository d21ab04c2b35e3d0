import type { ImportModel, ModuleModel } from '../module/model.js';
import { layoutOf } from './layout.js';
import { afterTrailingComments, isTrivia, tokenStartAfter } from './trivia.js';

export interface ImportPlace {
  readonly at: number;
  /** Text around the new statement. */
  readonly before: string;
  readonly after: string;
}

/** Where a new import goes: beside the imports at the top of the file, packages before files; else below its head. */
export function importPlaceOf(module: ModuleModel, specifier: string): ImportPlace {
  const { newline } = layoutOf(module);
  const block = importBlock(module);
  const neighbour = specifier.startsWith('.')
    ? block.at(-1)
    : (block.findLast((declaration) => !declaration.specifier.startsWith('.')) ?? block.at(-1));
  if (neighbour === undefined) return { at: endOfHead(module), before: '', after: newline + newline };
  return { at: afterTrailingComments(module, endOfStatement(module, neighbour)), before: newline, after: '' };
}

/** The first run of imports with no other code between them. */
function importBlock(module: ModuleModel): readonly ImportModel[] {
  const block: ImportModel[] = [];
  for (const declaration of module.imports) {
    const previous = block.at(-1);
    if (!endsLine(module, declaration)) break;
    if (previous !== undefined && !isTrivia(module, endOfStatement(module, previous), declaration.range[0])) break;
    block.push(declaration);
  }
  return block;
}

/** `const a = require('a'), b = …` goes on after the import. */
function endsLine(module: ModuleModel, declaration: ImportModel): boolean {
  const end = endOfStatement(module, declaration);
  const next = tokenStartAfter(module, end);
  return module.text[end - 1] === ';' || next >= module.text.length || module.text.slice(end, next).includes('\n');
}

function endOfStatement(module: ModuleModel, declaration: ImportModel): number {
  const end = declaration.range[1];
  const next = tokenStartAfter(module, end);
  return module.text[next] === ';' ? next + 1 : end;
}

/** Below the shebang, the licence, file-wide comments and directives; above what the first comment of the code describes. */
function endOfHead(module: ModuleModel): number {
  const { text } = module;
  let at = text.startsWith('#!') ? nextLine(text, 0) : text.startsWith('\uFEFF') ? 1 : 0;
  let directives = module.directives.length;
  for (;;) {
    at = skipSpace(text, at);
    const comment = module.comments.find((range) => range[0] === at);
    const directive = directives > 0 ? /^(?:'[^'\n]*'|"[^"\n]*")[ \t]*;?/.exec(text.slice(at)) : null;
    if (comment !== undefined && (directives > 0 || isOfFile(text, comment))) at = comment[1];
    else if (directive !== null) {
      at += directive[0].length;
      directives--;
    } else return at;
  }
}

function isOfFile(text: string, [start, end]: readonly [number, number]): boolean {
  const isApart = /^[ \t]*\r?\n[ \t]*\r?\n/.test(text.slice(end));
  return isApart || /licen[cs]e|copyright|SPDX|@ts-|@flow|eslint-|@file|<reference/i.test(text.slice(start, end));
}

function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

function skipSpace(text: string, offset: number): number {
  return offset + (/^\s*/.exec(text.slice(offset))?.[0].length ?? 0);
}
