/** Clients without a timeout of their own that need none: each call of them is bounded by a wrapper, or waits on purpose. */
import type { ModuleModel } from '../module/model.js';
import type { ClientOrigin, CreationSite } from '../resolve/origin.js';
import type { Resolver } from '../resolve/resolver.js';
import { isTestPath } from './audience.js';
import { keyOf } from './clients.js';
import type { ExternalCall } from './facts.js';

/** Files looked into at most on either side of the client's own. */
const maxNeighbours = 12;

/** What a file must mention for its calls to be bounded by more than the client's options. */
const boundsSomething = /(?<!set|clear)timeout\w*\s*\(|\btimeout\s*[:,}]|deadline|\brace\s*\(|AbortSignal|softCache/i;
const waitsOnPurpose = /subscribe|block|bl?pop|blmove|receivemessage/i;

/** Whether calls of the client are seen, in its file or next to it, and all of them are bounded by what stands around them or wait on purpose. */
export function isGuardedEverywhere(resolver: Resolver, { client }: ClientOrigin, site: CreationSite, callsOf: (module: ModuleModel) => readonly ExternalCall[]): boolean {
  if (isWrapped(resolver, site)) return true;
  const mayBlock = client.calls.some(({ effect }) => effect === 'blocking');
  const paths = neighbours(resolver, site.module);
  if (![site.module.text, ...paths.map((path) => resolver.workspace.text(path) ?? '')].some((text) => boundsSomething.test(text) || (mayBlock && waitsOnPurpose.test(text)))) return false;
  const modules = [site.module, ...paths.flatMap((path) => resolver.workspace.model(path) ?? [])];
  const key = keyOf(site);
  let seen = 0;
  for (const module of modules) {
    for (const { target, timeout, effect } of callsOf(module)) {
      if (target.kind !== 'client' || effect === 'shutdown' || !target.creations.some((created) => restsOn(created.site, key))) continue;
      if (timeout.verdict === 'present' || effect === 'blocking') seen++;
      else if (effect !== 'connect' || timeout.verdict === 'missing') return false;
    }
  }
  return seen > 0;
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
