/** Clients that never leave the process: an S3Client that only signs URLs. */
import { compilePath } from '../catalog/paths.js';
import type { CallValue } from '../module/value.js';
import { isClient, type ClientOrigin, type CreationSite, type Origin } from '../resolve/origin.js';
import type { Resolver } from '../resolve/resolver.js';
import { keyOf } from './clients.js';

/** Whether a client is handed to functions that stay in the process, and nothing else is done with it in its file. */
export function staysInProcess(resolver: Resolver, { client }: ClientOrigin, site: CreationSite): boolean {
  const { localTakers } = client;
  const { module } = site;
  if (localTakers === undefined || !module.imports.some(({ specifier }) => localTakers.some((taker) => taker.package === specifier))) return false;
  const key = keyOf(site);
  const isIt = (origin: Origin): boolean => isClient(origin) && keyOf(origin.creation) === key;
  let isTaken = false;
  for (const call of module.calls) {
    if (call === site.call) continue;
    if (
      resolver
        .origins(call.callee, module)
        .some((origin) => isIt(origin) && isClient(origin) && resolver.catalog.callsOf(client, origin.members).length > 0)
    ) {
      return false;
    }
    if (!call.args.some((arg) => mayBeClient(arg) && resolver.origins(arg, module).some(isIt))) continue;
    if (!isLocalTaker(resolver, call, localTakers, site)) return false;
    isTaken = true;
  }
  return isTaken;
}

function mayBeClient({ kind }: CallValue['args'][number]): boolean {
  return kind === 'name' || kind === 'member' || kind === 'call' || kind === 'object';
}

function isLocalTaker(
  resolver: Resolver,
  call: CallValue,
  takers: NonNullable<ClientOrigin['client']['localTakers']>,
  { module }: CreationSite,
): boolean {
  return resolver
    .origins(call.callee, module)
    .some((origin) => origin.kind === 'export' && takers.some((taker) => taker.package === origin.package && compilePath(taker.path)(origin.path)));
}
