/** Names of scopes: what is declared, and at the end of the file what is read and written. */
import { memberAt } from './assignments.js';
import type { Lowering } from './lowering.js';
import type { Binding, BindingSource, Scope } from './scope.js';
import type { TypeModel } from './type-model.js';
import type { Range, Value } from './value.js';

export interface Declaration {
  readonly name: string;
  readonly keyword: Binding['keyword'];
  readonly range: Range;
  readonly scope: Scope;
  readonly source: BindingSource;
  readonly type: TypeModel | undefined;
}

/** Adds a name to its scope, or to the binding that the scope has under that name. */
export function declare(l: Lowering, declaration: Declaration): void {
  const { name, keyword, range, scope, source, type } = declaration;
  const existing = scope.names.get(name);
  const merged = existing === undefined ? source : mergedSource(existing, declaration);
  if (existing !== undefined && merged === undefined) {
    if (keyword === 'var' && source.from === 'value') l.writes.push({ scope, name, value: valueAt(source.value, source.path, range) });
    return;
  }
  const binding: Binding = { name, keyword, range, scope, source: merged ?? source, type, assigned: [], reads: 0 };
  scope.names.set(name, binding);
}

/** What a second declaration of a name makes of it; undefined where the first one stays. */
function mergedSource(existing: Binding, { keyword, source }: Declaration): BindingSource | undefined {
  // Types and values have names of their own: the value is the one that code can use.
  if (keyword === 'type') {
    const isInterface = existing.source.from === 'type' && source.from === 'type';
    return isInterface ? { from: 'type', type: { kind: 'intersection', types: [existing.source.type, source.type] } } : undefined;
  }
  if (existing.keyword === 'type') return source;
  if (keyword === 'function') return source;
  return existing.keyword === 'namespace' && (keyword === 'class' || keyword === 'enum') ? source : undefined;
}

function valueAt(value: Value, path: readonly string[], range: Range): Value {
  return path.reduce((object, name) => (name === '...' ? object : memberAt(object, name, range)), value);
}

/** Nearest scope that `var` declares in. */
export function varScope(scope: Scope): Scope {
  let at = scope;
  while (at.parent !== undefined && at.kind !== 'function' && at.kind !== 'module') at = at.parent;
  return at;
}

/** Counts reads, hands out assigned values, and answers the names that no scope declares. */
export function resolveNames({ reads, writes }: Lowering): Set<string> {
  const globals = new Set<string>();
  for (const { name, scope } of reads) {
    const binding = scope.lookup(name);
    if (binding === undefined) globals.add(name);
    else binding.reads++;
  }
  for (const { name, scope, value } of writes) scope.lookup(name)?.assigned.push(value);
  return globals;
}
