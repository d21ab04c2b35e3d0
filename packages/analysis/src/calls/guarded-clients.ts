/** Clients without a timeout of their own that need none: each call of them is bounded by a wrapper, or waits on purpose. */
import type { Client } from '../catalog/schema.js';
import type { ModuleModel } from '../module/model.js';
import { innerOrigins } from '../resolve/made-options.js';
import { isClient, type ClientOrigin, type CreationSite } from '../resolve/origin.js';
import type { Resolver } from '../resolve/resolver.js';
import { isTestPath } from '../audience/places.js';
import { keyOf, makingSite, type ClientSource } from './clients.js';
import type { CreatedClient } from './facts.js';
import { isHeldByGuardsOnly } from './held-clients.js';

/** Files looked into at most on either side of the client's own. */
const maxNeighbours = 12;

/** What a file must mention for its calls to be bounded by more than the client's options. */
const boundsSomething = /(?<!set|clear)timeout\w*\s*\(|\btimeout\s*[:,}]|deadline|\brace\s*\(|AbortSignal|softCache|@trigger\.dev\/sdk|\bmaxDuration\b/i;

/** Whether calls of the client are seen, in its file or next to it, and all of them are bounded by what stands around them or wait on purpose. */
export function isGuardedEverywhere(resolver: Resolver, { client }: ClientOrigin, site: CreationSite, source: ClientSource): boolean {
  if (isWrapped(resolver, site) || isForWaitingOnly(resolver, site, source) || isHeldByGuardsOnly(resolver, site, source)) return true;
  const waiting = waitingWords(client);
  const paths = neighbours(resolver, site.module);
  if (
    ![site.module.text, ...paths.map((path) => resolver.workspace.text(path) ?? '')].some(
      (text) => boundsSomething.test(text) || waiting?.test(text) === true,
    )
  ) {
    return false;
  }
  const modules = [site.module, ...paths.flatMap((path) => resolver.workspace.model(path) ?? [])];
  const key = keyOf(site);
  let seen = 0;
  for (const module of modules) {
    for (const { target, timeout, effect } of source.callsOf(module)) {
      if (target.kind !== 'client' || effect === 'shutdown' || !target.creations.some((created) => goesThrough(created, key))) continue;
      if (timeout.verdict === 'present' || effect === 'blocking') seen++;
      else if (effect !== 'connect' || timeout.verdict === 'missing') return false;
    }
  }
  return seen > 0;
}

/** What a file must mention to call what waits on purpose: last names of methods, and commands. */
function waitingWords({ calls }: Client): RegExp | undefined {
  const words = calls
    .filter(({ effect }) => effect === 'blocking')
    .flatMap(({ path, command }) => [...(path.split('.').at(-1)?.split('|') ?? []), ...(command?.split('|') ?? [])]);
  const known = words.map((word) => word.replace(/\W/g, '')).filter((word) => word !== '');
  return known.length === 0 ? undefined : new RegExp(`\\b(?:${known.join('|')})|block`, 'i');
}

/** Of the client itself, or of one that it is inside of: `new Storage(client)`. */
function goesThrough({ site, configuredBy }: CreatedClient, key: object): boolean {
  return restsOn(site, key) || (configuredBy !== undefined && restsOn(configuredBy.site, key));
}

/** Made at this place, or of the client that is. */
function restsOn(site: CreationSite | undefined, key: object): boolean {
  return site !== undefined && (keyOf(site) === key || restsOn(site.base, key));
}

/** `softCache(new Redis(url), options)`. */
function isWrapped(resolver: Resolver, { call, module }: CreationSite): boolean {
  const wrapper = call?.parent;
  if (call === undefined || wrapper?.kind !== 'call' || !wrapper.args.includes(call)) return false;
  return resolver.origins(wrapper.callee, module).some((origin) => {
    const construct = origin.kind === 'export' ? resolver.protections.clientWrapper(origin.package, origin.path) : undefined;
    return construct?.gives.some(({ protects }) => protects === 'timeout') === true;
  });
}

/** Handed to nothing but clients that wait on purpose: `new Worker(name, handle, { connection })`. */
function isForWaitingOnly(resolver: Resolver, site: CreationSite, source: ClientSource): boolean {
  const { catalog, workspace } = resolver;
  const importers = workspace.index
    .importersOf(site.module.path)
    .filter((path) => !isTestPath(workspace, path) && workspace.index.imports(path, catalog.isWaitingPackage));
  if (importers.length > maxNeighbours) return false;
  const key = keyOf(site);
  const modules = [
    ...(workspace.index.imports(site.module.path, catalog.isWaitingPackage) ? [site.module] : []),
    ...importers.flatMap((path) => workspace.model(path) ?? []),
  ];
  const takers = modules.flatMap((module) => {
    const { made, resolver: own } = source.clientsOf(module);
    return made.filter(({ creation }) => {
      const making = creation === undefined ? undefined : makingSite(creation);
      return making !== undefined && innerOrigins(own, making).some((origin) => isClient(origin) && keyOf(origin.creation) === key);
    });
  });
  if (takers.length === 0 || takers.some(({ client }) => client.reported !== 'nowhere')) return false;
  const users = [
    site.module,
    ...workspace.index
      .importersOf(site.module.path)
      .slice(0, maxNeighbours)
      .flatMap((path) => workspace.model(path) ?? []),
  ];
  return users.every((module) =>
    source
      .callsOf(module)
      .every(
        ({ target, effect }) => effect === 'shutdown' || target.kind !== 'client' || !target.creations.some((created) => restsOn(created.site, key)),
      ),
  );
}

/** The files that import a file, and those that it imports. */
function neighbours({ workspace }: Resolver, module: ModuleModel): readonly string[] {
  const importers = workspace.index
    .importersOf(module.path)
    .filter((path) => !isTestPath(workspace, path))
    .slice(0, maxNeighbours);
  const imported = module.imports.slice(0, maxNeighbours).flatMap(({ specifier }) => {
    const resolution = workspace.resolve(specifier, module.path);
    return resolution.kind === 'file' ? [resolution.path] : [];
  });
  return [...new Set([...importers, ...imported])];
}
