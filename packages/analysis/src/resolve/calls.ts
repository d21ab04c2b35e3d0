import type { Maker } from '../catalog/schema.js';
import type { ModuleModel } from '../module/model.js';
import type { CallValue } from '../module/value.js';
import { isMadeWith } from './conditions.js';
import { innerOrigins } from './made-options.js';
import { isSaidNearby } from './named-files.js';
import { assembled } from './objects.js';
import { isClient, type ClientOrigin, type CreationSite, type Origin } from './origin.js';
import { distinct } from './origins.js';
import type { Resolver } from './resolver.js';

/** Promise methods that answer what the promise holds. */
const promiseSelf = new Set(['catch', 'finally']);

/** What a call or `new` answers. */
export function originsOfCall(resolver: Resolver, call: CallValue, module: ModuleModel): readonly Origin[] {
  const { callee } = call;
  if (callee.kind === 'super') return [];
  if (callee.kind === 'member' && callee.property !== undefined && !call.isNew) {
    if (promiseSelf.has(callee.property)) return resolver.origins(callee.object, module);
    if (callee.property === 'then') return thenOrigins(resolver, call, module);
  }
  return distinct(resolver.origins(callee, module).flatMap((origin) => answered(resolver, origin, call, module)));
}

function answered(resolver: Resolver, origin: Origin, call: CallValue, module: ModuleModel): readonly Origin[] {
  switch (origin.kind) {
    case 'export':
      return answeredByExport(resolver, origin, call, module);
    case 'function':
      return isRebinding(call) ? [origin] : resolver.returned(origin.fn, origin.module);
    case 'class':
      return call.isNew ? [{ kind: 'instance', cls: origin.cls, module: origin.module, made: { call, module } }] : [];
    case 'client':
      return [answeredByClient(resolver, origin, call, module)];
    case 'global':
      return isRebinding(call) ? [{ kind: 'global', path: origin.path.slice(0, -1) }] : (answeredByGlobal(resolver, origin.path, call, module) ?? [result(origin, call, module)]);
    case 'result':
      return answeredByResult(resolver, origin, call, module);
    case 'object':
    case 'namespace':
    case 'instance':
    case 'shape':
    case 'type':
    case 'literal':
    case 'parameter':
    case 'unknown':
      return [result(origin, call, module)];
  }
}

/** `fetch.bind(globalThis)`. */
function isRebinding(call: CallValue): boolean {
  return call.callee.kind === 'member' && call.callee.property === 'bind';
}

function answeredByExport(resolver: Resolver, origin: Extract<Origin, { kind: 'export' }>, call: CallValue, module: ModuleModel): readonly Origin[] {
  const made = resolver.catalog.maker(origin.package, origin.path, call.isNew ? 'new' : 'call');
  if (made !== undefined && !isSomethingElse(resolver, made.maker, call, module)) {
    const { library, client, maker } = made;
    const exportName = origin.path.at(-1) ?? client.name;
    return [{ kind: 'client', library, client, packageName: origin.package, exportName, creation: { module, call, cls: undefined, maker, base: undefined }, members: [] }];
  }
  const wrapped = wrappedBy(resolver, origin.package, origin.path, call, module);
  if (wrapped !== undefined) return wrapped;
  if (origin.path.at(-1) === 'bind') return [{ ...origin, path: origin.path.slice(0, -1) }];
  // `cache(() => getClient())` of react and the like answer what their function does; only its memory is new.
  const [argument] = call.args;
  if (argument?.kind === 'function' && memoisers.has(origin.path.at(-1) ?? '')) return resolver.origins(argument, module);
  return [result(origin, call, module)];
}

/** A client that is handed through a wrapper: `softCache(redis)`, `captureAWSv3Client(client)`. */
function wrappedBy(resolver: Resolver, packageName: string, path: readonly string[], call: CallValue, module: ModuleModel): readonly Origin[] | undefined {
  const wrapper = resolver.protections.clientWrapper(packageName, path);
  const wrapped = wrapper === undefined ? undefined : call.args[wrapper.argument];
  if (wrapper === undefined || wrapped === undefined) return undefined;
  return resolver.origins(wrapped, module).map((inner) => (inner.kind === 'client' ? { ...inner, guards: [...(inner.guards ?? []), ...wrapper.gives] } : inner));
}

