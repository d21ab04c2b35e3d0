/** Whether a call may leave the process, by its name alone. */
import type { LastNames } from '../catalog/names.js';
import type { ModuleModel } from '../module/model.js';
import type { CallValue, MemberValue } from '../module/value.js';
import { constructorOf } from '../resolve/members.js';
import { assignmentsTo } from '../resolve/occurrences.js';
import type { Resolver } from '../resolve/resolver.js';

/** Cheap: the last name of most callees is no method of any library. */
export function mayLeave(resolver: Resolver, { callee }: CallValue): boolean {
  const { catalog, home } = resolver;
  if (callee.kind === 'member') {
    const { property } = callee;
    if (property === undefined) return false;
    const names = namesIn(resolver);
    return names === 'any' || names.has(property) || isFieldCall(callee, home) || (isOfImport(callee) && isHandedOn(property, resolver));
  }
  if (callee.kind !== 'name') return callee.kind !== 'super' && callee.kind !== 'function' && callee.kind !== 'import-call';
  const binding = callee.scope.lookup(callee.name);
  if (binding === undefined) return catalog.isGlobal(callee.name);
  const { source } = binding;
  if (source.from === 'import') return !resolver.importsFunction(source.specifier, source.imported);
  return source.from !== 'function' && source.from !== 'class';
}

const known = new WeakMap<Resolver, LastNames | 'any'>();

/** The names that methods of clients may have in the resolver's file. */
function namesIn(resolver: Resolver): LastNames | 'any' {
  let names = known.get(resolver);
  if (names === undefined) {
    const { catalog, workspace, home } = resolver;
    names = mayCallByAnyName(home.path, resolver) ? 'any' : catalog.callNames(workspace.index.packagesAround(home.path));
    known.set(resolver, names);
  }
  return names;
}

/** `greeter.sayHello(request)`: services name their methods themselves. */
function mayCallByAnyName(path: string, { catalog, workspace }: Pick<Resolver, 'catalog' | 'workspace'>): boolean {
  return workspace.index.reaches(path, catalog.isOpenPackage) && workspace.index.filesImporting(catalog.openPackages).length > 0;
}

/** `raw.send(url)`: a module may hand on `request` under the name of another library's method, or any other. */
function isHandedOn(name: string, { catalog, workspace }: Resolver): boolean {
  return catalog.callNames(undefined).has(name) || workspace.index.exportedAs(catalog.isCallName).has(name);
}

function isOfImport({ object }: MemberValue): boolean {
  return object.kind === 'name' && object.scope.lookup(object.name)?.source.from === 'import';
}

/** `this.fetchImpl(url)`: a field that holds a function, under a name of the project's own. */
function isFieldCall({ object, property = '' }: MemberValue, module: ModuleModel): boolean {
  if (object.kind !== 'this' || object.owner === undefined) return false;
  const { fields, methods } = object.owner;
  const isParameter = constructorOf(object.owner)?.params.some(({ isProperty, name }) => isProperty && name === property) === true;
  return (
    methods.every(({ name }) => name !== property) &&
    (isParameter || fields.some(({ name }) => name === property) || assignmentsTo(module, property).length > 0)
  );
}
