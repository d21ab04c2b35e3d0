/** Which clients a file makes, and which files may make one that is known by its type only. */
import { isClient, type ClientOrigin } from '../resolve/origin.js';
import { clientGivenBy } from '../resolve/given.js';
import { clientOfSubclass } from '../resolve/members.js';
import type { Resolver } from '../resolve/resolver.js';
import type { ModuleModel } from '../module/model.js';
import type { CallValue, Value } from '../module/value.js';
import type { Workspace } from '../workspace/workspace.js';
import { audienceByPlace, isTestPath } from '../audience/places.js';
import { isUnreached } from './unreached-branches.js';

/** Files looked into at most for one client. */
const maxFiles = 16;

/** Every client that the resolver's own file makes where a server in use comes, in source order. */
export function creationsIn(resolver: Resolver): readonly ClientOrigin[] {
  const { home } = resolver;
  const made = home.calls.flatMap((call) => (mayMake(resolver, call) && !isUnreached(resolver, call, home) ? madeBy(resolver, call, home) : []));
  const extended = home.classes.flatMap((cls) => {
    const client = cls.extends === undefined ? undefined : clientOfSubclass(resolver, { cls, module: home, made: undefined });
    return client?.creation?.module === home ? [client] : [];
  });
  const given = home.calls.flatMap((call) => clientGivenBy(resolver, call, home) ?? []);
  return onceEach([...made, ...extended, ...given].filter(({ creation }) => creation?.maker.configured === undefined));
}

/** Subclasses of a subclass are all configured by the `super(…)` of the first. */
function onceEach(origins: readonly ClientOrigin[]): readonly ClientOrigin[] {
  return [...new Map(origins.map((origin) => [origin.creation?.call ?? origin.creation?.cls, origin])).values()];
}

function madeBy(resolver: Resolver, call: CallValue, module: ModuleModel): readonly ClientOrigin[] {
  return resolver.called(call, module).flatMap((origin): readonly ClientOrigin[] => {
    // `new CountingRedis(options)` of a class without a constructor of its own.
    const client = isClient(origin) ? origin : origin.kind === 'instance' && call.isNew ? clientOfSubclass(resolver, origin) : undefined;
    return client?.creation?.call === call && client.creation.module === module ? [client] : [];
  });
}

/** Cheap: most calls make nothing, and resolving them would read other files. */
function mayMake(resolver: Resolver, call: CallValue): boolean {
  const { callee } = call;
  if (callee.kind === 'member') {
    return (
      callee.property !== undefined &&
      (resolver.catalog.mayMake(callee.property) ||
        (call.isNew && resolver.workspace.index.imports(resolver.home.path, resolver.catalog.isOpenPackage)))
    );
  }
  if (callee.kind !== 'name') return false;
  const source = callee.scope.lookup(callee.name)?.source;
  if (source === undefined) return false;
  if (source.from === 'import') {
    return (
      resolver.catalog.mayMake(source.imported) ||
      resolver.catalog.isKnownPackage(source.specifier) ||
      (call.isNew && mayExportSubclass(resolver, source.specifier))
    );
  }
  if (source.from === 'value' && loadsKnownPackage(resolver, source.value)) return true;
  return call.isNew ? source.from !== 'function' : resolver.catalog.mayMake(callee.name);
}

/** `const { default: postgres } = await import('postgres')`. */
function loadsKnownPackage({ catalog }: Resolver, value: Value): boolean {
  const loaded = value.kind === 'await' ? value.value : value;
  return loaded.kind === 'import-call' && loaded.specifier !== undefined && catalog.isKnownPackage(loaded.specifier);
}

/** A subclass of a library's class stands in a file that imports the library; barrels only pass it on. */
function mayExportSubclass({ workspace, home, catalog }: Resolver, specifier: string): boolean {
  const resolution = workspace.resolve(specifier, home.path);
  return (
    resolution.kind === 'file' && (/\/index\.[cm]?[jt]sx?$/.test(resolution.path) || workspace.index.imports(resolution.path, catalog.isCatalogued))
  );
}

/** Files of the same package, or of one that it depends on, that may make such a client. */
export function filesThatMayMake(workspace: Workspace, origin: ClientOrigin, user: ModuleModel): readonly string[] {
  const here = workspace.manifest(user.path);
  return workspace.index
    .filesImporting(origin.library.packages.length > 0 ? origin.library.packages : [origin.packageName])
    .filter((file) => {
      if (isTestPath(workspace, file)) return false;
      const other = workspace.manifest(file);
      if (other === undefined || other.folder === here?.folder) return true;
      return other.name !== undefined && here?.dependencies.has(other.name) === true;
    })
    .slice(0, maxFiles);
}

/** What a file makes itself is what its classes are given; what serves people comes from no seed or script. */
export function likeliest(workspace: Workspace, creations: readonly ClientOrigin[], user: ModuleModel): readonly ClientOrigin[] {
  const own = creations.filter(({ creation }) => creation?.module.path === user.path);
  if (own.length > 0) return own;
  const serving = creations.filter(({ creation }) => creation !== undefined && audienceByPlace(workspace, creation.module.path) === undefined);
  return serving.length > 0 && audienceByPlace(workspace, user.path) === undefined ? serving : creations;
}
