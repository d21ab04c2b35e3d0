import type { ModuleModel } from '../module/model.js';
import type { TypeModel } from '../module/type-model.js';
import type { Origin } from './origin.js';
import { distinct, follow } from './origins.js';
import type { Resolver } from './resolver.js';

/** Types that stand for what they hold. */
const transparent = new Set(['Promise', 'Awaited', 'Readonly', 'Partial', 'Required', 'NonNullable', 'PromiseLike', 'Omit', 'Pick']);

/** What a value of this type may be: a client whose creation is elsewhere, an instance of a local class, a shape. */
export function originsOfType(resolver: Resolver, type: TypeModel, module: ModuleModel): readonly Origin[] {
  switch (type.kind) {
    case 'reference':
      return originsOfReference(resolver, type, module);
    case 'union':
    case 'intersection':
      return distinct(type.types.flatMap((member) => resolver.type(member, module)));
    case 'object':
      return [{ kind: 'shape', type, module }];
    case 'function':
    case 'array':
    case 'keyword':
    case 'other':
      return [];
  }
}

type Reference = Extract<TypeModel, { kind: 'reference' }>;

function originsOfReference(resolver: Resolver, type: Reference, module: ModuleModel): readonly Origin[] {
  const [first, ...rest] = type.path;
  if (first === undefined) return [];
  const [argument] = type.typeArguments;
  // What has the type of a function need not be it: `fetch: typeof globalThis.fetch` may be one with a deadline.
  if (type.isTypeof) return typeofOrigins(resolver, type, module).filter(({ kind }) => kind !== 'global' && kind !== 'export');
  const binding = module.scope.lookup(first);
  if (binding === undefined) return argument === undefined ? [] : originsOfBuiltin(resolver, first, argument, module);
  if (binding.source.from === 'type') return resolver.type(binding.source.type, module);
  const named = follow(resolver, resolver.binding(binding, module), rest);
  return distinct(named.flatMap((origin) => valuesOf(resolver, origin)));
}

/** `typeof name`: what the name stands for. */
function typeofOrigins(resolver: Resolver, { path }: Reference, module: ModuleModel): readonly Origin[] {
  const [first, ...rest] = path;
  return first === undefined ? [] : follow(resolver, resolver.named(first, module.scope, module), rest);
}

function originsOfBuiltin(resolver: Resolver, name: string, argument: TypeModel, module: ModuleModel): readonly Origin[] {
  if (transparent.has(name)) return resolver.type(argument, module);
  const named = argument.kind === 'reference' && argument.isTypeof ? typeofOrigins(resolver, argument, module) : resolver.type(argument, module);
  if (name === 'ReturnType') {
    return named.flatMap((origin) => {
      if (origin.kind === 'function') return resolver.returned(origin.fn, origin.module);
      return origin.kind === 'export' ? typedByMaker(resolver, origin.package, origin.path, 'call') : [];
    });
  }
  if (name === 'InstanceType') return named.flatMap((origin) => valuesOf(resolver, origin));
  return [];
}

/** The values that a named class, type or constructor stands for when it is used as a type. */
function valuesOf(resolver: Resolver, origin: Origin): readonly Origin[] {
  switch (origin.kind) {
    case 'class':
      return [resolver.instance(origin.cls, origin.module)];
    case 'export': {
      const name = origin.path.at(-1) ?? '';
      const typed = resolver.catalog.typed(origin.package, name);
      if (typed === undefined) return typedByMaker(resolver, origin.package, origin.path, 'new');
      return [{ kind: 'client', ...typed, packageName: origin.package, exportName: name, creation: undefined, members: [] }];
    }
    case 'type':
      return resolver.type(origin.type, origin.module);
    case 'shape':
    case 'instance':
      return [origin];
    default:
      return [];
  }
}

function typedByMaker(resolver: Resolver, packageName: string, path: readonly string[], by: 'new' | 'call'): readonly Origin[] {
  const made = resolver.catalog.maker(packageName, path, by);
  if (made === undefined) return [];
  const { library, client } = made;
  return [{ kind: 'client', library, client, packageName, exportName: path.at(-1) ?? client.name, creation: undefined, members: [] }];
}
