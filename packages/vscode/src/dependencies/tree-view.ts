/** The view "External dependencies": the checklist of the workspace, as a tree. */
import { commands, Disposable, EventEmitter, window, workspace, type TreeDataProvider } from 'vscode';
import { checklistTree, dependencyIn, type TreeNode } from './checklist-tree.js';
import type { Inventory, InventoryWatch } from './inventory-watch.js';
import { treeItem } from './tree-items.js';

const viewId = 'failsoft.dependencies';

/** With the command that shows it; the server is started for that. */
export function createDependencyView(watch: InventoryWatch): Disposable {
  const changed = new EventEmitter<void>();
  const provider: TreeDataProvider<TreeNode> = {
    onDidChangeTreeData: changed.event,
    getTreeItem: treeItem,
    getChildren: (node) => [...(node?.children ?? rootsOf(watch.inventory))],
    getParent: (node) => rootsOf(watch.inventory).find(({ children }) => children.some(({ id }) => id === node.id)),
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
  const reveal = async (dependency?: string, folder?: string): Promise<void> => {
    await commands.executeCommand(`${viewId}.focus`);
    if (dependency === undefined) return;
    const node = dependencyIn(rootsOf(await watch.settled()), dependency, folder);
    if (node !== undefined) await view.reveal(node, { select: true, focus: true, expand: true });
  };
  look();
  return Disposable.from(commands.registerCommand('failsoft.showDependencies', reveal), changed, view, watch.onDidChange(show), view.onDidChangeVisibility(look), workspace.onDidGrantWorkspaceTrust(show));
}

const restricted = 'Restricted Mode: checked with the preset, without the ESLint configuration of the workspace.';

function rootsOf(inventory: Inventory): ReturnType<typeof checklistTree> {
  return inventory.kind === 'known' ? checklistTree(inventory.folders) : [];
}

/** What the view says while it is empty hangs on it. */
function contextOf(inventory: Inventory): string {
  return inventory.kind === 'known' && rootsOf(inventory).length === 0 ? 'empty' : inventory.kind;
}

function showProgressOf(watch: InventoryWatch): void {
  if (watch.inventory.kind === 'scanning') void window.withProgress({ location: { viewId } }, () => watch.settled());
}
