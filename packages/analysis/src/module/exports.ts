/** `export` declarations, `export default` and `export =`. */
import type { TSESTree } from '@typescript-eslint/types';
import { lowerClass } from './classes.js';
import { lowerFunctionDeclaration, lowerVariables } from './declarations.js';
import { lowerName, lowerRoot } from './expressions.js';
import { asValue, lowerFunction } from './functions.js';
import { lowerImportEquals, moduleName } from './imports.js';
import { isSet, optional, type Lowering } from './lowering.js';
import { namesOf } from './patterns.js';
import { rangeOf } from './positions.js';
import { lowerStatement } from './statements.js';
import type { Value } from './value.js';

export function lowerNamedExport(l: Lowering, node: TSESTree.ExportNamedDeclaration): void {
  l.isEsm = true;
  const isType = node.exportKind === 'type';
  const declaration = optional(node.declaration);
  const source = optional(node.source);
  if (declaration !== undefined) exportDeclaration(l, declaration, isType);
  for (const specifier of node.specifiers) {
    const name = moduleName(specifier.exported);
    const local = moduleName(specifier.local);
    const typeOnly = isType || specifier.exportKind === 'type';
    if (source !== undefined) l.exports.push({ kind: 'forward', name, imported: local, specifier: source.value, typeOnly });
    else {
      if (!typeOnly) lowerName(l, local, rangeOf(specifier.local));
      exportBinding(l, name, local, typeOnly);
    }
  }
}

function exportDeclaration(l: Lowering, node: TSESTree.NamedExportDeclarations, isType: boolean): void {
  switch (node.type) {
    case 'VariableDeclaration':
      lowerVariables(l, node, true);
      for (const { id } of node.declarations) for (const name of namesOf(id)) exportBinding(l, name, name, false);
      break;
    case 'TSImportEqualsDeclaration':
      lowerImportEquals(l, node, true);
      exportBinding(l, node.id.name, node.id.name, isType);
      break;
    default: {
      lowerStatement(l, node);
      // Parsers call `export declare` type-only, although what it declares is a value.
      const isAmbient = 'declare' in node && isSet(node.declare);
      const typeOnly = node.type === 'TSInterfaceDeclaration' || node.type === 'TSTypeAliasDeclaration' || (isType && !isAmbient);
      const names = 'id' in node && node.id !== null ? namesOf(node.id) : [];
      for (const name of names) exportBinding(l, name, name, typeOnly);
    }
  }
}

function exportBinding(l: Lowering, name: string, local: string, typeOnly: boolean): void {
  l.exports.push({ kind: 'binding', name, local, typeOnly });
}

export function lowerExportAll(l: Lowering, node: TSESTree.ExportAllDeclaration): void {
  l.isEsm = true;
  const specifier = node.source.value;
  const exported = optional(node.exported);
  if (exported === undefined) l.exports.push({ kind: 'all', specifier });
  else l.exports.push({ kind: 'forward', name: moduleName(exported), imported: '*', specifier, typeOnly: node.exportKind === 'type' });
}

export function lowerDefaultExport(l: Lowering, { declaration }: TSESTree.ExportDefaultDeclaration): void {
  l.isEsm = true;
  switch (declaration.type) {
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
      if (declaration.id === null) {
        const fn = lowerFunction(l, declaration, { form: 'declaration', name: undefined, cls: undefined, owner: undefined, decorators: [] });
        exportDefault(l, asValue(fn));
      } else {
        lowerFunctionDeclaration(l, declaration);
        exportBinding(l, 'default', declaration.id.name, false);
      }
      break;
    case 'ClassDeclaration':
      if (declaration.id === null) {
        const cls = lowerClass(l, declaration, undefined);
        exportDefault(l, { kind: 'class', range: rangeOf(declaration), parent: undefined, use: 'export', asserted: undefined, cls });
      } else {
        lowerStatement(l, declaration);
        exportBinding(l, 'default', declaration.id.name, false);
      }
      break;
    case 'TSInterfaceDeclaration':
      lowerStatement(l, declaration);
      exportBinding(l, 'default', declaration.id.name, true);
      break;
    default:
      exportDefault(l, lowerRoot(l, declaration, 'export'));
  }
}

function exportDefault(l: Lowering, value: Value): void {
  value.use = 'export';
  l.exports.push({ kind: 'local', name: 'default', value, typeOnly: false });
}

/** `export = value`. */
export function lowerExportAssignment(l: Lowering, node: TSESTree.TSExportAssignment): void {
  l.isEsm = true;
  l.exports.push({ kind: 'module', value: lowerRoot(l, node.expression, 'export') });
}
