/** JSX: opaque values; the components, attributes and children in it are their parts. */
import type { TSESTree } from '@typescript-eslint/types';
import { lowerExpression, lowerName, lowerThis, opaque } from './expressions.js';
import type { Lowering } from './lowering.js';
import { rangeOf } from './positions.js';
import type { Value } from './value.js';

export function lowerJsx(l: Lowering, node: TSESTree.JSXElement | TSESTree.JSXFragment): Value {
  l.hasJsx = true;
  const parts: Value[] = [];
  if (node.type === 'JSXElement') {
    const component = lowerTagName(l, node.openingElement.name, false);
    if (component !== undefined) parts.push(component);
    for (const attribute of node.openingElement.attributes) {
      if (attribute.type === 'JSXSpreadAttribute') parts.push(lowerExpression(l, attribute.argument));
      else lowerPart(l, attribute.value, parts);
    }
  }
  for (const child of node.children) lowerPart(l, child, parts);
  return opaque(node, parts);
}

/** Text is no part. */
function lowerPart(l: Lowering, node: TSESTree.JSXChild | TSESTree.JSXAttribute['value'], parts: Value[]): void {
  switch (node?.type) {
    case 'JSXElement':
    case 'JSXFragment':
      parts.push(lowerJsx(l, node));
      break;
    case 'JSXExpressionContainer':
    case 'JSXSpreadChild':
      if (node.expression.type !== 'JSXEmptyExpression') parts.push(lowerExpression(l, node.expression));
      break;
    default:
  }
}

/** `<Chart />` and `<charts.Line />` read a name, `<div>` does not. */
function lowerTagName(l: Lowering, node: TSESTree.JSXTagNameExpression, isObject: boolean): Value | undefined {
  switch (node.type) {
    case 'JSXIdentifier':
      if (node.name === 'this') return lowerThis(l, rangeOf(node));
      return isObject || !/^[a-z]/.test(node.name) ? lowerName(l, node.name, rangeOf(node)) : undefined;
    case 'JSXMemberExpression': {
      const object = lowerTagName(l, node.object, true);
      if (object === undefined) return undefined;
      const value: Value = {
        kind: 'member',
        range: rangeOf(node),
        parent: undefined,
        use: 'other',
        asserted: undefined,
        object,
        property: node.property.name,
        propertyRange: rangeOf(node.property),
        computed: undefined,
        optional: false,
      };
      object.parent = value;
      return value;
    }
    default:
      return undefined;
  }
}
