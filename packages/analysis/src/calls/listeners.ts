/** Whether somebody listens to a client's 'error' event: directly, chained, in a helper, in a subclass, or where it is handed on. */
import { compilePath } from '../catalog/paths.js';
import type { ErrorEvent } from '../catalog/schema.js';
import { isTried } from '../catalog/verification.js';
import type { FunctionModel, ModuleModel } from '../module/model.js';
import type { CallValue, Value } from '../module/value.js';
import { assignmentsTo, lastNameOf } from '../resolve/occurrences.js';
import { isClient, type ClientOrigin, type CreationSite, type Origin } from '../resolve/origin.js';
import type { Resolver } from '../resolve/resolver.js';
import { keyOf } from './clients.js';
import type { Evidence } from './facts.js';
import { classListens, listening, listensToGift, type Gift } from './listening.js';
import { isNeverIdle } from './never-idle.js';
import { placeOf } from './place.js';
import { isServerShared } from './servers.js';

/** Modules that import a client's module and may listen to it, looked into at most. */
const maxImporters = 16;

type Heard = Extract<ErrorEvent, { unheard: 'crash' | 'log' }>;

export function listenerEvidence(resolver: Resolver, origin: ClientOrigin, site: CreationSite): Evidence {
  const { client, library } = origin;
  const { errorEvent } = client;
  if (errorEvent.unheard === 'none') return { verdict: 'present', reason: 'the library needs no listener', where: undefined };
  if (errorEvent.whileIdle === true && isNeverIdle(resolver, origin, site)) {
    return { verdict: 'present', reason: 'it is ended before it is idle, and whoever waits is told of a loss', where: undefined };
  }
  let doubt: Evidence | undefined;
  for (const module of modulesThatMayListen(resolver, site)) {
    const evidence =
      listenerIn(resolver, module, site) ??
      takerIn(resolver, module, site, errorEvent) ??
      (client.reported === 'nowhere' ? strangerIn(resolver, module, site) : undefined);
    if (evidence?.verdict === 'present') return evidence;
    doubt ??= evidence;
  }
  if (doubt !== undefined) return doubt;
  if (isServerShared(resolver, site)) return { verdict: 'unknown', reason: 'its server is handed to what may listen as well' };
  if (client.reported === 'nowhere' && isReturned(resolver, site)) return { verdict: 'unknown', reason: 'it is returned to callers, who may listen' };
  if (isLaterBranch(resolver, site)) {
    return { verdict: 'unknown', reason: 'one listener hears whichever of the branches makes it: the first is judged' };
  }
  return isTried(library)
    ? { verdict: 'missing', reason: errorEvent.when }
    : { verdict: 'unknown', reason: 'what this library does without a listener is known from its manual only' };
}

/** `url ? new Pool({ connectionString: url }) : new Pool(options)`: the second makes what the first does. */
function isLaterBranch(resolver: Resolver, { call, module }: CreationSite): boolean {
  const choice = call?.parent;
  if (call === undefined || choice?.kind !== 'either' || choice.operator === '&&') return false;
  const before = choice.options.slice(0, choice.options.indexOf(call));
  const client = resolver.origins(call, module).find(isClient)?.client;
  return before.some((option) =>
    resolver.origins(option, module).some((origin) => isClient(origin) && origin.client === client && origin.creation?.call === option),
  );
}

/** A socket that is only opened here: a pool, on the other hand, is for all callers. */
function isReturned(resolver: Resolver, site: CreationSite): boolean {
  const body = site.maker.given === undefined ? site.call?.site.body : undefined;
  return body?.kind === 'function' && body.fn.returns.some((value) => stands(resolver, value, site.module, site));
}

/** The client's own module, and those that import it, through modules that only export it again as well. */
function* modulesThatMayListen(resolver: Resolver, { module }: CreationSite): Generator<ModuleModel> {
  yield module;
  if (module.exports.length === 0) return;
  const seen = new Set([module.path]);
  const open = [module.path];
  for (let path = open.shift(); path !== undefined; path = open.shift()) {
    for (const importer of resolver.workspace.index.importersOf(path)) {
      if (seen.has(importer) || seen.size > maxImporters) continue;
      seen.add(importer);
      const model = resolver.module(importer);
      if (model === undefined) continue;
      yield model;
      if (model.exports.some(({ kind }) => kind === 'forward' || kind === 'all')) open.push(importer);
    }
  }
}

