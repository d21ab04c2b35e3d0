/** Nodes of the checklist as VS Code shows them. */
import { MarkdownString, Range, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri } from 'vscode';
import type { PlaceNode, TreeNode } from './checklist-tree.js';
import type { Mark } from './marks.js';

export function treeItem(node: TreeNode): TreeItem {
  const item = new TreeItem(node.label, collapsibleStates[node.kind]);
  item.id = node.id;
  item.description = node.description;
  item.tooltip = tooltipOf(node);
  item.accessibilityInformation = { label: node.spoken };
  item.contextValue = contextOf(node);
  item.iconPath = iconOf(node);
  if (node.kind === 'place') item.command = openingOf(node);
  return item;
}

const collapsibleStates: Record<TreeNode['kind'], TreeItemCollapsibleState> = {
  folder: TreeItemCollapsibleState.Expanded,
  dependency: TreeItemCollapsibleState.Collapsed,
  protection: TreeItemCollapsibleState.Collapsed,
  place: TreeItemCollapsibleState.None,
};

/** 'dependency.fixable' has the command that fixes it. */
function contextOf(node: TreeNode): string {
  return node.kind === 'dependency' && node.isFixable ? 'dependency.fixable' : node.kind;
}

function iconOf(node: TreeNode): ThemeIcon {
  if (node.kind === 'folder') return ThemeIcon.Folder;
  const { icon, color } = signs[node.mark];
  return new ThemeIcon(node.kind === 'dependency' ? 'plug' : icon, new ThemeColor(color));
}

const signs: Record<Mark, { readonly icon: string; readonly color: string }> = {
  error: { icon: 'error', color: 'list.errorForeground' },
  warning: { icon: 'warning', color: 'list.warningForeground' },
  missing: { icon: 'circle-slash', color: 'descriptionForeground' },
  unknown: { icon: 'question', color: 'descriptionForeground' },
  present: { icon: 'pass', color: 'testing.iconPassed' },
};

function tooltipOf({ tooltip }: TreeNode): MarkdownString {
  const text = new MarkdownString();
  tooltip.split('\n').forEach((line, index) => (index === 0 ? text.appendMarkdown('**').appendText(line).appendMarkdown('**') : text.appendMarkdown('\n\n').appendText(line)));
  return text;
}

function openingOf({ uri, position: { line, character } }: PlaceNode): NonNullable<TreeItem['command']> {
  const selection = new Range(line, character, line, character);
  return { title: 'Go to Code', command: 'vscode.open', arguments: [Uri.parse(uri), { selection }] };
}
