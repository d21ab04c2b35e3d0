/** Where a missing timeout is reported: one place decides, for the rules and for the inventory alike. */
import type { CreatedClient, ExternalCall, ModuleModel, Range, Trap } from '@failsoft/analysis';

export interface FindingPlace {
  readonly rule: 'require-timeout' | 'no-ineffective-timeout';
  readonly module: ModuleModel;
  readonly at: Range;
}

/** A trap is reported where it is written; one written in another file, at the client or call that uses it. */
export function placeOfTrap(trap: Trap, owner: { readonly module: ModuleModel; readonly at: Range }): FindingPlace {
  return { rule: 'no-ineffective-timeout', ...(trap.module === owner.module ? { module: trap.module, at: trap.range } : owner) };
}

/** The finding that stands for a client whose timeout is missing. */
export function findingOfClient(client: CreatedClient): FindingPlace | undefined {
  if (client.timeout.verdict !== 'missing' || client.client.reported === 'call') return undefined;
  if (client.configuredBy !== undefined) return findingOfClient(client.configuredBy);
  if (client.maker.configured !== undefined || client.isGuarded) return undefined;
  const owner = { module: client.module, at: client.range };
  const [trap] = client.traps;
  return trap === undefined ? { rule: 'require-timeout', ...owner } : placeOfTrap(trap, owner);
}

/** The finding that stands for a call whose timeout is missing: at its client's creation, or at the call itself where all others are guarded. */
export function findingOfCall(external: ExternalCall): FindingPlace | undefined {
  if (external.timeout.verdict !== 'missing') return undefined;
  const { target } = external;
  const [trap] = external.traps;
  const owner = { module: external.module, at: external.call.callee.range };
  if (target.kind === 'client' && target.client.reported === 'creation') {
    const [created] = target.creations;
    if (created === undefined) return undefined;
    const place = findingOfClient(created);
    if (place !== undefined) return place;
  }
  return trap === undefined ? { rule: 'require-timeout', ...owner } : placeOfTrap(trap, owner);
}
