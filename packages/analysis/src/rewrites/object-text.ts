import type { ModuleModel } from '../module/model.js';
import { layoutOf } from './layout.js';
import { itemText, onOneLine, type ListItem } from './list-insertion.js';
import type { PlannedProperty } from './planned-property.js';

/** A property for a list: on one line where it fits there. */
export function propertyItem(module: ModuleModel, property: PlannedProperty): ListItem {
  return (indent, column) => {
    const text = propertyText(property);
    if (property.kind !== 'group' || column + text.length < layoutOf(module).width) return text;
    return `${property.name}: ${overLines(module, property.properties.map((inner) => propertyItem(module, inner)), indent)}`;
  };
}

/** An object literal of items: on one line where it fits there. */
export function objectItem(module: ModuleModel, items: readonly ListItem[]): ListItem {
  return (indent, column) => {
    const text = `{ ${items.map(onOneLine).join(', ')} }`;
    return column + text.length + 2 <= layoutOf(module).width ? text : overLines(module, items, indent);
  };
}

function overLines(module: ModuleModel, items: readonly ListItem[], indent: string): string {
  const layout = layoutOf(module);
  const inner = indent + layout.indent;
  const lines = items.map((item) => `${layout.newline}${inner}${itemText(item, inner, inner.length)}`);
  return `{${lines.join(',')}${layout.trailingComma}${layout.newline}${indent}}`;
}

function propertyText(property: PlannedProperty): string {
  if (property.kind === 'group') return `${property.name}: { ${property.properties.map(propertyText).join(', ')} }`;
  return property.text === property.name ? property.name : `${property.name}: ${property.text}`;
}
