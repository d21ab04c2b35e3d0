/** `import` declarations. */
import type { TSESTree } from '@typescript-eslint/types';
import { lowerName } from './expressions.js';
import { literalName } from './keys.js';
import type { Lowering } from './lowering.js';
import type { ImportedName } from './model.js';
import { declare } from './names.js';
import { wholePath } from './patterns.js';
import { rangeOf } from './positions.js';
import type { BindingSource } from './scope.js';
import type { Value } from './value.js';

export function lowerImport(l: Lowering, node: TSESTree.ImportDeclaration): void {
  l.isEsm = true;
  const names = declareImports(l, node);
  l.imports.push({ specifier: node.source.value, range: rangeOf(node), typeOnly: isType(node.importKind), form: 'import', names });
}

/** Declares the names of an import in the scope where it stands: ambient modules have imports of their own. */
export function declareImports(l: Lowering, node: TSESTree.ImportDeclaration): readonly ImportedName[] {
  return node.specifiers.map((specifier) => {
    const typeOnly = isType(node.importKind) || (specifier.type === 'ImportSpecifier' && isType(specifier.importKind));
    const imported = importedName(specifier);
    declareImport(l, specifier.local, { specifier: node.source.value, imported, typeOnly });
    return { local: specifier.local.name, imported, typeOnly, range: rangeOf(specifier) };
  });
}

function importedName(specifier: TSESTree.ImportClause): string {
  switch (specifier.type) {
    case 'ImportSpecifier':
      return moduleName(specifier.imported);
    case 'ImportDefaultSpecifier':
      return 'default';
    default:
      return '*';
  }
}

/** `a` or `'a-b'`, as the other module calls it. */
export function moduleName(node: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return node.type === 'Identifier' ? node.name : node.value;
}

/** `import x = require('x')`; `import X = A.B` names a value. */
export function lowerImportEquals(l: Lowering, node: TSESTree.TSImportEqualsDeclaration, isTop: boolean): void {
  const { moduleReference, id } = node;
  if (moduleReference.type === 'TSExternalModuleReference') {
    const specifier = literalName(moduleReference.expression);
    if (specifier === undefined) return;
    const typeOnly = isType(node.importKind);
    l.isEsm = true;
    declareImport(l, id, { specifier, imported: '*', typeOnly });
    if (isTop) {
      const names = [{ local: id.name, imported: '*', typeOnly, range: rangeOf(id) }];
      l.imports.push({ specifier, range: rangeOf(node), typeOnly, form: 'import', names });
    }
    return;
  }
  const value = lowerEntity(l, moduleReference);
  value.use = 'initialiser';
  const source: BindingSource = { from: 'value', value, path: wholePath, fallback: undefined };
  declare(l, { name: id.name, keyword: 'const', range: rangeOf(id), scope: l.scope, source, type: undefined });
}

function lowerEntity(l: Lowering, node: TSESTree.EntityName): Value {
  if (node.type !== 'TSQualifiedName') return lowerName(l, node.type === 'Identifier' ? node.name : 'this', rangeOf(node));
  const object = lowerEntity(l, node.left);
  const value: Value = {
    kind: 'member',
    range: rangeOf(node),
    parent: undefined,
    use: 'other',
    asserted: undefined,
    object,
    property: node.right.name,
    propertyRange: rangeOf(node.right),
    computed: undefined,
    optional: false,
  };
  object.parent = value;
  return value;
}

interface Imported {
  readonly specifier: string;
  readonly imported: string;
  readonly typeOnly: boolean;
}

function declareImport(l: Lowering, id: TSESTree.Identifier, imported: Imported): void {
  declare(l, { name: id.name, keyword: 'import', range: rangeOf(id), scope: l.scope, source: { from: 'import', ...imported }, type: undefined });
}

/** Flow has `import typeof` too. */
function isType(kind: string | undefined): boolean {
  return kind === 'type' || kind === 'typeof';
}
