/** Clients that are handed to nothing but what guards its calls of them: `new Ratelimit({ redis })`. */
import type { ModuleModel } from '../module/model.js';
import type { CallValue, Value } from '../module/value.js';
import type { Construct } from '../protections/schema.js';
import { innerOrigins } from '../resolve/made-options.js';
import { isClient, type CreationSite, type Origin } from '../resolve/origin.js';
import type { Resolver } from '../resolve/resolver.js';
import { usersOf } from '../audience/places.js';
import { keyOf, type ClientSource } from './clients.js';
import { byGiven } from './policies.js';

/** Files that use a client at most. */
const maxUsers = 12;

interface Holding {
  readonly construct: Extract<Construct, { form: 'holder' }>;
  readonly packageName: string;
  readonly call: CallValue;
  readonly module: ModuleModel;
}

export function isHeldByGuardsOnly(resolver: Resolver, site: CreationSite, source: ClientSource): boolean {
  const { workspace, protections } = resolver;
  const paths = usersOf(workspace, site.module.path);
  if (paths.length > maxUsers || ![site.module.path, ...paths].some((path) => workspace.index.imports(path, protections.isOfHolders))) return false;
  const modules = [site.module, ...paths.flatMap((path) => workspace.model(path) ?? [])];
  const isIt = (origin: Origin): boolean => isClient(origin) && keyOf(origin.creation) === keyOf(site);
  const holdings = modules.flatMap((module) => holdingsIn(source.clientsOf(module).resolver, module, isIt));
  return (
    holdings.length > 0 &&
    holdings.every((holding) => isGuarding(source.clientsOf(holding.module).resolver, holding)) &&
    modules.every((module) => !usesOtherwise(source.clientsOf(module).resolver, module, isIt)) &&
    ![...new Set(holdings.map(({ module }) => module))].some((module) => callsUnguarded(resolver, module, holdings))
  );
}

function holdingsIn(resolver: Resolver, module: ModuleModel, isIt: (origin: Origin) => boolean): readonly Holding[] {
  return module.calls
    .filter(({ isNew }) => isNew)
    .flatMap((call) =>
      resolver.origins(call.callee, module).flatMap((origin): readonly Holding[] => {
        const construct = origin.kind === 'export' ? resolver.protections.holder(origin.package, origin.path) : undefined;
        if (origin.kind !== 'export' || construct === undefined) return [];
        const { path, argument, property } = construct;
        const held = innerOrigins(resolver, { call, module, maker: { path, by: 'new', optionsAt: [argument], inner: { argument, property } } });
        return held.some(isIt) ? [{ construct, packageName: origin.package, call, module }] : [];
      }),
    );
}

function isGuarding(resolver: Resolver, { construct, packageName, call, module }: Holding): boolean {
  return byGiven(resolver, 'timeout', construct.gives, call, module, packageName)?.verdict === 'present';
}

/** Called, or handed to what may call it. */
function usesOtherwise(resolver: Resolver, module: ModuleModel, isIt: (origin: Origin) => boolean): boolean {
  const may = (value: Value): boolean => (value.kind === 'name' || value.kind === 'member') && resolver.origins(value, module).some(isIt);
  return module.calls.some(({ callee, args }) => args.some(may) || (callee.kind === 'member' && may(callee.object)));
}

/** By the names of methods, in the file that makes the holder and those that import it. */
function callsUnguarded({ workspace }: Resolver, { path, text }: ModuleModel, holdings: readonly Holding[]): boolean {
  const names = holdings.flatMap(({ construct }) => construct.unguarded.map((name) => `.${name}(`));
  const texts = [text, ...usersOf(workspace, path).map((user) => workspace.text(user) ?? '')];
  return texts.some((each) => names.some((name) => each.includes(name)));
}
