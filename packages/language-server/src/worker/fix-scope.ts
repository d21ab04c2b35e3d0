/** Which findings of a file are fixed together, and how. */
import type { Rewrite } from '@failsoft/analysis/rewrites';
import type { FileInventory } from 'eslint-plugin-failsoft';
import type { FileReport, FixScope, LocatedFinding } from './messages.js';

/** A finding and the one rewrite of it that is safe to make unseen. */
export interface Offer {
  readonly finding: LocatedFinding;
  readonly rewrite: Rewrite;
}

export function offersOf({ findings, inventory }: FileReport, scope: FixScope): Offer[] {
  return findings.flatMap((finding) => {
    const rewrite = finding.rewrites.find(({ preferred }) => preferred);
    return rewrite !== undefined && isIn(scope, finding, inventory) ? [{ finding, rewrite }] : [];
  });
}

/** The dependency that a finding is about; where the project's own plugin doesn't say, told by what stands on its lines. */
export function dependencyOf({ dependency, line, endLine }: LocatedFinding, { calls, clients }: FileInventory): string | undefined {
  return dependency ?? [...clients, ...calls].find((record) => record.line >= line && record.line <= endLine)?.dependency;
}

function isIn(scope: FixScope, finding: LocatedFinding, inventory: FileInventory | undefined): boolean {
  switch (scope.of) {
    case 'file':
      return true;
    case 'rule':
      return finding.rule === scope.rule;
    case 'dependency':
      return inventory !== undefined && dependencyOf(finding, inventory) === scope.dependency;
  }
}
