/** Creations of a client that is known by its type or an injection only: those that its package can reach. */
import type { ModuleModel } from '../module/model.js';
import { isClient, type ClientOrigin } from '../resolve/origin.js';
import { clientOfSubclass } from '../resolve/members.js';
import type { Resolver } from '../resolve/resolver.js';
import { isTestPath } from './audience.js';

/** Files looked into at most for one client. */
const maxFiles = 12;

export function creationsElsewhere(resolver: Resolver, origin: ClientOrigin): readonly ClientOrigin[] {
  const { workspace, home } = resolver;
  const here = workspace.manifest(home.path);
  const files = workspace.index
    .filesImporting([origin.packageName])
    .filter((file) => !isTestPath(file) && isReachable(resolver, file, here?.folder))
    .slice(0, maxFiles);
  return files.flatMap((file) => {
    const module = resolver.module(file);
    return module === undefined ? [] : creationsIn(resolver, module, origin);
  });
}

/** The same package, or one of the workspace that it depends on. */
function isReachable(resolver: Resolver, file: string, folder: string | undefined): boolean {
  const other = resolver.workspace.manifest(file);
  if (other?.folder === folder || other === undefined) return true;
  const here = resolver.workspace.manifest(resolver.home.path);
  return other.name !== undefined && here?.dependencies.has(other.name) === true;
}

function creationsIn(resolver: Resolver, module: ModuleModel, wanted: ClientOrigin): readonly ClientOrigin[] {
  const made = module.calls.flatMap((call) => {
    if (!mayMake(wanted, call.callee.kind, call.isNew)) return [];
    return resolver.called(call, module).filter(isClient).filter((found) => found.creation?.call === call && found.client === wanted.client);
  });
  const extended = module.classes.flatMap((cls) => {
    const client = cls.extends === undefined ? undefined : clientOfSubclass(resolver, { cls, module, made: undefined });
    return client?.client === wanted.client ? [client] : [];
  });
  return [...made, ...extended];
}

function mayMake(wanted: ClientOrigin, callee: string, isNew: boolean): boolean {
  return (callee === 'name' || callee === 'member') && wanted.client.makers.some(({ by }) => (by === 'new') === isNew || by === 'call');
}
