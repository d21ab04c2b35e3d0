/** The view "External dependencies": the checklist of the workspace, as a tree. */
import { commands, Disposable, EventEmitter, window, workspace, type TreeDataProvider } from 'vscode';
import { checklistTree, type TreeNode } from './checklist-tree.js';
import type { Inventory, InventoryWatch } from './inventory-watch.js';
import { treeItem } from './tree-items.js';

const viewId = 'failsoft.dependencies';

/** Reveals the view; the server is started for it. */
export async function showDependencies(): Promise<void> {
  await commands.executeCommand(`${viewId}.focus`);
}

export function createDependencyView(watch: InventoryWatch): Disposable {
  const changed = new EventEmitter<void>();
  const provider: TreeDataProvider<TreeNode> = {
    onDidChangeTreeData: changed.event,
    getTreeItem: treeItem,
    getChildren: (node) => [...(node?.children ?? rootsOf(watch.inventory))],
  };
  const view = window.createTreeView(viewId, { treeDataProvider: provider, showCollapseAll: true });
  const show = (): void => {
    const roots = rootsOf(watch.inventory);
    void commands.executeCommand('setContext', 'failsoft.dependencies', contextOf(watch.inventory));
    if (view.visible) showProgressOf(watch);
    view.message = roots.length > 0 && !workspace.isTrusted ? restricted : '';
    changed.fire();
  };
  const look = (): void => {
    watch.watch(view.visible);
    show();
  };
  look();
  return Disposable.from(changed, view, watch.onDidChange(show), view.onDidChangeVisibility(look), workspace.onDidGrantWorkspaceTrust(show));
}

const restricted = 'Restricted Mode: checked with the preset, without the ESLint configuration of the workspace.';

function rootsOf(inventory: Inventory): readonly TreeNode[] {
  return inventory.kind === 'known' ? checklistTree(inventory.folders) : [];
}

/** What the view says while it is empty hangs on it. */
function contextOf(inventory: Inventory): string {
  return inventory.kind === 'known' && rootsOf(inventory).length === 0 ? 'empty' : inventory.kind;
}

function showProgressOf(watch: InventoryWatch): void {
  if (watch.inventory.kind !== 'scanning') return;
  void window.withProgress({ location: { viewId } }, async () => {
    await new Promise<void>((resolve) => {
      const listener = watch.onDidChange(() => {
        listener.dispose();
        resolve();
      });
    });
  });
}
