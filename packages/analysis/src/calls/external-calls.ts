/** The calls of a file that leave the process, each with its evidence. */
import type { CallPattern, Client, ClientlessCalls, Failures, Library } from '../catalog/schema.js';
import type { ModuleModel } from '../module/model.js';
import type { CallValue, Value } from '../module/value.js';
import type { Protects } from '../protections/index.js';
import type { ClientOrigin, Origin } from '../resolve/origin.js';
import type { Resolver } from '../resolve/resolver.js';
import { boundBy, type CallingSite } from './bounds.js';
import { factOf, refine } from './call-facts.js';
import { makingSite, type Clients } from './clients.js';
import { defaultBoundIn } from './default-bound.js';
import type { CreatedClient, Evidence, ExternalCall } from './facts.js';
import { isSent } from './laziness.js';
import { mayLeave } from './may-leave.js';
import { stringOf } from './option-values.js';
import { isRunByPage } from './page-handlers.js';
import { patternOf } from './pattern.js';
import { processWideForFunctions } from './process-wide.js';
import { isUsedQuietlyOnly } from './quietly-used.js';
import { responseUse } from './response-use.js';
import { isUnreached } from './unreached-branches.js';

export function externalCallsIn(clients: Clients): readonly ExternalCall[] {
  return clients.resolver.home.calls.flatMap((call) => {
    const external = externalCall(clients, call);
    return external === undefined ? [] : [external];
  });
}

/** What a call of the resolver's file is, if it leaves the process. */
function externalCall(clients: Clients, call: CallValue): ExternalCall | undefined {
  const { finder } = clients;
  const module = finder.home;
  if (call.isNew || (!call.tagged && !mayLeave(finder, call))) return undefined;
  for (const origin of finder.origins(call.callee, module)) {
    const record = byOrigin(clients, origin, call, module);
    if (record !== undefined) return isOfNobodyWaiting(clients, call, module) ? undefined : record;
  }
  return undefined;
}

/** In browser code, in what only programs run, in a branch for development. */
function isOfNobodyWaiting({ resolver }: Clients, call: CallValue, module: ModuleModel): boolean {
  return isRunByPage(call, module) || isUsedQuietlyOnly(resolver, call, module) || isUnreached(resolver, call, module);
}

function byOrigin(clients: Clients, origin: Origin, call: CallValue, module: ModuleModel): ExternalCall | undefined {
  const { catalog } = clients.resolver;
  switch (origin.kind) {
    case 'global': {
      const found = catalog.globalFunction(origin.path);
      return found === undefined
        ? undefined
        : ofFunction(clients, found.library, found.facts, { call, module, path: origin.path.slice(1) }, undefined);
    }
    case 'export': {
      const found = catalog.functionOf(origin.package, origin.path);
      return found === undefined ? undefined : ofFunction(clients, found.library, found.facts, { call, module, path: origin.path }, origin.package);
    }
    case 'client':
      return ofClient(clients, origin, call, module);
    default:
      return undefined;
  }
}

function ofFunction(
  clients: Clients,
  library: Library,
  facts: ClientlessCalls,
  calling: CallingSite,
  packageName: string | undefined,
): ExternalCall | undefined {
  const { resolver, source } = clients;
  const { call, module } = calling;
  if (isRelativeUrl(resolver, call.args[0], module) || (facts.lazy === true && !isSent(call))) return undefined;
  const version = packageName === undefined ? undefined : resolver.workspace.version(packageName, module.path);
  const bound = boundBy(resolver, { library, facts: facts.timeout, version, maxTimeout: source.settings.maxTimeout, making: undefined, calling });
  const timeout = refine(
    resolver,
    { base: bound.evidence, claimedMs: bound.isTurnedOff ? null : defaultBoundIn(resolver.workspace, module, facts.timeout, version).ms },
    call,
    module,
    () =>
      (bound.isTurnedOff ? undefined : processWideForFunctions(resolver, library)) ??
      byRequest(resolver, library, call, module) ??
      streamed(library, call, module),
  );
  const traps = timeout.verdict === 'present' && bound.evidence.verdict !== 'present' ? [] : bound.traps;
  return factOf(
    resolver,
    library,
    calling,
    { effect: facts.effect, target: { kind: 'function', facts, version }, timeout, traps },
    byFailures(facts.failures),
  );
}

/** A request to a path of the page's own origin: browser code, wherever it stands. */
function isRelativeUrl(resolver: Resolver, url: Value | undefined, module: ModuleModel): boolean {
  if (url === undefined) return false;
  if (url.kind === 'template') return url.quasis[0]?.startsWith('/') === true && !url.quasis[0].startsWith('//');
  const text = url.kind === 'literal' || url.kind === 'name' ? stringOf(resolver, url, module) : undefined;
  return text?.startsWith('/') === true && !text.startsWith('//');
}

/** `fetch(new Request(url, { signal }))`, `fetch(request)`: the deadline may be in it. */
function byRequest(resolver: Resolver, library: Library, { args }: CallValue, module: ModuleModel): Evidence | undefined {
  const [request] = args;
  if (library.globals.length === 0 || request === undefined) return undefined;
  const isRequest =
    resolver.origins(request, module).some((origin) => origin.kind === 'result' && origin.members.length === 0 && isRequestClass(origin.of)) ||
    isTypedRequest(request);
  return isRequest ? { verdict: 'unknown', reason: 'its Request may carry a signal' } : undefined;
}

function isRequestClass(origin: Origin): boolean {
  const name = origin.kind === 'global' || origin.kind === 'export' ? origin.path.at(-1) : undefined;
  return name === 'Request' || name === 'NextRequest';
}