/** `.on('error', …)` on the client, wherever in the file, or `.onerror = …` of a WebSocket. */
function listenerIn(resolver: Resolver, module: ModuleModel, site: CreationSite): Evidence | undefined {
  const elsewhere = module === site.module ? '' : ' in another file';
  let doubt: Evidence | undefined;
  for (const call of module.calls) {
    const heard = listening(call);
    if (heard?.receivers.some((receiver) => stands(resolver, receiver, module, site)) !== true) continue;
    if (heard.hearsErrors === 'yes') {
      return { verdict: 'present', reason: `an 'error' listener is attached${elsewhere}`, where: placeOf(call, module) };
    }
    doubt ??= { verdict: 'unknown', reason: `a listener is attached${elsewhere}, for an event that is not plain to see` };
  }
  const handler = assignmentsTo(module, 'onerror').find(({ target }) => target.kind === 'member' && stands(resolver, target.object, module, site));
  if (handler !== undefined) return { verdict: 'present', reason: `its onerror is set${elsewhere}`, where: placeOf(handler.target, module) };
  return doubt;
}

/** The call that makes the client, unless that only registers a callback. */
function isMadeBy(value: Value, { call, maker }: CreationSite): boolean {
  return value === call && maker.given === undefined;
}

/** Whether a value stands for the client made at the site, or for an instance of the subclass that makes itself one. */
function stands(resolver: Resolver, value: Value, module: ModuleModel, site: CreationSite): boolean {
  if (isMadeBy(value, site)) return true;
  if (value.kind === 'this') return site.cls !== undefined && value.owner === site.cls;
  if (isKeptUnder(value, module, site)) return true;
  return resolver.origins(value, module).some((origin) => isSite(origin, site));
}

/** `session.socket = new WebSocket(url)`, or of `this` in a function that is no class: the same words elsewhere in the file. */
function isKeptUnder(value: Value, module: ModuleModel, site: CreationSite): boolean {
  if (value.kind !== 'member' || module !== site.module || site.maker.given !== undefined) return false;
  return module.assignments.some(({ target, value: kept }) => kept === site.call && isSamePlace(target, value));
}

function isSamePlace(one: Value, other: Value): boolean {
  if (one.kind === 'this') return other.kind === 'this' && one.owner === undefined && other.owner === undefined;
  if (one.kind === 'name') return other.kind === 'name' && one.name === other.name && one.scope.lookup(one.name) === other.scope.lookup(other.name);
  if (one.kind !== 'member' || other.kind !== 'member' || one.property === undefined) return false;
  return one.property === other.property && isSamePlace(one.object, other.object);
}

function isSite(origin: Origin, site: CreationSite): boolean {
  if (origin.kind === 'instance') return origin.cls === site.cls;
  return isClient(origin) && origin.members.length === 0 && keyOf(origin.creation) === keyOf(site);
}

/** Handed to a function or class that listens, or to a library that does; to a library not known, which may. */
function takerIn(resolver: Resolver, module: ModuleModel, site: CreationSite, errorEvent: Heard): Evidence | undefined {
  let doubt: Evidence | undefined;
  for (const call of module.calls) {
    if (call === site.call) continue;
    const gift = giftIn(resolver, call.args, module, site);
    if (gift === undefined) continue;
    for (const origin of resolver.origins(call.callee, module)) {
      if (listensInProject(resolver, origin, gift)) {
        return { verdict: 'present', reason: `${nameOf(origin)} attaches an 'error' listener`, where: placeOf(call, module) };
      }
      if (origin.kind === 'function' && isHeardUnder(call, module)) {
        doubt ??= { verdict: 'unknown', reason: `an 'error' listener is attached to what ${nameOf(origin)} makes of it` };
      }
      if (origin.kind === 'function' && mayKeep(origin.fn)) {
        doubt ??= { verdict: 'unknown', reason: `it is handed to ${nameOf(origin)}, which may listen through what it answers` };
      }
      const taker = takingExport(origin);
      if (taker === undefined) continue;
      const isOneOf = (libraries: Heard['listenedBy']): boolean =>
        libraries.some((library) => library.package === taker.package && compilePath(library.path)(taker.path));
      if (isOneOf(errorEvent.listenedBy)) {
        return { verdict: 'present', reason: `${taker.package} attaches an 'error' listener`, where: placeOf(call, module) };
      }
      if (!taker.package.startsWith('node:') && !isOneOf(errorEvent.ignoredBy ?? [])) {
        doubt ??= { verdict: 'unknown', reason: `it is handed to ${taker.package}, which may listen` };
      }
    }
  }
  return doubt;
}

