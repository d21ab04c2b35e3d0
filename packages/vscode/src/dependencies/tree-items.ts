/** Nodes of the checklist as VS Code shows them. */
import { MarkdownString, Range, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri } from 'vscode';
import type { PlaceNode, TreeNode, Verdict } from './checklist-tree.js';
import type { Importance } from './protections.js';

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
  return node.kind === 'dependency' && node.verdict === 'missing' ? 'dependency.fixable' : node.kind;
}

function iconOf(node: TreeNode): ThemeIcon {
  switch (node.kind) {
    case 'folder':
      return ThemeIcon.Folder;
    case 'dependency':
      return new ThemeIcon('plug', new ThemeColor(colors.required[node.verdict]));
    case 'protection':
    case 'place':
      return new ThemeIcon(signs[node.importance][node.verdict], new ThemeColor(colors[node.importance][node.verdict]));
  }
}

const signs: Record<Importance, Record<Verdict, string>> = {
  required: { present: 'pass', missing: 'error', unknown: 'question' },
  advised: { present: 'pass', missing: 'warning', unknown: 'question' },
};

const colors: Record<Importance, Record<Verdict, string>> = {
  required: { present: 'testing.iconPassed', missing: 'list.errorForeground', unknown: 'disabledForeground' },
  advised: { present: 'testing.iconPassed', missing: 'list.warningForeground', unknown: 'disabledForeground' },
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
