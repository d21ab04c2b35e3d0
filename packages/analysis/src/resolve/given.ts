/** Clients that nobody makes in sight: a server gives one to its listener for each connection. */
import type { FunctionModel, ModuleModel, ParameterModel } from '../module/model.js';
import type { CallValue } from '../module/value.js';
import type { ClientOrigin, Origin } from './origin.js';
import type { Resolver } from './resolver.js';

const listens = new Set(['on', 'once', 'addListener', 'prependListener', 'prependOnceListener']);

/** The client that a call's callback is given, as its first parameter: `net.createServer((socket) => …)`, `wss.on('connection', (socket) => …)`. */
export function clientGivenBy(resolver: Resolver, call: CallValue, module: ModuleModel): ClientOrigin | undefined {
  if (!mayGive(resolver, call) || givenParameter(call) === undefined) return undefined;
  const event = eventOf(call);
  const makers = event === undefined ? resolver.origins(call.callee, module).map((origin) => ({ origin, isNew: call.isNew })) : madeTo(resolver, call, module);
  for (const { origin, isNew } of makers) {
    if (origin.kind !== 'export') continue;
    const found = resolver.catalog.giver(origin.package, origin.path, isNew ? 'new' : 'call', event);
    if (found === undefined) continue;
    const { library, client, maker } = found;
    return { kind: 'client', library, client, packageName: origin.package, exportName: client.name, creation: { module, call, cls: undefined, maker, base: undefined }, members: [] };
  }
  return undefined;
}

/** What made the object that an event is listened to on. */
function madeTo(resolver: Resolver, { callee }: CallValue, module: ModuleModel): readonly { readonly origin: Origin; readonly isNew: boolean }[] {
  if (callee.kind !== 'member') return [];
  return resolver.origins(callee.object, module).flatMap((origin) => (origin.kind === 'result' && origin.members.length === 0 ? [{ origin: origin.of, isNew: origin.call.isNew }] : []));
}

/** Cheap: most calls take no callback, or have another name. */
function mayGive({ catalog }: Resolver, call: CallValue): boolean {
  const event = eventOf(call);
  if (event !== undefined) return catalog.isGivingEvent(event);
  const { callee } = call;
  const name = callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : undefined;
  return name !== undefined && call.args.at(-1)?.kind === 'function' && (call.isNew || catalog.mayMake(name));
}

function eventOf({ callee, args: [event], isNew }: CallValue): string | undefined {
  if (isNew || callee.kind !== 'member' || !listens.has(callee.property ?? '')) return undefined;
  return event?.kind === 'literal' && typeof event.value === 'string' ? event.value : undefined;
}

/** The first parameter of the callback that stands last. */
export function givenParameter(call: CallValue): ParameterModel | undefined {
  return givenCallback(call)?.params[0];
}

export function givenCallback({ args }: CallValue): FunctionModel | undefined {
  const last = args.at(-1);
  return last?.kind === 'function' ? last.fn : undefined;
}
