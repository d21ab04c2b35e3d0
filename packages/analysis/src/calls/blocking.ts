/** Whether a client is used for commands that wait on purpose, which a command timeout would break. */
import type { ModuleModel } from '../module/model.js';
import { isClient, type CreationSite } from '../resolve/origin.js';
import type { Resolver } from '../resolve/resolver.js';
import { keyOf } from './clients.js';
import { patternOf } from './pattern.js';

/** Modules that import the client's module, looked into at most. */
const maxImporters = 12;

/** Libraries that send blocking commands through a client handed to them. */
const queueConsumer = /^(?:bullmq|bull|bee-queue|@nestjs\/bullmq?)$/;

export function sendsBlockingCalls(resolver: Resolver, site: CreationSite): boolean {
  const { module } = site;
  if (blocksIn(resolver, module, site)) return true;
  if (module.exports.length === 0) return false;
  return resolver.workspace.index.importersOf(module.path).slice(0, maxImporters).some((path) => {
    const importer = resolver.module(path);
    return importer !== undefined && blocksIn(resolver, importer, site);
  });
}

function blocksIn(resolver: Resolver, module: ModuleModel, site: CreationSite): boolean {
  if (module.imports.some(({ specifier }) => queueConsumer.test(specifier))) return true;
  const key = keyOf(site);
  return module.calls.some((call) => {
    const { callee } = call;
    if (callee.kind !== 'member' || callee.property === undefined || !resolver.catalog.isBlockingName(callee.property)) return false;
    return resolver.origins(callee, module).some(
      (found) => isClient(found) && keyOf(found.creation) === key && patternOf(resolver, found, call)?.effect === 'blocking',
    );
  });
}