function isTypedRequest(value: Value): boolean {
  if (value.kind !== 'name') return false;
  const type = value.scope.lookup(value.name)?.type;
  return type?.kind === 'reference' && /^(?:Next)?Request$/.test(type.path.at(-1) ?? '');
}

function streamed(library: Library, call: CallValue, module: ModuleModel): Evidence | undefined {
  if (library.globals.length === 0 || responseUse(call, module) !== 'streamed') return undefined;
  return { verdict: 'unknown', reason: 'its body is read as a stream, which a deadline would cut' };
}

function ofClient(clients: Clients, origin: ClientOrigin, call: CallValue, module: ModuleModel): ExternalCall | undefined {
  const { resolver, source } = clients;
  const { library, client } = origin;
  const pattern = patternOf(resolver, origin, call);
  if (pattern === undefined || (pattern.lazy === true && !isSent(call))) return undefined;
  const creations = clients.creations(origin);
  if (creations.length === 0 && client.makers.every(({ inner }) => inner?.isRequired === true)) return undefined;
  const calling: CallingSite = { call, module, path: origin.members };
  const version = resolver.workspace.version(origin.packageName, module.path);
  const ownBound = boundBy(resolver, {
    library,
    facts: client.timeout,
    version,
    maxTimeout: source.settings.maxTimeout,
    making: undefined,
    calling,
  });
  const base =
    guarded(origin, 'timeout') ??
    waitsOnPurpose(pattern, client) ??
    connectsInTime(pattern, creations) ??
    byCreations(clients, creations, calling) ??
    (ownBound.evidence.verdict === 'missing' ? unseen : ownBound.evidence);
  const isTurnedOff = ownBound.isTurnedOff || creations.some(({ traps: [trap] }) => trap?.kind === 'disabled');
  const claimedMs = isTurnedOff ? null : defaultBoundIn(resolver.workspace, module, client.timeout, version).ms;
  const timeout = refine(resolver, { base, claimedMs }, call, module, () => undefined);
  const traps = timeout.verdict === 'present' ? [] : ownBound.traps;
  return factOf(
    resolver,
    library,
    calling,
    { effect: pattern.effect, target: { kind: 'client', client, pattern, creations, origin }, timeout, traps },
    guarded(origin, 'errorHandling') ?? byFailures(pattern.failures ?? client.failures ?? failuresInside(creations)),
  );
}

/** What a wrapper around the whole client gives. */
function guarded({ guards }: ClientOrigin, protects: Protects): Evidence | undefined {
  return guards?.some((given) => given.protects === protects) === true
    ? { verdict: 'present', reason: 'a wrapper around its client guards every call', where: undefined }
    : undefined;
}

/** A cache around a store fails as the store does. */
function failuresInside(creations: readonly CreatedClient[]): Failures | undefined {
  const [first, ...rest] = creations.map(({ configuredBy }) => configuredBy?.client.failures);
  return rest.every((failures) => failures === first) ? first : undefined;
}

/** What does not reject can't fail its caller by itself. */
function byFailures(failures: Failures | undefined): Evidence | undefined {
  switch (failures) {
    case 'answered':
      return { verdict: 'present', reason: 'its answer holds the failure', where: undefined };
    case 'callback':
      return { verdict: 'present', reason: 'its callback is given the failure', where: undefined };
    case 'rejected':
    case undefined:
      return undefined;
  }
}

const unseen: Evidence = { verdict: 'unknown', reason: 'where its client is created is not seen' };

function waitsOnPurpose({ effect }: CallPattern, { reported }: Client): Evidence | undefined {
  if (effect === 'blocking' || reported === 'nowhere') return { verdict: 'unknown', reason: 'it waits on purpose' };
  return effect === 'shutdown' ? { verdict: 'unknown', reason: 'it closes the client' } : undefined;
}

/** A limit for connecting alone bounds nothing else, but nearly all of this. */
function connectsInTime({ effect }: CallPattern, creations: readonly CreatedClient[]): Evidence | undefined {
  if (effect !== 'connect' || creations.length === 0) return undefined;
  const isLimited = creations.every(({ traps }) => traps.some(({ kind }) => kind === 'connect-only'));
  return isLimited ? { verdict: 'unknown', reason: 'connecting is bounded, what follows on the connection is not' } : undefined;
}

/** Present or missing only where all creations agree. What a script makes for itself says nothing of a server that makes its own. */
function byCreations(clients: Clients, creations: readonly CreatedClient[], calling: CallingSite): Evidence | undefined {
  const judged = creations.filter(({ module }) => !clients.source.isQuiet(module));
  const [first, ...rest] = (judged.length > 0 ? judged : creations).map((created) => withCall(clients, created, calling));
  if (first === undefined) return undefined;
  if (rest.every(({ verdict }) => verdict === first.verdict)) return first;
  return { verdict: 'unknown', reason: 'its client is created in several places, and not all set a timeout' };
}

/** A client's evidence, completed by what the call's own options say. */
function withCall({ resolver, source }: Clients, created: CreatedClient, calling: CallingSite): Evidence {
  if (created.timeout.verdict === 'present') return created.timeout;
  const { facts, making } = { facts: created.client.timeout, making: makingSite(created.site) };
  if (Object.values(facts.options).some(({ place }) => place.at === 'call' || place.at === 'chain')) {
    const { library, version } = created;
    const { evidence } = boundBy(resolver, { library, facts, version, maxTimeout: source.settings.maxTimeout, making, calling });
    if (evidence.verdict !== 'missing') return evidence;
  }
  if (created.timeout.verdict === 'missing' && source.isQuiet(created.configuredBy?.module ?? created.module)) {
    return { verdict: 'unknown', reason: 'its client is created in a file that is not judged' };
  }
  return created.timeout;
}
