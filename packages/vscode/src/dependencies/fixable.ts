/** Dependencies that something can be done about. */
import type { FolderChecklist } from '@failsoft/language-server';
import { dependencyNodes, folderNameOf } from './checklist-tree.js';

export interface FixableDependency {
  readonly dependency: string;
  /** URI of the workspace folder. */
  readonly folder: string;
  /** Empty where there is one folder. */
  readonly folderName: string;
  /** 'Timeout: missing in 2 of 5 calls' */
  readonly lacks: string;
}

export function fixableDependencies(folders: readonly FolderChecklist[]): FixableDependency[] {
  return folders.flatMap((checklist) => {
    const folderName = folders.length > 1 ? folderNameOf(checklist.folder) : '';
    return dependencyNodes(checklist).filter(({ verdict }) => verdict === 'missing').map(({ dependency, folder, children }) => {
      const lacking = children.filter(({ verdict, importance }) => verdict === 'missing' && importance === 'required');
      return { dependency, folder, folderName, lacks: lacking.map(({ label, description }) => `${label}: ${description}`).join('; ') };
    });
  });
}
