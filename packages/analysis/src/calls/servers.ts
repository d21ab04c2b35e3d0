/** Servers that give a client to each listener for their connections: somebody else may listen to it too. */
import type { ModuleModel } from '../module/model.js';
import type { CallValue, Value } from '../module/value.js';
import type { CreationSite } from '../resolve/origin.js';
import type { Resolver } from '../resolve/resolver.js';

/** Whether the server is handed to something, which may listen to its connections as well: `applyWSSHandler({ wss, router })`. */
export function isServerShared(resolver: Resolver, { call, module, maker }: CreationSite): boolean {
  if (call === undefined || maker.given === undefined) return false;
  const servers = maker.given === 'callback' ? [call] : madeBy(resolver, call.callee.kind === 'member' ? call.callee.object : call.callee, module);
  return module.calls.some((other) => other !== call && other.args.some((arg) => holds(resolver, arg, servers, module)));
}

function holds(resolver: Resolver, value: Value, servers: readonly CallValue[], module: ModuleModel): boolean {
  if (value.kind === 'object') return value.entries.some((entry) => holds(resolver, entry.value, servers, module));
  return (
    (value.kind === 'name' || value.kind === 'member' || value.kind === 'call') &&
    madeBy(resolver, value, module).some((made) => servers.includes(made))
  );
}

function madeBy(resolver: Resolver, value: Value, module: ModuleModel): readonly CallValue[] {
  return resolver.origins(value, module).flatMap((origin) => (origin.kind === 'result' && origin.members.length === 0 ? [origin.call] : []));
}
