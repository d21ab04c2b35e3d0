import type { FileInventory } from 'eslint-plugin-failsoft';
import type { LocatedFinding } from '../worker/messages.js';

/** The dependency that a finding is about, told by what stands on its lines. */
export function dependencyOf({ line, endLine }: LocatedFinding, { calls, clients }: FileInventory): string | undefined {
  return [...clients, ...calls].find((record) => record.line >= line && record.line <= endLine)?.dependency;
}
