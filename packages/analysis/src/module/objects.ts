/** Object literals. */
import type { TSESTree } from '@typescript-eslint/types';
import { lowerExpression } from './expressions.js';
import { lowerForeign } from './foreign.js';
import { lowerMethodValue } from './functions.js';
import { keyName } from './keys.js';
import type { Lowering } from './lowering.js';
import { rangeOf } from './positions.js';
import type { ObjectEntry, ObjectValue, Value } from './value.js';

type PropertyEntry = Extract<ObjectEntry, { kind: 'property' }>;

export function lowerObject(l: Lowering, node: TSESTree.ObjectExpression): ObjectValue {
  const entries: ObjectEntry[] = [];
  const object: ObjectValue = { kind: 'object', range: rangeOf(node), parent: undefined, use: 'other', asserted: undefined, entries };
  l.objects.push(object);
  for (const property of node.properties) {
    switch (property.type) {
      case 'Property':
        entries.push(lowerProperty(l, property, object));
        break;
      case 'SpreadElement': {
        const value = lowerExpression(l, property.argument);
        value.parent = object;
        entries.push({ kind: 'spread', value, range: rangeOf(property) });
        break;
      }
      default: {
        const value = lowerForeign(l, property);
        value.parent = object;
        entries.push({ kind: 'spread', value, range: rangeOf(object) });
      }
    }
  }
  return object;
}

function lowerProperty(l: Lowering, node: TSESTree.Property, object: ObjectValue): ObjectEntry {
  const name = keyName(node);
  const key = node.computed && name === undefined ? lowerExpression(l, node.key) : undefined;
  const form = formOf(node);
  const value = lowerPropertyValue(l, node, form, name);
  value.parent = object;
  if (key !== undefined) key.parent = object;
  return { kind: 'property', name, value, range: rangeOf(node), keyRange: rangeOf(key ?? node.key), form };
}

function lowerPropertyValue(l: Lowering, { value }: TSESTree.Property, form: PropertyEntry['form'], name: string | undefined): Value {
  const isMethod = form === 'method' || form === 'getter' || form === 'setter';
  return isMethod && value.type === 'FunctionExpression' ? lowerMethodValue(l, value, form, name) : lowerExpression(l, value, name);
}

function formOf({ kind, method, shorthand }: TSESTree.Property): PropertyEntry['form'] {
  if (kind === 'get') return 'getter';
  if (kind === 'set') return 'setter';
  if (method) return 'method';
  return shorthand ? 'shorthand' : 'plain';
}
