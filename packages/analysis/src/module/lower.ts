/** ESTree -> module model: one walk over the tree, then the names. */
import type { TSESTree } from '@typescript-eslint/types';
import { completeModel } from './completion.js';
import { lowerVariables } from './declarations.js';
import { lowerDefaultExport, lowerExportAll, lowerExportAssignment, lowerNamedExport } from './exports.js';
import { lowerImport, lowerImportEquals } from './imports.js';
import { Lowering, optional } from './lowering.js';
import type { ModuleModel } from './model.js';
import { rangeOf, startOf } from './positions.js';
import type { Binding } from './scope.js';
import type { ModuleSource } from './source.js';
import { isOverload, lowerExpressionStatement, lowerStatement } from './statements.js';

export type { ModuleSource };

const none: ReadonlySet<number> = new Set();

/**
 * Lowers a tree of typescript-eslint, espree, @babel/eslint-parser or oxc; all of its nodes need a `range`, or `start` and `end`.
 * @throws TypeError if it is no ESTree `Program`.
 */
export function lowerModule(program: object, source: ModuleSource): ModuleModel {
  if (!isProgram(program)) throw new TypeError(`Cannot lower ${source.path}: expected an ESTree Program with a body, received ${describe(program)}`);
  try {
    const lowering = lowerProgram(program, source.text, none);
    const shadowed = shadowedRequires(lowering);
    // Only the whole file says which names it declares; a local `require` is too rare to look for first.
    return completeModel(shadowed.size === 0 ? lowering : lowerProgram(program, source.text, shadowed), source);
  } catch (error) {
    // Nested deeper than the stack reaches: no code that people write, and nothing is said of it.
    if (error instanceof RangeError) return completeModel(new Lowering(source.text, none), source);
    throw error;
  }
}

function isProgram(node: object): node is TSESTree.Program {
  return 'type' in node && node.type === 'Program' && 'body' in node && Array.isArray(node.body);
}

function describe(value: object): string {
  return 'type' in value ? String(value.type) : 'an object without a type';
}

function lowerProgram(program: TSESTree.Program, text: string, shadowed: ReadonlySet<number>): Lowering {
  const l = new Lowering(text, shadowed);
  const { body } = program;
  lowerDirectives(l, body);
  let index = 0;
  for (const node of body) if (!isOverload(node, body[++index])) lowerTopLevel(l, node);
  return l;
}

/** `'use client'` and the like: string statements before all others. */
function lowerDirectives(l: Lowering, body: readonly TSESTree.ProgramStatement[]): void {
  for (const node of body) {
    const directive = node.type === 'ExpressionStatement' ? optional(node.directive) : undefined;
    if (directive === undefined) return;
    l.directives.push(directive);
  }
}

/** What only the top of a module has, or what means an import or export there. */
function lowerTopLevel(l: Lowering, node: TSESTree.ProgramStatement): void {
  switch (node.type) {
    case 'ImportDeclaration':
      lowerImport(l, node);
      break;
    case 'TSImportEqualsDeclaration':
      lowerImportEquals(l, node, true);
      break;
    case 'ExportNamedDeclaration':
      lowerNamedExport(l, node);
      break;
    case 'ExportDefaultDeclaration':
      lowerDefaultExport(l, node);
      break;
    case 'ExportAllDeclaration':
      lowerExportAll(l, node);
      break;
    case 'TSExportAssignment':
      lowerExportAssignment(l, node);
      break;
    case 'VariableDeclaration':
      lowerVariables(l, node, true);
      break;
    case 'ExpressionStatement': {
      const value = lowerExpressionStatement(l, node.expression);
      const isRequire = value.kind === 'import-call' && value.specifier !== undefined && l.requires.has(value);
      if (isRequire) l.imports.push({ specifier: value.specifier, range: rangeOf(node), typeOnly: false, form: 'require', names: [] });
      break;
    }
    default:
      lowerStatement(l, node);
  }
}

function shadowedRequires({ requires }: Lowering): ReadonlySet<number> {
  const starts = new Set<number>();
  for (const [value, scope] of requires) {
    const binding = scope.lookup('require');
    if (binding !== undefined && !isLoader(binding)) starts.add(startOf(value));
  }
  return starts;
}

/** `declare const require`, and `const require = createRequire(import.meta.url)`. */
function isLoader({ source }: Binding): boolean {
  if (source.from === 'nothing') return true;
  if (source.from !== 'value' || source.value.kind !== 'call') return false;
  const { callee } = source.value;
  return (callee.kind === 'name' && callee.name === 'createRequire') || (callee.kind === 'member' && callee.property === 'createRequire');
}
