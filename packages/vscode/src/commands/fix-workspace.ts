import { ProgressLocation, window } from 'vscode';
import { fixableDependencies, type FixableDependency } from '../dependencies/fixable.js';
import { tellOf } from '../server/failure-message.js';
import type { Server } from '../server/server.js';

/** Has the user choose dependencies, and fixes them one after the other: each edit is looked at before it is made. */
export async function fixWorkspace(server: Server): Promise<void> {
  const scan = { location: ProgressLocation.Notification, title: 'Failsoft: looking for external dependencies…' };
  const folders = await window.withProgress(scan, () => server.inventory());
  if (folders === undefined) {
    await tellOf(server.state);
    return;
  }
  const fixable = fixableDependencies(folders);
  if (fixable.length === 0) {
    void window.showInformationMessage('Failsoft: nothing that is reported of this workspace can be fixed by itself.');
    return;
  }
  const items = fixable.map((one) => ({ label: one.dependency, description: one.folderName, detail: one.fixes, ...one }));
  const chosen = await window.showQuickPick(items, { canPickMany: true, title: 'Fix External Dependencies', placeHolder: 'Each edit is shown to you before it is made' });
  for (const one of chosen ?? []) await fixDependency(server, one);
}

export async function fixDependency(server: Server, { dependency, folder }: Pick<FixableDependency, 'dependency' | 'folder'>): Promise<void> {
  const title = `Failsoft: fixing ${dependency}…`;
  await window.withProgress({ location: ProgressLocation.Window, title }, () => server.fixDependency(dependency, folder));
}
