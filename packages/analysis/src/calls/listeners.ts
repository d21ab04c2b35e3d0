/** Whether somebody listens to a client's 'error' event: directly, chained, in a helper, in a subclass, or where it is handed on. */
import { compilePath } from '../catalog/paths.js';
import type { ModuleModel } from '../module/model.js';
import type { CallValue, Value } from '../module/value.js';
import { isClient, type ClientOrigin, type CreationSite } from '../resolve/origin.js';
import type { Resolver } from '../resolve/resolver.js';
import { keyOf } from './clients.js';
import type { Evidence } from './facts.js';
import { placeOf } from './place.js';

const attaches = new Set(['on', 'once', 'addListener', 'prependListener', 'addEventListener']);

/** Modules that import a client's module and may listen to it, looked into at most. */
const maxImporters = 8;

export function listenerEvidence(resolver: Resolver, { client }: ClientOrigin, site: CreationSite): Evidence {
  const { errorEvent } = client;
  if (errorEvent.unheard === 'none') return { verdict: 'present', reason: 'the library needs no listener', where: undefined };
  const { module } = site;
  const listener = listenerIn(resolver, module, site);
  if (listener !== undefined) return { verdict: 'present', reason: "an 'error' listener is attached", where: placeOf(listener, module) };
  const escape = escapeOf(resolver, module, site, errorEvent.listenedBy);
  if (escape !== undefined) return escape;
  const importer = importerThatListens(resolver, module, site);
  return importer ?? { verdict: 'missing', reason: errorEvent.when };
}

/** `.on('error', …)` on the client, wherever in the file. */
function listenerIn(resolver: Resolver, module: ModuleModel, site: CreationSite): CallValue | undefined {
  return module.calls.find((call) => {
    const { callee } = call;
    if (!isErrorListener(call) || callee.kind !== 'member') return false;
    if (callee.object === site.call) return true;
    if (callee.object.kind === 'this' && site.cls !== undefined && callee.object.owner === site.cls) return true;
    return stands(resolver, callee.object, module, site);
  });
}

function isErrorListener({ callee, args }: CallValue): boolean {
  const [event] = args;
  return callee.kind === 'member' && attaches.has(callee.property ?? '') && event?.kind === 'literal' && event.value === 'error';
}

/** Whether a value stands for the client made at the site. */
function stands(resolver: Resolver, value: Value, module: ModuleModel, site: CreationSite): boolean {
  const key = keyOf(site);
  return resolver.origins(value, module).some((origin) => isClient(origin) && origin.members.length === 0 && keyOf(origin.creation) === key);
}

/** Handed to a function that listens, or to a library that does; to something unknown, which may. */
function escapeOf(resolver: Resolver, module: ModuleModel, site: CreationSite, listenedBy: readonly { readonly package: string; readonly path: string }[]): Evidence | undefined {
  let doubt: Evidence | undefined;
  for (const call of module.calls) {
    const index = call.args.findIndex((arg) => holds(resolver, arg, module, site));
    if (index < 0 || call === site.call) continue;
    for (const origin of resolver.origins(call.callee, module)) {
      if (origin.kind === 'function' && listensToParameter(origin.fn.params[index]?.name, origin.module, origin.fn.range)) {
        return { verdict: 'present', reason: `${origin.fn.name ?? 'a helper'} attaches an 'error' listener`, where: placeOf(call, module) };
      }
      if (origin.kind !== 'export') continue;
      if (listenedBy.some((library) => library.package === origin.package && compilePath(library.path)(origin.path))) {
        return { verdict: 'present', reason: `${origin.package} attaches an 'error' listener`, where: placeOf(call, module) };
      }
      if (!origin.package.startsWith('node:')) doubt ??= { verdict: 'unknown', reason: `it is handed to ${origin.package}, which may listen` };
    }
  }
  return doubt;
}

function holds(resolver: Resolver, arg: Value, module: ModuleModel, site: CreationSite): boolean {
  if (arg === site.call) return true;
  if (arg.kind === 'object') return arg.entries.some((entry) => entry.kind === 'property' && entry.value.kind !== 'function' && holds(resolver, entry.value, module, site));
  return (arg.kind === 'name' || arg.kind === 'member') && stands(resolver, arg, module, site);
}

function listensToParameter(name: string | undefined, module: ModuleModel, within: readonly [number, number]): boolean {
  if (name === undefined) return false;
  return module.calls.some(
    (call) => call.range[0] >= within[0] && call.range[1] <= within[1] && isErrorListener(call) && call.callee.kind === 'member' && mentions(call.callee.object, name),
  );
}

function mentions(value: Value, name: string): boolean {
  if (value.kind === 'name') return value.name === name;
  if (value.kind === 'member') return mentions(value.object, name);
  return value.kind === 'call' && mentions(value.callee, name);
}

/** An exported client may be listened to by the module that imports it. */
function importerThatListens(resolver: Resolver, module: ModuleModel, site: CreationSite): Evidence | undefined {
  if (module.exports.length === 0) return undefined;
  for (const path of resolver.workspace.index.importersOf(module.path).slice(0, maxImporters)) {
    const importer = resolver.module(path);
    const listener = importer === undefined || !/['"`]error['"`]/.test(importer.text) ? undefined : listenerIn(resolver, importer, site);
    if (importer !== undefined && listener !== undefined) return { verdict: 'present', reason: "an 'error' listener is attached in another file", where: placeOf(listener, importer) };
  }
  return undefined;
}
