/** Dependencies that something can be done about. */
import type { ChecklistFinding, FolderChecklist } from '@failsoft/language-server';
import { counted } from '../counted.js';
import { folderNameOf } from './paths.js';

export interface FixableDependency {
  readonly dependency: string;
  /** URI of the workspace folder. */
  readonly folder: string;
  /** Empty where there is one folder. */
  readonly folderName: string;
  /** '3 findings: require-timeout (2), require-error-listener' */
  readonly fixes: string;
}

export function fixableDependencies(folders: readonly FolderChecklist[]): FixableDependency[] {
  return folders.flatMap(({ folder, dependencies }) =>
    dependencies.flatMap(({ dependency, findings }) => {
      const fixable = findings.filter(({ isFixable }) => isFixable);
      const folderName = folders.length > 1 ? folderNameOf(folder) : '';
      return fixable.length === 0 ? [] : [{ dependency, folder, folderName, fixes: `${counted(fixable.length, 'finding')}: ${byRule(fixable)}` }];
    }),
  );
}

function byRule(findings: readonly ChecklistFinding[]): string {
  const rules = findings.map(({ rule }) => rule);
  const counts = [...new Set(rules)].map((rule) => [rule, rules.filter((other) => other === rule).length] as const);
  return counts.map(([rule, count]) => (count === 1 ? rule : `${rule} (${count})`)).join(', ');
}