/** What keeps something, or hands it over once it is ready, listens to nothing. */
const keeping = /^(?:push|unshift|add|set|delete|has|get|includes|indexOf|resolve|reject)$/;

/** A socket that is handed to what can't be seen. */
function strangerIn(resolver: Resolver, module: ModuleModel, site: CreationSite): Evidence | undefined {
  const stranger = module.calls.find((call) => {
    const { callee } = call;
    const name = callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : undefined;
    if (call === site.call || name === undefined || keeping.test(name) || giftIn(resolver, call.args, module, site) === undefined) return false;
    return resolver
      .origins(callee, module)
      .every(({ kind }) => kind === 'unknown' || kind === 'parameter' || kind === 'shape' || kind === 'type' || kind === 'result');
  });
  return stranger === undefined ? undefined : { verdict: 'unknown', reason: 'it is handed to what is not seen here, which may listen' };
}

/** `this.client = adapt(redis)`, and later `this.client.on('error', …)`. */
function isHeardUnder(call: CallValue, module: ModuleModel): boolean {
  return module.calls.some((each) => {
    const heard = listening(each);
    return heard?.hearsErrors === 'yes' && heard.receivers.some((receiver) => valuesOf(receiver, module).some((value) => mayBe(value, call)));
  });
}

/** What a name or a member of `this` is given in its file. */
function valuesOf(receiver: Value, module: ModuleModel): readonly Value[] {
  if (receiver.kind === 'name') {
    const binding = receiver.scope.lookup(receiver.name);
    const source = binding?.source;
    return [...(source?.from === 'value' && source.path.length === 0 ? [source.value] : []), ...(binding?.assigned ?? [])];
  }
  if (receiver.kind !== 'member' || receiver.object.kind !== 'this' || receiver.property === undefined) return [receiver];
  const { owner } = receiver.object;
  return assignmentsTo(module, receiver.property).flatMap(({ target, value }) =>
    target.kind === 'member' && target.object.kind === 'this' && target.object.owner === owner ? [value] : [],
  );
}

function mayBe(value: Value, call: CallValue): boolean {
  if (value.kind === 'await') return mayBe(value.value, call);
  return value === call || (value.kind === 'either' && value.options.some((option) => mayBe(option, call)));
}

/** A function that answers something made around the client; a promise is made around a call of it. */
function mayKeep({ returns }: FunctionModel): boolean {
  return returns.some((value) => value.kind === 'object' || (value.kind === 'call' && value.isNew && lastNameOf(value.callee) !== 'Promise'));
}

/** A function or class of a library, or one that such a function made: `const PgStore = connectPgSimple(session)`. */
function takingExport(origin: Origin): Extract<Origin, { kind: 'export' }> | undefined {
  if (origin.kind === 'export') return origin;
  return origin.kind === 'result' && origin.members.length === 0 ? takingExport(origin.of) : undefined;
}

function listensInProject(resolver: Resolver, origin: Origin, gift: Gift): boolean {
  if (origin.kind === 'function') return listensToGift(resolver, origin.fn, origin.module, gift);
  return origin.kind === 'class' && classListens(resolver, origin.cls, origin.module, gift);
}

function nameOf(origin: Origin): string {
  const name = origin.kind === 'function' ? origin.fn.name : origin.kind === 'class' ? origin.cls.name : undefined;
  return name ?? 'a helper';
}

/** The argument that is the client, or holds it under a property. */
function giftIn(resolver: Resolver, args: readonly Value[], module: ModuleModel, site: CreationSite): Gift | undefined {
  for (const [index, arg] of args.entries()) {
    const path = pathTo(resolver, arg, module, site);
    if (path !== undefined) return { index, path };
  }
  return undefined;
}

function pathTo(resolver: Resolver, value: Value, module: ModuleModel, site: CreationSite): readonly string[] | undefined {
  if (isMadeBy(value, site)) return [];
  if (value.kind === 'name' || value.kind === 'member') return stands(resolver, value, module, site) ? [] : undefined;
  if (value.kind === 'array') return value.elements.some((element) => pathTo(resolver, element, module, site) !== undefined) ? ['*'] : undefined;
  if (value.kind !== 'object') return undefined;
  for (const entry of value.entries) {
    const path = entry.kind === 'property' && entry.value.kind !== 'function' ? pathTo(resolver, entry.value, module, site) : undefined;
    if (path !== undefined && entry.kind === 'property') return [entry.name ?? '*', ...path];
  }
  return undefined;
}
