/** Options that look like a timeout and bound nothing, with the call or client that they belong to. */
import type { CreatedClient, ExternalCall, IneffectiveTimeout } from './facts.js';
import { misfires } from './traps.js';

export function ineffectiveTimeouts(clients: readonly CreatedClient[], calls: readonly ExternalCall[]): readonly IneffectiveTimeout[] {
  return [
    ...clients.flatMap((of) => trapsOf(of).map((trap): IneffectiveTimeout => ({ ...trap, library: of.library, subject: { kind: 'client', of } }))),
    ...calls.flatMap((of) => of.traps.map((trap): IneffectiveTimeout => ({ ...trap, library: of.library, subject: { kind: 'call', of } }))),
  ];
}

/** What bounds nothing is no matter where each call is bounded; what misfires is. */
function trapsOf(client: CreatedClient): CreatedClient['traps'] {
  const { traps } = client;
  return traps.every(({ kind }) => misfires.has(kind)) || !client.isGuarded ? traps : traps.filter(({ kind }) => misfires.has(kind));
}
