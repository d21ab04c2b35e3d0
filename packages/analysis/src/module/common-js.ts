/** CommonJS: `require('x')`, `module.exports = …`, `exports.a = …`. */
import type { TSESTree } from '@typescript-eslint/types';
import { keyName, identifierRange, literalName } from './keys.js';
import type { Lowering } from './lowering.js';
import type { ImportedName } from './model.js';
import { declare } from './names.js';
import { declareNames, declareProperty, type Declaring } from './patterns.js';
import { rangeOf, startOf } from './positions.js';
import type { BindingSource } from './scope.js';
import type { ImportCallValue, MemberValue, NameValue, Value } from './value.js';

/** `require('x')` answers the module's exports, as `import('x')` does without the promise. Undefined for other calls. */
export function lowerRequire(l: Lowering, node: TSESTree.CallExpression): Value | undefined {
  if (node.callee.type !== 'Identifier' || node.callee.name !== 'require' || node.arguments.length !== 1) return undefined;
  const [argument] = node.arguments;
  const specifier = argument === undefined ? undefined : literalName(argument);
  if (specifier === undefined || l.shadowedRequires.has(startOf(node))) return undefined;
  const value: ImportCallValue = { kind: 'import-call', range: rangeOf(node), parent: undefined, use: 'other', asserted: undefined, specifier };
  l.requires.set(value, l.scope);
  return value;
}

/** A module's exports, or one of them: `require('x')`, `require('x').a`. */
interface Required {
  readonly specifier: string;
  readonly imported: string;
}

function requiredBy(l: Lowering, value: Value): Required | undefined {
  if (value.kind === 'import-call') return value.specifier !== undefined && l.requires.has(value) ? { specifier: value.specifier, imported: '*' } : undefined;
  if (value.kind !== 'member' || value.property === undefined) return undefined;
  const whole = requiredBy(l, value.object);
  return whole?.imported === '*' ? { specifier: whole.specifier, imported: value.property } : undefined;
}

/** What a declaration by `require` binds. */
export interface RequiredNames {
  readonly specifier: string;
  readonly names: readonly ImportedName[];
}

/** `const { a: b } = require('x')` binds as an import does. Undefined where the initialiser is no `require`. */
export function declareRequired(l: Lowering, node: TSESTree.VariableDeclarator, value: Value, declaring: Declaring): RequiredNames | undefined {
  const required = requiredBy(l, value);
  if (required === undefined) return undefined;
  const { id } = node;
  const names: ImportedName[] = [];
  if (id.type === 'Identifier') declareImported(l, id, required, declaring, names, id);
  else if (id.type === 'ObjectPattern' && required.imported === '*') {
    for (const property of id.properties) {
      const name = property.type === 'RestElement' ? '*' : keyName(property);
      const target = property.type === 'RestElement' ? property.argument : property.value;
      if (name === undefined || target.type !== 'Identifier') declareProperty(l, property, declaring, [], undefined);
      else declareImported(l, target, { specifier: required.specifier, imported: name }, declaring, names, property);
    }
  } else declareNames(l, id, declaring, [], undefined);
  return { specifier: required.specifier, names };
}

function declareImported(l: Lowering, id: TSESTree.Identifier, required: Required, declaring: Declaring, names: ImportedName[], holder: TSESTree.Node): void {
  const { specifier, imported } = required;
  const range = identifierRange(l, id, undefined);
  const type = id === holder ? declaring.annotation : undefined;
  const source: BindingSource = { from: 'import', specifier, imported, typeOnly: false };
  declare(l, { name: id.name, keyword: declaring.keyword, range, scope: declaring.scope, source, type });
  names.push({ local: id.name, imported, typeOnly: false, range: id === holder ? range : rangeOf(holder) });
}

/** Notes `module.exports = …`, `module.exports.a = …` and `exports.a = …`. */
export function exportByAssignment(l: Lowering, target: MemberValue, value: Value): void {
  const { object, property } = target;
  if (property === undefined || isVoid(value)) return;
  if (object.kind === 'name' && object.name === 'module' && property === 'exports') {
    const isAlias = value.kind === 'name' && value.name === 'exports';
    if (!isAlias) l.commonJsExports.push({ root: object, item: { kind: 'module', value } });
    return;
  }
  const root = exportsRoot(object);
  if (root !== undefined) l.commonJsExports.push({ root, item: { kind: 'local', name: property, value, typeOnly: false } });
}

/** The name by which `exports` or `module.exports` is reached. */
function exportsRoot(value: Value): NameValue | undefined {
  if (value.kind === 'name') return value.name === 'exports' ? value : undefined;
  if (value.kind !== 'member' || value.property !== 'exports') return undefined;
  const { object } = value;
  return object.kind === 'name' && object.name === 'module' ? object : undefined;
}

/** Compilers announce exports with `exports.a = exports.b = void 0`. */
function isVoid(value: Value): boolean {
  if (value.kind === 'assign') return isVoid(value.value);
  return value.kind === 'operation' && value.operator === 'void';
}