/** What a method of what an export answers gives back, or `new` of one: `new (makeGenericClientConstructor(service, name))(address)`. */
function answeredByResult(resolver: Resolver, origin: Extract<Origin, { kind: 'result' }>, call: CallValue, module: ModuleModel): readonly Origin[] {
  const { of, members } = origin;
  if (of.kind !== 'export' || of.path.length === 0) return [result(origin, call, module)];
  const path = [...of.path.slice(0, -1), `${of.path.at(-1) ?? ''}()`, ...members];
  if (!call.isNew) return wrappedBy(resolver, of.package, path, call, module) ?? [result(origin, call, module)];
  const made = resolver.catalog.maker(of.package, path, 'new');
  if (made === undefined) return [result(origin, call, module)];
  const { library, client, maker } = made;
  return [{ kind: 'client', library, client, packageName: of.package, exportName: members.at(-1) ?? client.name, creation: { module, call, cls: undefined, maker, base: undefined }, members: [] }];
}

const memoisers = new Set(['cache', 'memoize', 'memo', 'once', 'unstable_cache']);

/** `createTransport({ jsonTransport: true })`, a Prisma schema with a local engine. */
function isSomethingElse(resolver: Resolver, maker: Maker, call: CallValue, module: ModuleModel): boolean {
  const { notWith = [], notGiven, notWhere, inner } = maker;
  const [given] = call.args;
  if (given !== undefined && notGiven?.test(module.text.slice(given.range[0], given.range[1])) === true) return true;
  if (inner?.isRequired === true && !innerOrigins(resolver, { call, module, maker }).some((origin) => isClient(origin) || makesClient(resolver, origin))) return true;
  if (notWith.some((condition) => isMadeWith(resolver.ofOptions, condition, { call, module, maker }) === 'yes')) return true;
  return notWhere !== undefined && isSaidNearby(resolver.workspace, notWhere, module.path);
}

/** A function that makes the client, handed over uncalled: `caching({ store: redisStore, url })`. */
function makesClient({ catalog }: Resolver, origin: Origin): boolean {
  return origin.kind === 'export' && catalog.maker(origin.package, origin.path, 'call') !== undefined;
}

/** Objects that stay what they are, frozen or not, and those that are put together. */
function answeredByGlobal(resolver: Resolver, path: readonly string[], call: CallValue, module: ModuleModel): readonly Origin[] | undefined {
  const [argument] = call.args;
  if (argument === undefined || call.isNew) return undefined;
  switch (path.join('.')) {
    case 'Object.freeze':
    case 'Object.seal':
    case 'structuredClone':
      return resolver.origins(argument, module);
    case 'Object.assign':
      return [{ kind: 'object', object: assembled(call), module }];
    default:
      return undefined;
  }
}

function answeredByClient(resolver: Resolver, origin: ClientOrigin, call: CallValue, module: ModuleModel): Origin {
  const last = origin.members.at(-1);
  if (last === undefined) return result(origin, call, module);
  const members = [...origin.members.slice(0, -1), `${last}()`];
  if (!resolver.catalog.isSelf(origin.client, members)) return { ...origin, members };
  return { ...origin, creation: derived(origin, last, call, module) ?? origin.creation, members: [] };
}

/** `base.extend(options)` makes another client, with the options of both. */
function derived({ client, creation, members }: ClientOrigin, name: string, call: CallValue, module: ModuleModel): CreationSite | undefined {
  if (creation === undefined || members.length !== 1 || call.args.length === 0) return undefined;
  const maker = client.makers.find(({ by, path, configured }) => by === 'call' && configured === undefined && path.split('.').at(-1) === name);
  return maker === undefined ? undefined : { module, call, cls: undefined, maker, base: creation };
}

function thenOrigins(resolver: Resolver, call: CallValue, module: ModuleModel): readonly Origin[] {
  const [handler] = call.args;
  if (handler === undefined) return [];
  return resolver.origins(handler, module).flatMap((origin) => (origin.kind === 'function' ? resolver.returned(origin.fn, origin.module) : []));
}

function result(of: Origin, call: CallValue, module: ModuleModel): Origin {
  return { kind: 'result', of, call, module, members: [] };
}
