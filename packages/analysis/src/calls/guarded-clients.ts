/** Clients without a timeout of their own, each call of which stands in a wrapper that bounds it. */
import type { ModuleModel } from '../module/model.js';
import type { CreationSite } from '../resolve/origin.js';
import type { Resolver } from '../resolve/resolver.js';
import { isTestPath } from './audience.js';
import { keyOf } from './clients.js';
import type { ExternalCall } from './facts.js';

/** Files looked into at most on either side of the client's own. */
const maxNeighbours = 12;

const boundsSomething = /timeout|deadline|\brace\s*\(|AbortSignal/i;

/** Whether calls of the client are seen, in its file or next to it, and all of them are bounded by what stands around them. */
export function isGuardedEverywhere(resolver: Resolver, site: CreationSite, callsOf: (module: ModuleModel) => readonly ExternalCall[]): boolean {
  const modules = neighbours(resolver, site.module);
  if (!modules.some(({ text }) => boundsSomething.test(text))) return false;
  const key = keyOf(site);
  let seen = 0;
  for (const module of modules) {
    for (const { target, timeout, effect } of callsOf(module)) {
      if (target.kind !== 'client' || effect === 'shutdown' || !target.creations.some((created) => keyOf(created.site) === key)) continue;
      if (timeout.verdict !== 'present' && effect !== 'connect') return false;
      if (timeout.verdict === 'present') seen++;
    }
  }
  return seen > 0;
}

/** The file, those that import it, and those that it imports. */
function neighbours({ workspace }: Resolver, module: ModuleModel): readonly ModuleModel[] {
  const importers = workspace.index
    .importersOf(module.path)
    .filter((path) => !isTestPath(workspace, path))
    .slice(0, maxNeighbours);
  const imported = module.imports.slice(0, maxNeighbours).flatMap(({ specifier }) => {
    const resolution = workspace.resolve(specifier, module.path);
    return resolution.kind === 'file' ? [resolution.path] : [];
  });
  const others = [...new Set([...importers, ...imported])].flatMap((path) => workspace.model(path) ?? []);
  return [module, ...others];
}
