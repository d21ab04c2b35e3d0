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
    const hasFindings = folders.some(({ dependencies }) => dependencies.some(({ findings }) => findings.length > 0));
    void window.showInformationMessage(`Failsoft: ${hasFindings ? 'no fix is known for what is found in this workspace.' : 'nothing is found in this workspace.'}`);
    return;
  }
  const items = fixable.map((one) => ({ label: one.dependency, description: one.folderName, detail: one.fixes, ...one }));
  const chosen = await window.showQuickPick(items, { canPickMany: true, title: 'Fix Findings in the Workspace', placeHolder: 'Dependencies to fix: you see each edit before it is made' });
  for (const one of chosen ?? []) await fixDependency(server, one);
}

export async function fixDependency(server: Server, { dependency, folder }: Pick<FixableDependency, 'dependency' | 'folder'>): Promise<void> {
  const title = `Failsoft: fixing ${dependency}…`;
  await window.withProgress({ location: ProgressLocation.Window, title }, () => server.fixDependency(dependency, folder));
}
