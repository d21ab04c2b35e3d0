/** Options that look like a timeout and bound nothing, with the call or client that they belong to. */
import type { CreatedClient, ExternalCall, IneffectiveTimeout } from './facts.js';

export function ineffectiveTimeouts(clients: readonly CreatedClient[], calls: readonly ExternalCall[]): readonly IneffectiveTimeout[] {
  return [
    ...clients.flatMap((of) => (of.traps.length === 0 || of.isGuarded ? [] : of.traps).map((trap): IneffectiveTimeout => ({ ...trap, library: of.library, subject: { kind: 'client', of } }))),
    ...calls.flatMap((of) => of.traps.map((trap): IneffectiveTimeout => ({ ...trap, library: of.library, subject: { kind: 'call', of } }))),
  ];
}
